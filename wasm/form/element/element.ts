// The element `<luat-form>`: a report filled in against a set of rules, judged while it is.
import type { Language, LuatError, Report, Result } from 'luat';
import { Judge, type JudgeOptions } from '../judge.js';
import type { Rules } from '../rules.js';
import { h, PageElement } from './dom.js';
import { fileName, saveJson, type Judged } from './download.js';
import { browserDrafts, type Draft, type DraftStore } from './draft.js';
import { readDraft, readGiven } from './given.js';
import { Keeper } from './keeper.js';
import { keptText, noticeView, offered, restored, stopped, type Notice } from './notices.js';
import { Sheet } from './sheet.js';
import { Shell } from './shell.js';
import { styleSheet } from './styles.js';
import { textsIn, type ElementTexts } from './texts.js';

/** A set of rules with what is kept beside a draft; a `Ruleset` is one. */
export interface FormRules extends Rules {
  readonly id: string;
  readonly digest: string;
}

/** Whose report, for when, and how it is judged. */
export interface ElementOptions extends Omit<JudgeOptions, 'asOf' | 'report'> {
  /** The day as of which to judge; left out: the visitor's today. */
  asOf?: string;
  /** Where drafts are kept; left out: in this browser; `false`: nowhere. */
  drafts?: DraftStore | false;
}

/** The pause after which what is typed is judged, and the longest, where judging takes its time. */
const PAUSE_MS = 120;
const LONGEST_PAUSE_MS = 1500;

/**
 * Events: `luat-change`, after each judgement, and `luat-submit`, when the report is sent and nothing holds it back; both
 * carry `{ report, result }` as `detail`.
 */
export class LuatForm extends PageElement {
  static readonly formAssociated = true;
  static readonly observedAttributes = ['language'];

