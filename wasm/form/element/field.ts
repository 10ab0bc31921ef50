// One field: what is asked, the control, and what is said to it.
import type { FactValue, FormField, Language } from 'luat';
import type { Entry, Reading } from '../entry/reading.js';
import { showDate } from '../entry/date.js';
import { isSpan, type Span } from '../entry/span.js';
import { formTexts, statusSigns } from '../texts.js';
import { control, type Control } from './controls.js';
import { h } from './dom.js';
import { capital, type ElementTexts } from './texts.js';
import type { Said } from './said.js';

export interface FieldHost {
  language: Language;
  /** The period of the report. */
  period: string;
  texts: ElementTexts;
  value(path: string): unknown;
  typed(path: string): string | undefined;
  /** Enters a value; `typed` is what stands in the field where that is no value. */
  enter(field: FormField, value: FactValue | undefined, typed: string | undefined): void;
  /** The label of another field, as it stands within a sentence. */
  labelOf(path: string): string | undefined;
}

/** A fact that is declared not to be had. */
type Declared = { unknown: string } | { not_applicable: string };

export class FieldView {
  readonly element: HTMLElement;
  readonly field: FormField;
  readonly #host: FieldHost;
  readonly #id: string;
  readonly #tag = h('span', { className: 'tag', part: 'next' });
  readonly #body = h('div', { className: 'field-body' });
  readonly #state = h('p', { className: 'hint settled-note', hidden: true });
  readonly #question = h('div', { className: 'question', part: 'question', hidden: true });
  readonly #fault: HTMLElement;
  readonly #said: HTMLElement;
  #control: Control | undefined;
  #declaring: HTMLElement | undefined;

  constructor(field: FormField, id: string, host: FieldHost) {
    this.field = field;
    this.#host = host;
    this.#id = id;
    this.#fault = h('p', { id: `${id}-fault`, className: 'fault', part: 'fault' });
    this.#said = h('ul', { id: `${id}-said`, className: 'said', part: 'messages', hidden: true });
    this.element = h('div', { className: 'field', part: 'field', 'data-path': field.path });
    this.#draw();
  }

  /** Puts the cursor into the field. */
  focus(): void {
    const within = this.#body.hidden ? '.declared input[type=text]' : '.field-body :checked';
    const target = this.element.querySelector<HTMLElement>(within) ?? this.#control?.target;
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  }

  /** Why what stands in the field cannot be used. */
  get fault(): string | undefined {
    return this.#fault.textContent || undefined;
  }

