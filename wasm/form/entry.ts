// A field's answer as typed text, and as text to show.
import type { FactValue, FormField, Language } from 'luat';
import { readDate, showDate } from './entry/date.js';
import { readNumber, showNumber } from './entry/number.js';
import type { Entry } from './entry/reading.js';
import { isSpan, readSpan, showSpan } from './entry/span.js';
import { folded } from './entry/text.js';

/** What besides the field decides how a text is read. */
export interface EntryContext {
  language: Language;
  /** The period of the report. */
  period: string;
}

/** Reads what is typed for a field. Nothing is guessed: what can be meant in two ways is a question. */
export function readEntry(field: FormField, text: string, { language, period }: EntryContext): Entry {
  switch (field.input) {
    case 'count':
    case 'amount':
      return readNumber(text, {
        whole: field.input === 'count',
        signed: field.least !== '0',
        language,
        units: field.unit === undefined ? countedIn(field) : [field.unit],
      });
    case 'act':
    case 'date':
      return readDeed(field.input, text, { language, period });
    case 'choice':
      return readChoice(field, text);
    case 'yes_no':
      return readAnswer(text, 'yes_no');
  }
}

/** A value as the text that would be typed for it. */
export function showEntry(field: FormField, value: FactValue | undefined, language: Language): string {
  if (isSpan(value)) return showSpan(value, language);
  if (value === undefined || value === null || typeof value === 'object') return '';
  switch (field.input) {
    case 'count':
    case 'amount':
      return showNumber(value, language);
    case 'act':
    case 'date':
      return typeof value === 'boolean' ? (value ? DONE : NOT_YET)[language] : showDate(value, language);
    case 'choice':
      return field.options?.find(({ id }) => id === value)?.label[language] ?? String(value);
    case 'yes_no':
      return typeof value === 'boolean' ? (value ? YES : NO)[language] : String(value);
  }
}

const YES = { en: 'yes', vi: 'có' };
const NO = { en: 'no', vi: 'không' };
const DONE = { en: 'done', vi: 'đã làm' };
const NOT_YET = { en: 'not yet', vi: 'chưa' };

const YES_WORDS = ['có', 'rồi', 'đúng', 'đã làm', 'đã thực hiện', 'đã xảy ra', 'yes', 'done', 'happened', 'true', 'x'];
const NO_WORDS = ['không', 'chưa', 'chưa có', 'chưa làm', 'chưa thực hiện', 'không xảy ra', 'no', 'not yet', 'not so far', 'did not happen', 'false'];

/** Words for what is counted: those of the label. */
const countedIn = ({ label }: FormField): string[] =>
  [label.vi, label.en].flatMap((text) => {
    const words = folded(text).split(' ');
    return words.flatMap((_, from) => words.map((_, to) => words.slice(from, to + 1).join(' ')));
  });

/** A day, from a day to a day, or whether it is done at all; a date has come or not. */
function readDeed(kind: 'act' | 'date', text: string, context: EntryContext): Entry {
  const day = readDate(text, context);
  if (!('fault' in day) || day.fault !== 'date') return day;
  const span = readSpan(text, context);
  if (span) return span;
  const answer = readAnswer(text, 'date');
  // That a date has come is told by the date.
  return kind === 'date' && 'value' in answer && answer.value === true ? day : answer;
}

function readAnswer(text: string, fault: 'date' | 'yes_no'): Entry {
  const word = folded(text);
  if (word === '') return { value: undefined };
  if (YES_WORDS.includes(word)) return { value: true };
  return NO_WORDS.includes(word) ? { value: false } : { fault };
}

function readChoice({ options = [] }: FormField, text: string): Entry {
  const word = folded(text);
  if (word === '') return { value: undefined };
  const found = options.find(({ id, label }) => id === text || folded(label.vi) === word || folded(label.en) === word);
  return found ? { value: found.id } : { fault: 'choice' };
}