  readonly #internals = this.attachInternals();
  readonly #root = this.attachShadow({ mode: 'open', delegatesFocus: true });
  #rules: FormRules | undefined;
  #options: ElementOptions | undefined;
  #given: Report | undefined;
  #judge: Judge | undefined;
  #sheet = new Sheet();
  #shell: Shell | undefined;
  #keeper: Keeper | undefined;
  #changedRows = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastTook = 0;
  #notice: Notice | undefined;
  /** When the draft was kept; `refused` where the browser keeps none. */
  #kept: Date | 'refused' | undefined;
  #begun = 0;
  /** Rules or options have changed, and the form is not open with them yet. */
  #isBeginning = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [styleSheet()];
    // The browser's own bubble would show one message of many.
    this.addEventListener('invalid', (event) => {
      event.preventDefault();
      this.#showFaults();
    });
  }

  connectedCallback(): void {
    document.addEventListener('visibilitychange', this.#onHidden);
    addEventListener('beforeprint', this.#onPrint);
    addEventListener('afterprint', this.#onPrint);
    this.#beginSoon();
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#onHidden);
    removeEventListener('beforeprint', this.#onPrint);
    removeEventListener('afterprint', this.#onPrint);
    this.#keeper?.flush();
    this.#begun += 1;
    this.#letGo();
  }

  attributeChangedCallback(_: string, before: string | null, after: string | null): void {
    if (before === after || !this.#judge) return;
    const [notice, showsFaults] = [this.#notice, this.#shell?.showsFaults];
    this.#redraw();
    if (notice) this.#say(notice);
    if (showsFaults) this.#shell?.showFaults(this.#shell.faults(), false);
  }

  formResetCallback(): void {
    void this.#startOver();
  }

  /** The rules; they stay the page's own, to be freed by it. */
  get ruleset(): FormRules | undefined {
    return this.#rules;
  }

  set ruleset(rules: FormRules | undefined) {
    this.#rules = rules;
    this.#beginSoon();
  }

  get options(): ElementOptions | undefined {
    return this.#options;
  }

  set options(options: ElementOptions | undefined) {
    this.#options = options;
    this.#beginSoon();
  }

  /** The language of everything shown; `vi` unless told otherwise. It is the attribute `language`. */
  get language(): Language {
    return this.getAttribute('language') === 'en' ? 'en' : 'vi';
  }

  set language(language: Language) {
    this.setAttribute('language', language);
  }

  /**
   * The report as filled in. What is set may be an object or JSON text; what is no report of this form is refused, and that
   * is said. To start over leads back to what was set before the form opened.
   */
  get report(): Report | undefined {
    this.#takeRows();
    return this.#judge?.report() ?? this.#given;
  }

  set report(given: Report | string | undefined) {
    if (given === undefined) {
      this.#given = undefined;
      this.#beginSoon();
      return;
    }
    const report = readGiven(given);
    if (!this.#judge || this.#isBeginning) this.#given = report;
    else if (report) this.#take(report);
    if (!report) this.#alert((texts) => texts.noReport);
  }

  /** What the rules say to the report as filled in. */
  get result(): Result | undefined {
    this.#takeRows();
    return this.#judge?.told(this.language).result;
  }

  /** The report and what the rules say to it; with it the report can be checked again. */
  get judged(): Judged | undefined {
    const [report, result] = [this.report, this.result];
    return report && result && { report, result };
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Judges the report and, where nothing holds it back, fires `luat-submit`; then the form around it is sent. */
  submit(): boolean {
    if (!this.#judgeNow() || this.#showFaults()) return false;
    const event = new CustomEvent('luat-submit', { detail: this.judged, bubbles: true, composed: true, cancelable: true });
    if (this.dispatchEvent(event)) this.#internals.form?.requestSubmit();
    return true;
  }

  /** Removes the draft kept in this browser, when the report has arrived for instance; what is shown stays. */
  async discardDraft(): Promise<void> {
    await this.#keeper?.remove();
  }

  get #texts(): ElementTexts {
    return textsIn(this.language);
  }

  #onHidden = (): void => {
    if (document.visibilityState === 'hidden') this.#keeper?.flush();
  };

  #onPrint = ({ type }: Event): void => this.#shell?.layOut(type === 'beforeprint' ? 'paper' : 'screen');

  /** Begins once rules and options are there; several changes in a row begin once. */
  #beginSoon(): void {
    const mine = (this.#begun += 1);
    this.#isBeginning = true;
    queueMicrotask(() => {
      if (mine === this.#begun && this.isConnected) void this.#begin(mine);
    });
  }

  async #begin(mine: number): Promise<void> {
    this.#letGo();
    const [rules, options] = [this.#rules, this.#options];
    if (!rules || !options) return;
    this.#root.replaceChildren(h('p', { className: 'loading', part: 'loading' }, this.#texts.loading));
    this.#keeper = this.#makeKeeper(rules, options);
    const draft = await this.#keeper?.read();
    if (mine !== this.#begun) return;
    this.#isBeginning = false;
    const other = this.#given !== undefined && this.#given.body.level !== options.level;
    const isRefused = other || !this.#open(this.#given);
    if (isRefused && !this.#open(undefined)) return;
    if (isRefused) this.#alert((texts) => (other ? texts.otherLevel : texts.refused));
    if (!draft) return;
    // What the page gives comes first; a draft is offered beside it.
    if (this.#given) this.#offer(draft);
    else this.#restore(draft);
  }

  #makeKeeper(rules: FormRules, { level, period, body, drafts }: ElementOptions): Keeper | undefined {
    if (drafts === false) return undefined;
    const key = { ruleset: rules.id, level, body: body.id, period };
    return new Keeper(drafts ?? browserDrafts, key, {
      digest: rules.digest,
      state: () => {
        this.#takeRows();
        return JSON.stringify([this.#judge?.report(), this.#sheet.keep()]);
      },
      kept: (when) => this.#showKept(when),
      refused: () => this.#showKept('refused'),
    });
  }

  /** Opens a report, or a blank one; answers whether the engine takes it. */
  #open(report: Report | undefined, kept?: string): boolean {
    const [rules, options] = [this.#rules, this.#options];
    if (!rules || !options) return false;
    const before = [this.#judge, this.#sheet] as const;
    try {
      const asOf = options.asOf ?? today();
      const judge = new Judge(rules, { ...options, asOf, ...(report && { report, body: { ...options.body, ...report.body } }) });
      // A report that the engine refuses as a whole is found now.
      judge.told(this.language);
      this.#judge?.free();
      this.#judge = judge;
      this.#sheet = Sheet.of(judge);
      if (kept !== undefined) this.#sheet.readKept(kept);
      this.#redraw();
      return true;
    } catch (thrown) {
      [this.#judge, this.#sheet] = before;
      this.#failed(thrown);
      return false;
    }
  }

  /** Takes over a report that the page gives while the form is open. */
  #take(report: Report): void {
    if (report.body.level !== this.#options?.level) this.#alert((texts) => texts.otherLevel);
    else if (this.#open(report)) this.#keeper?.later();
  }

  #redraw(): void {
    const judge = this.#judge;
    if (!judge) return;
    const focused = this.#root.activeElement?.id;
    this.#takeRows();
    this.#shell = new Shell({
      judge,
      sheet: this.#sheet,
      language: this.language,
      changed: () => this.#changed(),
      rowsChanged: (population) => {
        this.#changedRows.add(population);
        this.#changed();
      },
      submit: () => void this.submit(),
      saveReport: () => this.#saveReport(),
      saveAll: () => this.#saveAll(),
      startOver: () => {
        if (confirm(this.#texts.startSure)) void this.#startOver();
      },
    });
    this.#notice = undefined;
    this.#root.replaceChildren(this.#shell.element);
    if (this.#kept) this.#showKept(this.#kept);
    this.#judgeNow();
    if (focused) this.#root.getElementById(focused)?.focus();
  }

  #nameOf(kind: string): string {
    const { body, period } = this.#options ?? { body: { id: '' }, period: '' };
    return fileName(kind, body.id, period);
  }

  #changed(): void {
    this.#keeper?.later();
    clearTimeout(this.#timer);
    const pause = Math.min(Math.max(PAUSE_MS, 3 * this.#lastTook), LONGEST_PAUSE_MS);
    this.#timer = setTimeout(() => this.#judgeNow(), pause);
  }

  /** Puts rows changed since into the report. */
  #takeRows(): void {
    if (this.#judge) for (const population of this.#changedRows) this.#sheet.report(this.#judge, population);
    this.#changedRows.clear();
  }

  #judgeNow(): boolean {
    clearTimeout(this.#timer);
    const shell = this.#shell;
    if (!shell) return false;
    const started = performance.now();
    try {
      this.#takeRows();
      shell.update();
      this.#setValidity(shell);
      this.#lastTook = performance.now() - started;
      this.dispatchEvent(new CustomEvent('luat-change', { detail: this.judged, bubbles: true, composed: true }));
      return true;
    } catch (thrown) {
      this.#failed(thrown);
      return false;
    }
  }

  #setValidity(shell: Shell): void {
    this.#internals.setFormValue(JSON.stringify(this.#judge?.report()));
    const [first] = shell.faults();
    if (first) this.#internals.setValidity({ customError: true }, first.text, shell.anchor);
    else this.#internals.setValidity({});
  }

  #showFaults(): boolean {
    const faults = this.#shell?.faults() ?? [];
    this.#shell?.showFaults(faults);
    return faults.length > 0;
  }

  #restore(draft: Draft): void {
    const [report, kept] = readDraft(draft);
    if (!report || !this.#open(report, kept)) return;
    this.#say(restored(draft.saved, draft.digest !== this.#rules?.digest, () => this.#startOver()));
  }

  #offer(draft: Draft): void {
    const discard = () => {
      this.#unsay();
      void this.discardDraft();
    };
    this.#say(offered(draft.saved, () => this.#restore(draft), discard));
  }

  async #startOver(): Promise<void> {
    await this.#keeper?.remove();
    this.#open(this.#given);
  }

  /** The engine gave no answer: what is entered stays, and there is a way on. */
  #failed(thrown: unknown): void {
    const { kind, message } = thrown as Partial<LuatError>;
    if (kind === 'report') {
      this.#alert((texts) => `${texts.refused} ${message ?? ''}`);
      return;
    }
    this.#keeper?.flush();
    const again = () => {
      if (!this.#shell) this.#beginSoon();
      else if (this.#judgeNow()) this.#unsay();
    };
    this.#say(stopped(message ?? String(thrown), again, () => this.#saveReport()));
  }

  #alert(text: Notice['text']): void {
    this.#say({ tone: 'alert', text });
  }

  #say(notice: Notice): void {
    this.#notice = notice;
    const view = noticeView(notice, this.language);
    if (this.#shell) this.#shell.notices.replaceChildren(view);
    else this.#root.replaceChildren(view);
  }

  #unsay(): void {
    this.#notice = undefined;
    this.#shell?.notices.replaceChildren();
  }

  #showKept(kept: Date | 'refused'): void {
    this.#kept = kept;
    this.#shell?.showKept(keptText(kept, this.language));
  }

  #saveReport(): void {
    if (this.report) saveJson(this.report, this.#nameOf('bao-cao'));
  }

  #saveAll(): void {
    if (this.judged) saveJson(this.judged, this.#nameOf('bao-cao-ket-qua'));
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    this.#keeper?.stop();
    this.#judge = this.#shell = this.#keeper = this.#notice = this.#kept = undefined;
    this.#sheet = new Sheet();
    this.#changedRows.clear();
    this.#root.replaceChildren();
  }
}

/** The visitor's own today; the engine knows none. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
