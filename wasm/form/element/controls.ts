// Controls by the kind of fact: a text, radio buttons, a list, a day.
import type { FactValue, FormField, Language } from 'luat';
import { readEntry, showEntry } from '../entry.js';
import type { Entry } from '../entry/reading.js';
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
      return dayOr(host, texts.cameOn, [{ text: texts.notCome, value: false }]);
    case 'yes_no':
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
  const [onDay, yes, no] = isForbidden
    ? [texts.happenedOn, texts.happened, texts.notHappened]
    : [texts.doneOn, texts.done, texts.notDone];
  return dayOr(host, onDay, [{ text: yes, value: true }, { text: no, value: false }]);
}

interface Choice {
  text: string;
  value: FactValue;
}

function text(host: ControlHost, { numeric, label }: { numeric: boolean; label: string | undefined }): Control {
  const { field, language } = host;
  const input = h('input', {
    id: host.id,
    type: 'text',
    className: numeric ? 'number' : 'day',
    part: 'input',
    inputMode: numeric ? 'decimal' : 'numeric',
    autocomplete: 'off',
    spellcheck: false,
    value: host.typed ?? (isShown(field, host.value) ? showEntry(field, host.value, language) : ''),
    'aria-describedby': host.describedBy,
    'aria-label': label,
  });
  let pause: ReturnType<typeof setTimeout> | undefined;
  const answer = (isDone: boolean) => host.answer(readEntry(field, input.value, { language, period: host.period }), input.value, isDone);
  input.oninput = () => {
    clearTimeout(pause);
    pause = setTimeout(() => answer(true), PAUSE_MS);
    answer(false);
  };
  input.onchange = () => {
    clearTimeout(pause);
    answer(true);
  };
  const unit = field.unit && numeric ? h('span', { className: 'unit', part: 'unit' }, field.unit) : undefined;
  return { element: h('div', { className: 'entry' }, input, unit), target: input, isGroup: false };
}

const isShown = (field: FormField, value: FactValue | undefined): boolean =>
  typeof value === 'number' || (typeof value === 'string' && field.input !== 'yes_no');

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

/** Whether it is done or has come and, if so, the day. */
function dayOr(host: ControlHost, onDay: string, others: Choice[]): Control {
  const isDay = typeof host.value === 'string' || host.typed !== undefined;
  const day = text({ ...host, id: `${host.id}-day` }, { numeric: false, label: `${capital(host.field.label[host.language])}: ${host.texts.day}` });
  day.element.hidden = !isDay;
  const first = radio(host, 0, isDay);
  first.onchange = () => {
    day.element.hidden = false;
    host.answer({ value: undefined }, '', false);
  };
  const rest = others.map(({ value }, at) => {
    const input = radio(host, at + 1, value === host.value && !isDay);
    input.onchange = () => {
      day.element.hidden = true;
      (day.target as HTMLInputElement).value = '';
      host.answer({ value }, '', true);
    };
    return input;
  });
  const onClear = () => {
    day.element.hidden = true;
    (day.target as HTMLInputElement).value = '';
  };
  const group = h(
    'div',
    { className: 'radios' },
    h('div', { className: 'option with-day' }, first, h('label', { for: first.id }, onDay), day.element),
    ...rest.map((input, at) => option(input, others[at]?.text ?? '')),
  );
  return { element: group, target: first, isGroup: true, clear: clearing(host, [first, ...rest], onClear) };
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
