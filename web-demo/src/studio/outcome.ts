// What comes of the texts: asked anew when they change, shown in the tab that is chosen.
import type { Language, Level, Report, RuleText } from 'luat';
import type { RuleSentence, ScenarioRun, TextPlace } from 'luat/editor';
import init, { Ruleset } from 'luat/runtime';
import 'luat/form/element';
import { h, keepingFocus } from '../dom';
import type { Judged, Judging, Rules, VerdictName } from './engine/engine';
import { coverageView } from './panes/coverage';
import { scenariosView, sumOf } from './panes/scenarios';
import { Tabs } from './panes/tabs';
import { trialView, type TrialHost } from './panes/trial';
import { Verdicts } from './panes/verdicts';
import { moved } from './moved';
import { catalogue } from './samples';
import type { Trial } from './store';
import { textsIn } from './texts';
import { choose, withReport, type Chosen } from './trial';

export type Pane = 'form' | 'verdicts' | 'scenarios' | 'coverage';

const PANES: Pane[] = ['form', 'verdicts', 'scenarios', 'coverage'];

export interface OutcomeHost {
  language(): Language;
  /** The trial has changed, and is to be kept. */
  changed(): void;
  openReport(): void;
  showRule(document: string, rule: string): void;
  /** A text as it stands; nothing where it is no more there. */
  textOf(name: string): string | undefined;
  showPlace(place: TextPlace): void;
}

/** The right-hand side of the page. */
export class Outcome {
  readonly tabs: Tabs;
  readonly panel = h('div', { id: 'outcome', role: 'tabpanel', tabIndex: 0 });
  /** What stands above what the pane shows: a word of warning, whose report it is. */
  readonly #head = h('div', { className: 'outcome-head' });
  readonly #body = h('div', { className: 'outcome-body' });
  readonly #judging: Judging;
  readonly #host: OutcomeHost;
  readonly #form = h('luat-form', {});
  readonly #verdicts: Verdicts;
  readonly #ready = init();
  #trial: Trial = { report: undefined, body: undefined, period: undefined, asOf: '' };
  #pane: Pane = 'form';
  #rules: Rules | undefined;
  /** The texts of these rules, in which what comes of them has its places. */
  #judgedTexts = new Map<string, string>();
  #ruleset: Ruleset | undefined;
  #levels: Level[] = [];
  #isStale = false;
  #runs: ScenarioRun[] | undefined;
  /** The sentences of the rules, as last asked. */
  #known: { rules: Rules | undefined; language: Language; sentences: Promise<RuleSentence[]> } | undefined;
  #onlyRed = false;
  #onlyMissing = false;
  #document: string | undefined;
  /** Counts what is asked, so that what comes late is dropped. */
  #asked = 0;
  #drawn = 0;
  /** By which rules the form was opened. */
  #formOf = '';

  constructor(judging: Judging, host: OutcomeHost) {
    [this.#judging, this.#host] = [judging, host];
    this.panel.append(this.#head, this.#body);
    this.tabs = new Tabs('panes', (id) => this.choose(id as Pane));
    this.#verdicts = new Verdicts({
      explain: async (name) => this.#explain(name),
      show: ({ document, rule }, sentence) => {
        const place = sentence?.place && this.#placeNow(sentence.place);
        if (place) host.showPlace(place);
        else host.showRule(document, rule);
      },
    });
    this.#form.addEventListener('luat-change', (event) => this.#filled(event.detail.report));
  }

  get trial(): Trial {
    return this.#trial;
  }

  /** Another trial, from a file for instance; whoever sets it draws. */
  set trial(trial: Trial) {
    this.#trial = trial;
    this.#formOf = '';
  }

  choose(pane: Pane): void {
    this.#pane = pane;
    this.draw();
  }