  /** What is asked; how many members something holds for is asked as a number. */
  get label(): string {
    return labelOf(this.field, this.#host);
  }

  /** Shows the state of the field and what is said to it; the control stays as it is. */
  update(state: FormField, said: Said[]): void {
    const isNext = state.place === 1;
    if (!isNext) this.#tag.remove();
    else this.element.querySelector('.label')?.append(this.#tag);
    const isSettled = state.state === 'settled' && !this.element.contains(activeIn(this.element));
    this.element.classList.toggle('settled', isSettled);
    this.element.classList.toggle('is-next', isNext);
    this.#state.hidden = !isSettled;
    const items = said.map((one) => saidView(one, this.#host.texts, this.#host.language));
    const text = items.map((item) => item.textContent).join();
    if (this.#said.textContent !== text || items.length !== this.#said.childElementCount) this.#said.replaceChildren(...items);
    this.#said.hidden = items.length === 0;
    this.element.classList.toggle('wrong', said.some(({ tone }) => tone === 'wrong') || this.fault !== undefined);
    this.#markInvalid(said.some(({ tone }) => tone === 'wrong'));
  }

  #draw(): void {
    const { field } = this;
    const { texts } = this.#host;
    const value = this.#host.value(field.path);
    this.#tag.textContent = texts.next;
    this.#state.textContent = texts.settled;
    const hints = hintsOf(field, this.#host);
    const hint = h('div', { id: `${this.#id}-hint`, className: 'hints' }, ...hints.map((text) => h('p', { className: 'hint' }, text)), this.#state);
    const made = control({
      id: this.#id,
      field,
      language: this.#host.language,
      period: this.#host.period,
      texts,
      value: isPlain(value) ? value : undefined,
      typed: this.#host.typed(field.path),
      describedBy: `${this.#id}-hint ${this.#fault.id} ${this.#said.id}`,
      answer: (entry, typed, isDone) => this.#answer(entry, typed, isDone),
    });
    this.#control = made;
    this.#declaring = this.#declarationView(isDeclared(value) ? value : undefined, made.clear);
    const odd = value !== undefined && !isPlain(value) && !isDeclared(value) ? h('p', { className: 'hint' }, oddText(value, texts)) : undefined;
    this.#body.replaceChildren(made.element);
    const parts = [hint, odd, this.#body, this.#fault, this.#question, this.#declaring, this.#said].filter((part) => part !== undefined);
    if (made.isGroup) {
      const legend = h('legend', { className: 'label', part: 'label' }, this.label);
      this.element.replaceChildren(h('fieldset', { 'aria-describedby': hint.id }, legend, ...parts));
    } else {
      this.element.replaceChildren(h('label', { className: 'label', part: 'label', for: this.#id }, this.label), ...parts);
    }
    this.#body.hidden = isDeclared(value);
    const typed = this.#host.typed(field.path);
    if (typed !== undefined) made.target.closest('.field')?.querySelector<HTMLInputElement>('input[type=text]')?.dispatchEvent(new Event('change'));
  }

  #answer(entry: Entry, typed: string, isDone: boolean): void {
    const { faults, asked } = formTexts(this.#host.language);
    const isValue = 'value' in entry;
    if (isValue || isDone) {
      this.#fault.textContent = isValue ? '' : 'asked' in entry ? asked(typed, entry.asked.length) : faults[entry.fault];
      this.#ask('asked' in entry ? entry.asked : []);
    }
    this.#markInvalid(this.fault !== undefined);
    this.#host.enter(this.field, isValue ? entry.value : undefined, isValue ? undefined : typed);
  }

  /** What was typed can be read in several ways: the person chooses. */
  #ask(readings: Reading[]): void {
    const { language } = this.#host;
    this.#question.replaceChildren(
      ...readings.map(({ value, words }) => {
        const button = h('button', { type: 'button', className: 'answer', part: 'answer' }, words[language]);
        button.onclick = () => {
          this.#control?.show?.(value);
          this.#answer({ value }, '', true);
          this.#control?.element.querySelector<HTMLInputElement>('input[type=text]')?.focus();
        };
        return button;
      }),
    );
    this.#question.hidden = readings.length === 0;
  }

  #markInvalid(isInvalid: boolean): void {
    for (const input of this.#body.querySelectorAll('input, select')) {
      if (isInvalid) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    }
  }

  /** "Not known, because …" and "does not apply, because …" instead of an answer. */
  #declarationView(declared: Declared | undefined, clear: HTMLElement | undefined): HTMLElement {
    const { texts } = this.#host;
    const open = h('button', { type: 'button', className: 'quiet', 'aria-expanded': String(declared !== undefined) }, texts.cannot);
    open.setAttribute('aria-label', `${texts.cannot} ${this.label}`);
    const reason = h('input', { id: `${this.#id}-reason`, type: 'text', value: declared ? (Object.values(declared)[0] ?? '') : '', part: 'input', autocomplete: 'off' });
    const kinds = (['unknown', 'not_applicable'] as const).map((kind, at) => {
      const checked = declared ? kind in declared : at === 0;
      const input = h('input', { id: `${this.#id}-${kind}`, type: 'radio', name: `${this.#id}-kind`, checked });
      return { kind, input, view: h('div', { className: 'option' }, input, h('label', { for: input.id }, kind === 'unknown' ? texts.unknown : texts.notApplicable)) };
    });
    const back = h('button', { type: 'button', className: 'quiet' }, texts.canAfterAll);
    const box = h(
      'fieldset',
      { className: 'declared', hidden: declared === undefined },
      h('legend', {}, texts.cannotLegend),
      h('div', { className: 'radios' }, ...kinds.map(({ view }) => view)),
      h('label', { for: reason.id }, texts.reason),
      reason,
      back,
    );
    const declare = () => {
      const kind = kinds.find(({ input }) => input.checked)?.kind ?? 'unknown';
      const text = reason.value.trim();
      this.#fault.textContent = text === '' ? texts.reasonNeeded : '';
      const value = (kind === 'unknown' ? { unknown: text } : { not_applicable: text }) as FactValue;
      this.#host.enter(this.field, text === '' ? undefined : value, text === '' ? '' : undefined);
    };
    for (const { input } of kinds) input.onchange = declare;
    reason.oninput = declare;
    open.onclick = () => {
      box.hidden = false;
      open.setAttribute('aria-expanded', 'true');
      open.hidden = this.#body.hidden = this.#question.hidden = true;
      reason.focus();
    };
    back.onclick = () => {
      this.#fault.textContent = '';
      this.#host.enter(this.field, undefined, undefined);
      this.#draw();
      this.focus();
    };
    open.hidden = declared !== undefined;
    return h('div', { className: 'declaring' }, clear, open, box);
  }
}

/** What a field asks. How many members something holds for is asked as a number. */
export function labelOf(field: FormField, { language, texts }: Pick<FieldHost, 'language' | 'texts'>): string {
  const label = field.label[language];
  return field.input === 'count' && field.key.includes('.') ? texts.numberOf(label) : capital(label);
}

function hintsOf(field: FormField, host: FieldHost): string[] {
  const { texts, language } = host;
  const hints: string[] = [];
  if (field.note) hints.push(capital(field.note[language]));
  if (field.time !== undefined) hints.push(field.time === 'hour' ? texts.hourCounts : texts.lastsStill);
  if (field.at_most !== undefined) hints.push(texts.atMost(host.labelOf(field.at_most) ?? field.at_most));
  if (field.not_before !== undefined) hints.push(texts.notBefore(showDate(field.not_before, language)));
  const conditions = field.needed_by.map(({ relevant }) => relevant);
  if (conditions.length > 0 && conditions.every((all) => all !== undefined)) {
    const said = new Set(conditions.flatMap((all) => (all ?? []).map((words) => words[language])));
    hints.push(texts.relevantIf([...said].join('; ')));
  }
  if (field.attested_by) hints.push(texts.attestedBy(field.attested_by[language]));
  return hints;
}

function saidView({ tone, status, cite, text, remedy }: Said, texts: ElementTexts, language: Language): HTMLElement {
  const sign = status ? statusSigns[status] : '!';
  return h(
    'li',
    { className: `${tone} ${status ?? ''}` },
    h('span', { className: 'sign', 'aria-hidden': 'true' }, sign),
    h(
      'div',
      {},
      h('p', {}, status ? h('strong', {}, capital(formTexts(language).statuses[status])) : '', status ? '. ' : '', text, cite ? h('span', { className: 'cite' }, ` (${cite})`) : ''),
      remedy.length > 0 && h('p', { className: 'remedy' }, h('span', {}, texts.stillToDo), ' ', remedy.join('; ')),
    ),
  );
}

/** What a control can show. */
const isPlain = (value: unknown): value is string | number | boolean | Span => ['string', 'number', 'boolean'].includes(typeof value) || isSpan(value);

function isDeclared(value: unknown): value is Declared {
  if (typeof value !== 'object' || value === null) return false;
  const [[kind, reason] = [], ...more] = Object.entries(value);
  return more.length === 0 && (kind === 'unknown' || kind === 'not_applicable') && typeof reason === 'string';
}

/** What a report brought that the field cannot show. */
function oddText(value: unknown, texts: ElementTexts): string {
  if (Array.isArray(value)) return texts.givenList(value.length);
  const text = JSON.stringify(value) ?? '';
  return `${texts.given} ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
}

/** The focused element, within a shadow tree too. */
const activeIn = (element: Element): Element | null => (element.getRootNode() as Document | ShadowRoot).activeElement;
