// What became of a typed text.
import type { FactValue, Words } from 'luat';

/** One way to read a text. */
export interface Reading {
  value: FactValue;
  /** How to write it beyond doubt, and what it says: `1.250 (một nghìn hai trăm năm mươi)`. */
  words: Words;
}

/** Why a text is no answer. */
export type Fault =
  | 'number'
  | 'whole'
  | 'negative'
  | 'percent'
  | 'unit'
  | 'date'
  | 'no_such_day'
  | 'year'
  | 'time'
  | 'choice'
  | 'yes_no';

/** What became of a typed text: a value (`undefined`: a blank), a question with its answers, or a fault. */
export type Entry = { value: FactValue | undefined } | { asked: Reading[] } | { fault: Fault };