  /** Takes the texts as they stand; where they have errors, what came of them before stays. */
  async take(texts: RuleText[]): Promise<void> {
    const mine = (this.#asked += 1);
    const [rules] = await Promise.all([this.#judging.take(texts), this.#ready]);
    if (mine !== this.#asked) return;
    this.#isStale = rules === undefined;
    if (rules && rules.digest !== this.#rules?.digest) {
      const before = this.#ruleset;
      this.#ruleset = Ruleset.load(rules.compiled);
      this.#levels = this.#ruleset.levels().levels;
      before?.free();
    }
    if (rules) {
      this.#rules = rules;
      this.#judgedTexts = new Map(texts.map(({ name, text }) => [name, text]));
      await this.renew();
    } else this.draw();
  }

  /** Draws all anew, in another language for instance: what is looked at first, then the scenarios as they run now. */
  async renew(): Promise<void> {
    const rules = this.#rules;
    this.draw();
    if (!rules) return;
    const runs = await this.#judging.scenarios(this.#host.language());
    if (rules !== this.#rules) return;
    this.#runs = runs;
    this.#drawTabs();
    if (this.#pane === 'scenarios') void this.#show();
  }

  /** Where a place of the texts as they were judged is now; nothing where what stood there is written anew. */
  #placeNow({ file, from, to }: TextPlace): TextPlace | undefined {
    const [before, now] = [this.#judgedTexts.get(file), this.#host.textOf(file)];
    const range = before !== undefined && now !== undefined ? moved({ from, to }, before, now) : undefined;
    return range && { file, ...range };
  }

  #showLine(file: string, line: number): void {
    const place = { file, ...lineRange(line, this.#judgedTexts.get(file) ?? '') };
    this.#host.showPlace(this.#placeNow(place) ?? place);
  }

  draw(): void {
    this.#drawTabs();
    void this.#show();
  }

  #drawTabs(): void {
    const language = this.#host.language();
    const texts = textsIn(language);
    const runs = this.#runs ?? [];
    const { passed, tone } = sumOf(runs);
    const noteOf = (pane: Pane) => (pane === 'scenarios' && runs.length > 0 ? { note: `${passed}/${runs.length}`, tone } : {});
    this.tabs.draw(
      texts.panes,
      PANES.map((id) => ({ id, label: texts[id], panel: this.panel.id, ...noteOf(id) })),
      this.#pane,
    );
    this.panel.setAttribute('aria-labelledby', `panes-${this.#pane}`);
  }

  async #show(): Promise<void> {
    const mine = (this.#drawn += 1);
    const view = await this.#view();
    if (mine !== this.#drawn) return;
    const stale = h('p', { className: 'stale', role: 'status', hidden: !this.#isStale || this.#rules === undefined }, textsIn(this.#host.language()).stale);
    this.panel.dataset['pane'] = this.#pane;
    keepingFocus(this.panel, () => {
      this.#head.replaceChildren(stale, ...view.head);
      // The form stays where it is while it is shown: to move it would be to open it anew.
      if (this.#body.firstChild !== view.body || this.#body.childElementCount !== 1) this.#body.replaceChildren(view.body);
      if (view.body === this.#form) this.#openForm();
      else this.#formOf = '';
    });
  }

  async #view(): Promise<{ head: HTMLElement[]; body: HTMLElement }> {
    const language = this.#host.language();
    const texts = textsIn(language);
    const words = (text: string) => ({ head: [], body: h('p', { className: 'empty' }, text) });
    const rules = this.#rules;
    if (!rules) return words(this.#isStale ? texts.never : texts.loading);
    if (this.#pane === 'scenarios') return { head: [], body: this.#scenariosView(language) };
    if (this.#pane === 'coverage') return { head: [], body: await this.#coverageView(rules, language) };
    const chosen = this.#chosen();
    if (!chosen) return words(texts.nobody);
    const head = [trialView(this.#trial.report, chosen, this.#trial.asOf, this.#levels, language, this.#trialHost)];
    if (this.#pane === 'form') return { head, body: this.#form };
    const [told, sentences] = await Promise.all([this.#judging.tell(this.#judged(chosen), language), this.#sentences(language)]);
    this.#verdicts.show(told, sentences, language);
    return { head, body: this.#verdicts.element };
  }

  /** What the sentences ask, and where they stand in the texts that were taken. */
  #sentences(language: Language): Promise<RuleSentence[]> {
    const known = this.#known;
    if (known?.rules === this.#rules && known?.language === language) return known.sentences;
    const sentences = this.#judging.sentences(language);
    this.#known = { rules: this.#rules, language, sentences };
    return sentences;
  }

  #scenariosView(language: Language): HTMLElement {
    const turn = (only: boolean) => {
      this.#onlyRed = only;
      this.draw();
    };
    return scenariosView(this.#runs ?? [], language, this.#onlyRed, turn, (file, line) => this.#showLine(file, line));
  }

  async #coverageView({ documents }: Rules, language: Language): Promise<HTMLElement> {
    const found = documents.find(({ id }) => id === this.#document) ?? documents.find((one) => one.catalogue !== undefined) ?? documents[0];
    if (!found) return h('p', { className: 'empty' }, textsIn(language).noCoverage);
    const listed = found.catalogue === undefined ? undefined : await catalogue(found.catalogue);
    const page = await this.#judging.coverage(found.id, listed, language);
    return coverageView({ documents, document: found.id, page, isCatalogued: listed !== undefined, onlyMissing: this.#onlyMissing }, language, {
      choose: (document) => {
        this.#document = document;
        this.draw();
      },
      turn: (only) => {
        this.#onlyMissing = only;
        this.draw();
      },
      show: (document, rule) => this.#host.showRule(document, rule),
    });
  }

  readonly #trialHost: TrialHost = {
    choose: (change) => this.#change({ ...this.#trial, ...change }),
    openReport: () => this.#host.openReport(),
    emptyReport: () => this.#change({ ...this.#trial, report: undefined }),
  };

  #change(trial: Trial): void {
    this.trial = trial;
    this.#host.changed();
    this.draw();
  }

  #chosen(): Chosen | undefined {
    return choose(this.#trial, this.#levels);
  }

  #judged({ report, level, period }: Chosen): Judged {
    return { report, level, period, asOf: this.#trial.asOf };
  }

  async #explain(name: VerdictName) {
    const chosen = this.#chosen();
    return chosen && this.#judging.explain(this.#judged(chosen), name, this.#host.language());
  }

  /** Opens the form anew where the rules, or whose report it is, have changed. */
  #openForm(): void {
    const chosen = this.#chosen();
    if (!chosen || !this.#rules || !this.#ruleset) return;
    const { report, level, period } = chosen;
    const language = this.#host.language();
    const of = JSON.stringify([this.#rules.digest, report.body, period, this.#trial.asOf]);
    if (this.#form.language !== language) this.#form.language = language;
    if (of === this.#formOf) return;
    this.#formOf = of;
    this.#form.ruleset = this.#ruleset;
    this.#form.options = { level, period, body: report.body, asOf: this.#trial.asOf, drafts: false };
    this.#form.report = report;
  }

  /** Takes over what was filled in. */
  #filled(report: Report): void {
    const chosen = this.#chosen();
    if (!chosen || JSON.stringify(report) === JSON.stringify(chosen.report)) return;
    const whole = this.#trial.report;
    const isPart = whole !== undefined && chosen.isKept;
    this.#trial = { ...this.#trial, report: isPart ? withReport(whole, report) : report, ...(!isPart && { body: undefined }) };
    this.#host.changed();
  }
}

/** The range of a line, counted from 1. */
function lineRange(line: number, text: string): { from: number; to: number } {
  const lines = text.split('\n', line);
  const to = lines.join('\n').length;
  return { from: to - (lines.at(-1)?.length ?? 0), to };
}
