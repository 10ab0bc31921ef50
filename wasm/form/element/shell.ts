// All that is drawn: sections, the panel of clauses, notices, buttons. It is drawn once, and then kept up to date.
import type { FactValue, FormField, Language, Verdict } from 'luat';
import type { Judge, Notice } from '../judge.js';
import { milestonesView } from './chart.js';
import { h, redraw, setText } from './dom.js';
import { labelOf } from './field.js';
import { clausesView, countedView, countsView, ownNotices } from './panel.js';
import { saidByPath } from './said.js';
import { fieldsByPath, SectionView } from './section.js';
import type { Sheet } from './sheet.js';
import { textsIn, type ElementTexts } from './texts.js';

export interface ShellHost {
  judge: Judge;
  sheet: Sheet;
  language: Language;
  /** Something was entered. */
  changed(): void;
  rowsChanged(population: string): void;
  submit(): void;
  saveReport(): void;
  saveAll(): void;
  startOver(): void;
}

/** Something to mend before the report can be sent. */
export interface Fault {
  text: string;
  go?: () => void;
}

export class Shell {
  readonly element: HTMLElement;
  readonly notices = h('div', { className: 'notices', part: 'notices' });
  readonly #host: ShellHost;
  readonly #texts: ElementTexts;
  readonly #errors = h('div', { className: 'errors', part: 'errors', role: 'alert', tabIndex: -1, hidden: true });
  readonly #overview = h('div', { className: 'overview', part: 'overview' });
  readonly #panel = h('div', { className: 'panel-body' });
  readonly #milestones = h('div', {});
  readonly #live = h('p', { className: 'live', role: 'status', 'aria-live': 'polite' });
  readonly #kept = h('p', { className: 'hint kept', part: 'draft' });
  readonly #foot = h('p', { className: 'hint ruleset', part: 'ruleset' });
  readonly #fields: Map<string, FormField>;
  readonly #sections: SectionView[];
  #statuses = new Map<string, string>();

