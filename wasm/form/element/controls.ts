// Controls by the kind of fact: a text, radio buttons, a list, a day.
import type { FactValue, FormField, Language } from 'luat';
import { readEntry, showEntry } from '../entry.js';
import { readDate, showDate } from '../entry/date.js';
import type { Entry } from '../entry/reading.js';
import { isSpan, spanOf } from '../entry/span.js';
import { h } from './dom.js';
import { capital, type ElementTexts } from './texts.js';

export interface ControlHost {
  id: string;
  field: FormField;
  language: Language;
  /** The period of the report. */
  period: string;
  texts: ElementTexts;
  value: FactValue | undefined;
  /** What was typed and is no value yet. */
  typed: string | undefined;
  /** Ids of what describes the control. */
  describedBy: string;
  /** An answer; `typed` is the text where it was typed. `isDone` says that typing has stopped. */
  answer(entry: Entry, typed: string, isDone: boolean): void;
}

export interface Control {
  element: HTMLElement;
  /** What a label and a link lead to. */
  target: HTMLElement;
  /** Radio buttons are named by a legend, not by a label. */
  isGroup: boolean;
  /** Takes the answer back, where the control cannot by itself. */
  clear?: HTMLButtonElement;
  /** Writes an answer that was chosen, where it can be typed. */
  show?(value: FactValue): void;
}

/** A pause in typing after which a text is taken as finished. */
const PAUSE_MS = 900;

/** Options up to this many are radio buttons, more a list. */
const MOST_RADIOS = 6;

export function control(host: ControlHost): Control {
  const { field, texts, language } = host;
  switch (field.input) {
    case 'count':
    case 'amount':
      return text(host, { numeric: true, label: undefined });
    case 'act':
      return act(host);
    case 'date':
      return dayOr(host, { on: texts.cameOn, from: texts.cameFrom }, [{ text: texts.notCome, value: false }]);
    case 'yes_no':
      if (field.time === 'span') return dayOr(host, { on: texts.cameOn, from: texts.cameFrom }, [{ text: texts.yes, value: true }, { text: texts.no, value: false }]);
      return radios(host, [{ text: texts.yes, value: true }, { text: texts.no, value: false }]);
    case 'choice': {
      const choices = (field.options ?? []).map(({ id, label }) => ({ text: capital(label[language]), value: id }));
      return choices.length > MOST_RADIOS ? list(host, choices) : radios(host, choices);
    }
  }
}

/** What is only forbidden is not done, it happens. */
function act(host: ControlHost): Control {
  const { field, texts } = host;
  const isForbidden = field.needed_by.length > 0 && field.needed_by.every(({ modality }) => modality === 'must_not');
  const [on, from, yes, no] = isForbidden
    ? [texts.happenedOn, texts.happenedFrom, texts.happened, texts.notHappened]
    : [texts.doneOn, texts.doneFrom, texts.done, texts.notDone];
  return dayOr(host, { on, from }, [{ text: yes, value: true }, { text: no, value: false }]);
}

interface Choice {
  text: string;
  value: FactValue;
}

interface Box {
  id: string;
  numeric: boolean;
  label: string | undefined;
  /** What stands in it. */
  shown: string;
}

/** A text box. `typed` is called as something is typed, and when typing has stopped. */
function box(host: ControlHost, { id, numeric, label, shown }: Box, typed: (isDone: boolean) => void): HTMLInputElement {
  const input = h('input', {
    id,
    type: 'text',
    className: numeric ? 'number' : 'day',
    part: 'input',
    inputMode: numeric ? 'decimal' : host.field.time === 'hour' ? 'text' : 'numeric',
    autocomplete: 'off',
    spellcheck: false,
    value: shown,
    'aria-describedby': host.describedBy,
    'aria-label': label,
  });
  let pause: ReturnType<typeof setTimeout> | undefined;
  input.oninput = () => {
    clearTimeout(pause);
    pause = setTimeout(() => typed(true), PAUSE_MS);
    typed(false);
  };
  input.onchange = () => {
    clearTimeout(pause);
    typed(true);
  };
  return input;
}

function text(host: ControlHost, { numeric, label }: Pick<Box, 'numeric' | 'label'>): Control {
  const { field, language, period } = host;
  const shown = host.typed ?? (isShown(field, host.value) ? showEntry(field, host.value, language) : '');
  const input = box(host, { id: host.id, numeric, label, shown }, (isDone) =>
    host.answer(readEntry(field, input.value, { language, period }), input.value, isDone),
  );
  const show = (value: FactValue) => {
    input.value = showEntry(field, value, language);
  };
  const unit = field.unit && numeric ? h('span', { className: 'unit', part: 'unit' }, field.unit) : undefined;
  return { element: h('div', { className: 'entry' }, input, unit), target: input, isGroup: false, show };
}

