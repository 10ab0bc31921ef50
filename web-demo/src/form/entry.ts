// What a person types, read into facts, and facts shown for typing.
import type { FactValue } from 'luat';

/** What was typed: a value, a blank, or something that is no answer. */
export type Entry = { value: FactValue | undefined } | { fault: 'whole' | 'amount' };

/** A whole number, `1500` or `1.500`. Beyond a JavaScript number's digits it stays text: nothing is rounded. */
export function readCount(text: string): Entry {
  const digits = ungrouped(text);
  if (digits === '') return { value: undefined };
  if (!/^\d+$/.test(digits)) return { fault: 'whole' };
  const number = Number(digits);
  return { value: Number.isSafeInteger(number) ? number : digits };
}

/** An amount, `12.500.000` or `0,5`, kept as its digits. */
export function readAmount(text: string): Entry {
  const [whole = '', fraction, ...more] = ungrouped(text).split(',');
  if (whole === '' && fraction === undefined) return { value: undefined };
  if (more.length > 0 || !/^\d+$/.test(whole) || (fraction !== undefined && !/^\d+$/.test(fraction))) {
    return { fault: 'amount' };
  }
  return { value: fraction === undefined ? whole : `${whole}.${fraction}` };
}

/** A number as it is typed in Vietnam: dots between groups of three, a comma before decimals. */
export function showNumber(value: FactValue | undefined): string {
  if (typeof value !== 'number' && typeof value !== 'string') return '';
  const [whole = '', fraction] = String(value).split('.');
  const grouped = /^\d+$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, '.') : whole;
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** Without dots and spaces between groups of three digits; anything else stays, and is refused. */
function ungrouped(text: string): string {
  const trimmed = text.trim();
  return /^\d{1,3}([.\s]\d{3})+(,\d+)?$/.test(trimmed) ? trimmed.replace(/[.\s]/g, '') : trimmed;
}