  constructor(host: ShellHost) {
    this.#host = host;
    this.#texts = textsIn(host.language);
    this.#fields = fieldsByPath(host.judge.form);
    this.#sections = host.judge.form.sections.map((section, at) => new SectionView(section, `s${at}`, this.#sectionHost()));
    const texts = this.#texts;
    this.element = h(
      'div',
      { className: 'luat', part: 'form', lang: host.language },
      this.notices,
      this.#errors,
      this.#overview,
      h(
        'div',
        { className: 'columns' },
        h('div', { className: 'main', part: 'main' }, ...this.#sections.map(({ element }) => element), this.#finalView(), this.#actionsView()),
        h(
          'aside',
          { className: 'panel', part: 'panel', 'aria-label': texts.panel },
          h('h2', {}, texts.panel),
          h('p', { className: 'hint' }, texts.panelLead),
          this.#panel,
        ),
      ),
      this.#milestones,
      this.#live,
    );
  }

  /** Shows the judgement as it stands now. */
  update(): void {
    const { judge, language } = this.#host;
    const progress = judge.progress();
    const states = fieldsByPath(progress);
    const said = saidByPath(judge, language);
    for (const section of this.#sections) section.update(states, said);
    const own = ownNotices(judge, language);
    this.#showOverview(own, progress.next_facts?.length ?? 0, states);
    const told = own.flatMap(({ verdict, words }) => (verdict && words ? [{ verdict, words }] : []));
    const parts = [
      clausesView(own, language, (notice) => this.#wayTo(notice)),
      countedView(judge, judge.form, language),
    ];
    redraw(this.#panel, ...parts.filter((part) => part !== undefined));
    const milestones = milestonesView(told, judge.told(language).result.as_of, language);
    this.#milestones.replaceChildren(...(milestones ? [milestones] : []));
    const { engine, digest } = judge.told(language).result.ruleset;
    setText(this.#foot, this.#texts.checkedBy(engine, digest));
    this.#tellTurned(own);
    if (!this.#errors.hidden) this.showFaults(this.faults(), false);
  }

  /** What holds the report back. */
  faults(): Fault[] {
    const { judge, language } = this.#host;
    const entered = this.#sections.flatMap((section) => [
      ...section.fields
        .filter(({ fault }) => fault !== undefined)
        .map((view) => ({ text: `${view.label}: ${view.fault ?? ''}`, go: () => view.focus() })),
      ...section.unreadRows.map((at) => ({ text: this.#texts.rowAt(at + 1, this.#texts.unread), go: () => section.focusRow(at) })),
    ]);
    const judged = judge
      .notices(language)
      .filter(({ weight }) => weight === 'blocks')
      .map((notice) => {
        const go = this.#wayTo(notice);
        const text = notice.words ? `${notice.words.cite}. ${notice.words.title}: ${notice.words.status}. ${notice.remedy.join('; ')}` : this.#problemText(notice);
        return { text, ...(go && { go }) };
      });
    return [...entered, ...judged];
  }

  /** Lists what is to be mended, each as a link to its field. */
  showFaults(faults: Fault[], isAsked = true): void {
    const items = faults.map(({ text, go }) => {
      if (!go) return h('li', {}, text);
      const link = h('a', { href: '#' }, text);
      link.onclick = (event) => {
        event.preventDefault();
        go();
      };
      return h('li', {}, link);
    });
    redraw(this.#errors, h('h2', {}, this.#texts.errors), h('ul', {}, ...items));
    this.#errors.hidden = items.length === 0;
    if (isAsked && items.length > 0) {
      this.#errors.scrollIntoView({ block: 'start' });
      this.#errors.focus({ preventScroll: true });
    }
  }

  /** Lays everything out for paper, or for the screen again. */
  layOut(medium: 'paper' | 'screen'): void {
    for (const section of this.#sections) section.layOut(medium);
  }

  get showsFaults(): boolean {
    return !this.#errors.hidden;
  }

  announce(text: string): void {
    setText(this.#live, text);
  }

  showKept(text: string): void {
    setText(this.#kept, text);
  }

  /** The element that stands for the first fault, for the browser's own message. */
  get anchor(): HTMLElement {
    return this.#errors.parentElement ?? this.element;
  }

  #sectionHost() {
    const { judge, sheet, language, changed, rowsChanged } = this.#host;
    const texts = this.#texts;
    return {
      judge,
      sheet,
      language,
      period: judge.form.period,
      texts,
      rowsChanged,
      turned: changed,
      announce: (text: string) => this.announce(text),
      value: (path: string) => judge.draft.get(path),
      typed: (path: string) => sheet.typed.get(path),
      labelOf: (path: string) => this.#fields.get(path)?.label[language],
      enter: (field: FormField, value: FactValue | undefined, typed: string | undefined) => {
        if (typed === undefined) sheet.typed.delete(field.path);
        else sheet.typed.set(field.path, typed);
        judge.set(field.path, value);
        changed();
      },
    };
  }

  #finalView(): HTMLElement {
    const { judge, changed } = this.#host;
    const input = h('input', { id: 'final', type: 'checkbox', checked: judge.draft.get('final') === true });
    input.onchange = () => {
      judge.set('final', input.checked ? true : undefined);
      changed();
    };
    return h('div', { className: 'option final' }, input, h('label', { for: 'final' }, this.#texts.final));
  }

  #actionsView(): HTMLElement {
    const { submit, saveReport, saveAll, startOver } = this.#host;
    const texts = this.#texts;
    const button = (text: string, onclick: () => void, part: string) => h('button', { type: 'button', part, onclick, className: part }, text);
    return h(
      'div',
      { className: 'foot' },
      h(
        'div',
        { className: 'actions', part: 'actions' },
        button(texts.submit, submit, 'submit'),
        button(texts.saveReport, saveReport, 'button'),
        button(texts.saveAll, saveAll, 'button'),
        button(texts.print, () => print(), 'button'),
        button(texts.start, startOver, 'button'),
      ),
      this.#kept,
      this.#foot,
    );
  }

  #showOverview(own: Notice[], missing: number, states: Map<string, FormField>): void {
    const texts = this.#texts;
    const shown = this.#sections.flatMap(({ fields }) => fields);
    const asked = shown.map(({ field }) => states.get(field.path)).filter((field) => field !== undefined && field.state !== 'settled');
    const done = asked.filter((field) => field?.state === 'given').length;
    const next = [...states.values()].find(({ place }) => place === 1);
    const label = next && labelOf(next, { language: this.#host.language, texts });
    const go = h('button', { type: 'button', className: 'link', onclick: () => next && this.#focus(next.path) }, label ?? '');
    redraw(
      this.#overview,
      h('p', { className: 'progress' }, h('strong', {}, texts.progress(done, asked.length))),
      countsView(own, this.#host.language),
      next && missing > 0 ? h('p', { className: 'next-fact' }, texts.nextLead, ' ', go) : h('p', { className: 'next-fact' }, texts.allDone),
    );
  }

  #wayTo({ paths }: Notice): (() => void) | undefined {
    const path = paths.find((one) => this.#fields.has(one));
    return path === undefined ? undefined : () => this.#focus(path);
  }

  #focus(path: string): void {
    this.#sections.some((section) => section.focus(path));
  }

  #problemText({ text, paths }: Notice): string {
    const field = this.#fields.get(paths[0] ?? '');
    return field ? `${labelOf(field, { language: this.#host.language, texts: this.#texts })}: ${text}` : text;
  }

  /** Says which clauses have turned since the last time, to those who do not see it. */
  #tellTurned(own: Notice[]): void {
    const texts = this.#texts;
    const statuses = new Map<string, string>();
    const turned: string[] = [];
    for (const { verdict, words } of own) {
      if (!verdict || !words) continue;
      const name = nameOf(verdict);
      statuses.set(name, verdict.status);
      const before = this.#statuses.get(name);
      if (before !== undefined && before !== verdict.status) turned.push(texts.turned(words.title, words.status));
    }
    this.#statuses = statuses;
    if (turned.length > 0) this.announce(turned.slice(0, 3).join('. '));
  }
}

const nameOf = ({ document, rule, requirement, part, period }: Verdict): string => [document, rule, requirement, part, period].join('/');
