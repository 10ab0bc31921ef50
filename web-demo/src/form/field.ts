// One field of the form: what to type, by the kind of fact.
import type { FactValue, FormField, Language } from 'luat';
import { formTexts, readEntry, showEntry, type Reading } from 'luat/form';
import { h } from '../dom';
import type { Texts } from '../texts';

interface Context {
  texts: Texts;
  language: Language;
  /** The year of the figures. */
  period: string;
  /** The value entered so far. */
  value: FactValue | undefined;
  change(value: FactValue | undefined): void;
}

/** The name of a field's control, by which it is found again. */
const fieldId = (key: string): string => `fact-${key}`;

/** What a field asks. How many members something holds for is asked as a number. */
export function labelOf(field: FormField, language: Language, texts: Texts): string {
  const label = field.label[language];
  return field.input === 'count' && field.key.includes('.') ? texts.numberOf(label) : label;
}

/** A link to a field's control; not by the address, which holds the form's state. */
export function jumpTo(key: string, text: string): HTMLButtonElement {
  const go = () => {
    const control = document.getElementById(fieldId(key));
    control?.scrollIntoView({ block: 'center' });
    control?.focus();
  };
  return h('button', { type: 'button', className: 'link', onclick: go }, text);
}

/** A label with its control, the office that confirms, and an explanation. */
export function fieldView(field: FormField, context: Context): HTMLElement {
  const { texts, language } = context;
  const id = fieldId(field.key);
  const fault = h('p', { className: 'fault', id: `${id}-fault`, role: 'alert' });
  const hints = [field.note?.[language], field.attested_by && texts.attestedBy(field.attested_by[language])];
  return h(
    'div',
    { className: `field ${field.input}` },
    h('label', { for: id }, labelOf(field, language, texts), field.unit ? ` (${field.unit})` : ''),
    control(field, context, id, fault),
    fault,
    ...hints.filter((hint) => hint !== undefined).map((hint) => h('p', { className: 'hint' }, hint)),
  );
}

function control(field: FormField, context: Context, id: string, fault: HTMLElement): HTMLElement {
  switch (field.input) {
    case 'count':
    case 'amount':
      return numberInput(field, context, id, fault);
    case 'act':
    case 'date':
      return dayInput(field.input, context, id);
    case 'yes_no':
      return select(context, id, [
        { text: context.texts.yes, value: true },
        { text: context.texts.no, value: false },
      ]);
    case 'choice':
      return select(
        context,
        id,
        (field.options ?? []).map((option) => ({ text: option.label[context.language], value: option.id })),
      );
  }
}

function numberInput(field: FormField, context: Context, id: string, fault: HTMLElement): HTMLElement {
  const texts = formTexts(context.language);
  const input = h('input', {
    id,
    type: 'text',
    inputMode: 'decimal',
    autocomplete: 'off',
    value: showEntry(field, context.value, context.language),
    'aria-describedby': fault.id,
  });
  const take = (reading: Reading): void => {
    input.value = showEntry(field, reading.value, context.language);
    fault.replaceChildren();
    input.setAttribute('aria-invalid', 'false');
    context.change(reading.value);
    input.focus();
  };
  const answer = (reading: Reading) =>
    h('button', { type: 'button', onclick: () => take(reading) }, reading.words[context.language]);
  input.oninput = () => {
    const entry = readEntry(field, input.value, context);
    const isFaulty = 'fault' in entry || 'asked' in entry;
    if ('fault' in entry) fault.replaceChildren(texts.faults[entry.fault]);
    else if ('asked' in entry) fault.replaceChildren(texts.asked(input.value, entry.asked.length), ...entry.asked.map(answer));
    else fault.replaceChildren();
    input.setAttribute('aria-invalid', String(isFaulty));
    // What is no number yet counts as not answered.
    context.change('value' in entry ? entry.value : undefined);
  };
  return input;
}

interface Option {
  text: string;
  value: FactValue;
}

function select(context: Context, id: string, options: Option[]): HTMLSelectElement {
  const element = h(
    'select',
    { id },
    h('option', { value: '' }, context.texts.blank),
    ...options.map((option, at) => h('option', { value: String(at), selected: option.value === context.value }, option.text)),
  );
  element.onchange = () => context.change(options[Number(element.value || NaN)]?.value);
  return element;
}

/** Whether it is done or has come and, if so, the day. */
function dayInput(kind: 'act' | 'date', context: Context, id: string): HTMLElement {
  const { texts, value } = context;
  const isDay = typeof value === 'string';
  const date = h('input', { type: 'date', value: isDay ? value.slice(0, 10) : '', hidden: !isDay, 'aria-labelledby': id });
  const choices: [string, string][] = [
    ['', texts.blank],
    ['day', kind === 'act' ? texts.doneOn : texts.came],
    ...(kind === 'act' ? [['yes', texts.done] as [string, string]] : []),
    ['no', kind === 'act' ? texts.notDone : texts.notCome],
  ];
  const chosen = isDay ? 'day' : value === true ? 'yes' : value === false ? 'no' : '';
  const element = h(
    'select',
    { id },
    ...choices.map(([key, text]) => h('option', { value: key, selected: key === chosen }, text)),
  );
  const change = () => {
    date.hidden = element.value !== 'day';
    if (element.value === 'day') context.change(date.value || undefined);
    else context.change(element.value === 'yes' ? true : element.value === 'no' ? false : undefined);
  };
  element.onchange = () => {
    change();
    if (!date.hidden) date.focus();
  };
  date.onchange = change;
  return h('div', { className: 'day' }, element, date);
}
