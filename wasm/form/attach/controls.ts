// The controls of a page: what each says, in the format that its kind has, and how a value is put into it.
import type { FactValue, FormField, Language } from 'luat';
import { readEntry, showEntry, type EntryContext } from '../entry.js';
import { doubtfulPoint, exactly, readNumber } from '../entry/number.js';
import type { Entry } from '../entry/reading.js';

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const NOT_FOR_FACTS = ['submit', 'button', 'reset', 'image', 'file', 'password', 'select-multiple'];

/** Whether a fact may be entered in it. */
export function isControl(element: Element): element is Control {
  const isOne = ['input', 'select', 'textarea'].includes(element.localName);
  return isOne && !NOT_FOR_FACTS.includes((element as Control).type);
}

const BLANK: Entry = { value: undefined };

export const isBlank = (entry: Entry): boolean => 'value' in entry && entry.value === undefined;

/** What a control says. A box without a tick says no only after it was touched: before, nobody has answered. */
export function readControl(control: Control, field: FormField, context: EntryContext & { touched: boolean }): Entry {
  switch (control.type) {
    case 'checkbox':
      return readBox(control as HTMLInputElement, field, context);
    case 'radio':
      return (control as HTMLInputElement).checked ? readEntry(field, control.value, context) : BLANK;
    case 'number':
    case 'range':
      return readNumberControl(control, field);
    case 'date':
    case 'datetime-local':
      return control.validity.badInput ? { fault: 'date' } : readEntry(field, control.value, context);
    default:
      return readEntry(field, control.value, context);
  }
}

/** Puts a value into a control; answers whether the control can show it. */
export function writeControl(control: Control, field: FormField, value: FactValue, language: Language): boolean {
  switch (control.type) {
    case 'checkbox':
      if (!isOption(field)) return tick(control, value);
      return tick(control, says(control, field, value));
    case 'radio': {
      const isIt = says(control, field, value);
      tick(control, isIt);
      return isIt;
    }
    case 'select-one': {
      const option = [...(control as HTMLSelectElement).options].find((one) => says(one, field, value));
      if (option) setValue(control, option.value);
      return option !== undefined;
    }
    case 'number':
    case 'range':
    case 'date':
    case 'datetime-local':
      if (typeof value !== 'string' && typeof value !== 'number') return false;
      setValue(control, control.type === 'date' ? String(value).slice(0, 10) : String(value));
      return control.value !== '';
    default: {
      const text = showEntry(field, value, language);
      if (text !== '') setValue(control, text);
      return text !== '';
    }
  }
}

const isOption = (field: FormField): boolean => field.input === 'choice';

function readBox(control: HTMLInputElement, field: FormField, context: EntryContext & { touched: boolean }): Entry {
  if (isOption(field)) return control.checked ? readEntry(field, control.value, context) : BLANK;
  if (control.indeterminate) return BLANK;
  return control.checked || context.touched ? { value: control.checked } : BLANK;
}

/**
 * A number control tells its number with a decimal point, whatever the language. That also a person who means thousands
 * may have typed: such a number is asked about.
 */
function readNumberControl(control: Control, field: FormField): Entry {
  if (control.validity.badInput) return { fault: 'number' };
  const entry = readNumber(control.value, { whole: field.input === 'count', signed: field.least !== '0', language: 'en' });
  const isTaken = 'value' in entry && entry.value !== undefined && doubtfulPoint(control.value);
  return isTaken ? { asked: [exactly(String(entry.value))] } : entry;
}

/** Whether a radio button, box or option stands for a value. */
function says(one: { value: string }, field: FormField, value: FactValue): boolean {
  const entry = readEntry(field, one.value, { language: 'vi', period: '' });
  return one.value !== '' && 'value' in entry && entry.value === value;
}

function tick(control: Control, value: FactValue): boolean {
  if (typeof value === 'boolean') (control as HTMLInputElement).checked = value;
  return typeof value === 'boolean';
}

/** By the setter of the element's class: React puts one of its own before it, and then takes the change for its own. */
function setValue(control: Control, text: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control) as object, 'value')?.set;
  if (setter) setter.call(control, text);
  else control.value = text;
}
