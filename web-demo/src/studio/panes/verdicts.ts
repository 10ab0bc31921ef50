// Verdicts on the report, each with the way that led to it.
import type { Language, Status, Told, Verdict, VerdictWords } from 'luat';
import type { RuleSentence } from 'luat/editor';
import { formTexts, statusOrder, statusSigns } from 'luat/form';
import { h, keepingFocus } from '../../dom';
import type { Explained, VerdictName } from '../engine/engine';
import { textsIn } from '../texts';
import { nameOf } from '../trial';
import { tree } from './tree';

export interface VerdictsHost {
  explain(name: VerdictName): Promise<Explained | undefined>;
  /** Leads to the sentence in its text. */
  show(name: VerdictName, sentence: RuleSentence | undefined): void;
}

/** The verdicts on the reporting body; what is open stays open when they are drawn anew. */
export class Verdicts {
  readonly element = h('div', { className: 'verdicts' });
  readonly #host: VerdictsHost;
  readonly #open = new Set<string>();
  #only: Status | undefined;
  #told: Told | undefined;
  #sentences = new Map<string, RuleSentence>();
  #language: Language = 'vi';

  constructor(host: VerdictsHost) {
    this.#host = host;
  }

  show(told: Told, sentences: RuleSentence[], language: Language): void {
    this.#sentences = new Map(sentences.map((one) => [sentenceName(one), one]));
    if (language === this.#language && JSON.stringify(told) === JSON.stringify(this.#told)) return;
    [this.#told, this.#language] = [told, language];
    this.#draw();
  }

  #draw(): void {
    const texts = textsIn(this.#language);
    const own = this.#own();
    const rows = own.filter(({ verdict }) => this.#only === undefined || verdict.status === this.#only);
    const counts = this.#countsView(own.map(({ verdict }) => verdict));
    const list = rows.length > 0 ? h('ol', { className: 'list' }, ...rows.map((row) => this.#row(row.verdict, row.words))) : h('p', { className: 'empty' }, texts.noVerdicts);
    keepingFocus(this.element, () => this.element.replaceChildren(counts, list));
  }

  #own(): { verdict: Verdict; words: VerdictWords }[] {
    const { result, verdicts = [] } = this.#told ?? {};
    return (result?.verdicts ?? []).flatMap((verdict, at) => {
      const words = verdicts[at];
      const isOwn = verdict.body.level === result?.body.level && verdict.body.id === result.body.id;
      return words && isOwn ? [{ verdict, words }] : [];
    });
  }

  /** How many stand how; each count shows those alone. */
  #countsView(verdicts: Verdict[]): HTMLElement {
    const { statuses } = formTexts(this.#language);
    const counts = statusOrder.map((status) => [status, verdicts.filter((one) => one.status === status).length] as const).filter(([, count]) => count > 0);
    if (this.#only !== undefined && counts.every(([status]) => status !== this.#only)) this.#only = undefined;
    const button = (only: Status | undefined, ...content: (string | HTMLElement)[]) =>
      h(
        'button',
        {
          type: 'button',
          id: `only-${only ?? 'all'}`,
          className: `count ${only ?? ''}`,
          'aria-pressed': String(this.#only === only),
          onclick: () => {
            this.#only = only;
            this.#draw();
          },
        },
        ...content,
      );
    return h(
      'div',
      { className: 'counts', role: 'group', 'aria-label': textsIn(this.#language).verdicts },
      button(undefined, `${textsIn(this.#language).all} ${verdicts.length}`),
      ...counts.map(([status, count]) => button(status, sign(status), ` ${statuses[status]} ${count}`)),
    );
  }

  #row(verdict: Verdict, words: VerdictWords): HTMLElement {
    const name = verdictName(verdict);
    const sentence = this.#sentences.get(sentenceName(verdict));
    const key = JSON.stringify(name);
    const isOpen = this.#open.has(key);
    const id = `verdict-${[name.document, name.rule, name.requirement, name.part, name.period].join('-').replaceAll(/[^\w-]/g, '_')}`;
    const why = h('div', { className: 'why', id: `${id}-why`, hidden: !isOpen });
    const head = h(
      'button',
      { type: 'button', id, className: 'verdict-head', 'aria-expanded': String(isOpen), 'aria-controls': why.id },
      h('span', { className: `status ${verdict.status}` }, sign(verdict.status), ` ${words.status}`),
      h('span', { className: 'title' }, words.title),
      sentence && h('span', { className: 'asked' }, sentence.what),
      h('span', { className: 'cite' }, [words.cite, words.period, words.measure?.value].filter((part) => part !== undefined).join(' · ')),
    );
    head.onclick = () => {
      const opens = why.hidden;
      why.hidden = !opens;
      head.setAttribute('aria-expanded', String(opens));
      if (opens) {
        this.#open.add(key);
        void this.#fill(why, verdict, words);
      } else this.#open.delete(key);
    };
    if (isOpen) void this.#fill(why, verdict, words);
    return h('li', { className: `verdict ${verdict.status}`, 'data-rule': `${verdict.document}/${verdict.rule}/${verdict.requirement}` }, head, why);
  }

  async #fill(why: HTMLElement, verdict: Verdict, words: VerdictWords): Promise<void> {
    const texts = textsIn(this.#language);
    const name = verdictName(verdict);
    const explained = await this.#host.explain(name);
    const lines = explained?.words.lines ?? [];
    why.replaceChildren(
      h('p', { className: 'sentence' }, words.sentence),
      lines.length > 0 ? tree(lines, texts.explain) : h('p', { className: 'empty' }, texts.noTree),
      h('p', {}, h('button', { type: 'button', className: 'link', onclick: () => this.#host.show(name, this.#sentences.get(sentenceName(verdict))) }, texts.toRule)),
    );
  }
}

const sign = (status: Status): HTMLElement => h('span', { className: 'sign', 'aria-hidden': 'true' }, statusSigns[status]);

const verdictName = ({ document, rule, requirement, part, body, period }: Verdict): VerdictName => ({
  document,
  rule,
  requirement,
  part,
  body: nameOf(body),
  period,
});

/** A sentence in one of its wordings, as verdicts name it. */
const sentenceName = ({ document, rule, requirement, part, version }: Pick<Verdict, 'document' | 'rule' | 'requirement' | 'part' | 'version'>): string =>
  JSON.stringify([document, rule, requirement, part, version.document, version.from]);