/** Between the two days of a span, where both are kept as one text. */
const BETWEEN = ' – ';

/** From a day to a day; the second is empty as long as it lasts. */
function span(host: ControlHost, label: string): Control {
  const { language, texts, period } = host;
  const daysOf = (value: FactValue | undefined) => (isSpan(value) ? [value.from, value.to ?? undefined] : [value]).map((day) => showDate(day, language));
  const [first = '', second = ''] = host.typed?.split(BETWEEN) ?? daysOf(host.value);
  const answer = (isDone: boolean) => {
    const [one, other] = [from, to].map(({ value }) => readDate(value, { language, period })) as [Entry, Entry];
    host.answer(spanOf(one, other), [from, to].map(({ value }) => value).filter((text) => text !== '').join(BETWEEN), isDone);
  };
  const from = box(host, { id: host.id, numeric: false, label: `${label}: ${texts.since}`, shown: first }, answer);
  const to = box(host, { id: `${host.id}-to`, numeric: false, label: `${label}: ${texts.until}`, shown: second }, answer);
  const show = (value: FactValue) => {
    [from.value = '', to.value = ''] = daysOf(value);
  };
  return { element: h('div', { className: 'entry' }, from, h('span', {}, texts.until), to), target: from, isGroup: false, show };
}

const isShown = (field: FormField, value: FactValue | undefined): boolean =>
  typeof value === 'number' || isSpan(value) || (typeof value === 'string' && field.input !== 'yes_no');

function radios(host: ControlHost, choices: Choice[]): Control {
  const group = h('div', { className: 'radios' });
  const inputs = choices.map(({ text, value }, at) => {
    const input = radio(host, at, value === host.value);
    input.onchange = () => host.answer({ value }, '', true);
    group.append(option(input, text));
    return input;
  });
  return { element: group, target: inputs[0] ?? group, isGroup: true, clear: clearing(host, inputs) };
}

/** Whether it is done or has come and, if so, the day, or from which day to which. */
function dayOr(host: ControlHost, lead: { on: string; from: string }, others: Choice[]): Control {
  const isDay = typeof host.value === 'string' || isSpan(host.value) || host.typed !== undefined;
  const lasts = host.field.time === 'span';
  const label = capital(host.field.label[host.language]);
  const own = { ...host, id: `${host.id}-day` };
  const day = lasts ? span(own, label) : text(own, { numeric: false, label: `${label}: ${host.texts.day}` });
  day.element.hidden = !isDay;
  const first = radio(host, 0, isDay);
  first.onchange = () => {
    day.element.hidden = false;
    host.answer({ value: undefined }, '', false);
  };
  const hideDay = () => {
    day.element.hidden = true;
    for (const input of day.element.querySelectorAll('input')) input.value = '';
  };
  const rest = others.map(({ value }, at) => {
    const input = radio(host, at + 1, value === host.value && !isDay);
    input.onchange = () => {
      hideDay();
      host.answer({ value }, '', true);
    };
    return input;
  });
  const group = h(
    'div',
    { className: 'radios' },
    h('div', { className: 'option with-day' }, first, h('label', { for: first.id }, lasts ? lead.from : lead.on), day.element),
    ...rest.map((input, at) => option(input, others[at]?.text ?? '')),
  );
  return { element: group, target: first, isGroup: true, clear: clearing(host, [first, ...rest], hideDay), ...(day.show && { show: day.show }) };
}

function radio(host: ControlHost, at: number, checked: boolean): HTMLInputElement {
  const id = at === 0 ? host.id : `${host.id}-${at}`;
  return h('input', { id, type: 'radio', name: host.id, checked, part: 'radio', 'aria-describedby': host.describedBy });
}

const option = (input: HTMLInputElement, label: string): HTMLElement =>
  h('div', { className: 'option' }, input, h('label', { for: input.id }, label));

/** Radio buttons cannot be taken back by themselves. */
function clearing(host: ControlHost, inputs: HTMLInputElement[], onClear?: () => void): HTMLButtonElement {
  const button = h('button', { type: 'button', className: 'quiet clear', part: 'clear' }, host.texts.clear);
  button.onclick = () => {
    for (const input of inputs) input.checked = false;
    onClear?.();
    host.answer({ value: undefined }, '', true);
    inputs[0]?.focus();
  };
  return button;
}

function list(host: ControlHost, choices: Choice[]): Control {
  const select = h(
    'select',
    { id: host.id, part: 'input', 'aria-describedby': host.describedBy },
    h('option', { value: '' }, host.texts.choose),
    ...choices.map(({ text, value }, at) => h('option', { value: String(at), selected: value === host.value }, text)),
  );
  select.onchange = () => host.answer({ value: choices[Number(select.value || NaN)]?.value }, '', true);
  return { element: select, target: select, isGroup: false };
}
