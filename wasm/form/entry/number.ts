// Numbers as they are typed in Viet Nam.
import type { FactValue, Language } from 'luat';
import type { Entry, Reading } from './reading.js';
import { spelled } from './spell.js';
import { folded, plain } from './text.js';

export interface NumberOptions {
  /** Only whole numbers are an answer. */
  whole?: boolean;
  /** Numbers below zero are an answer, too. */
  signed?: boolean;
  /** Language of the page. */
  language: Language;
  /** The field's unit, and other words for what is counted: they may stand after the number. */
  units?: string[];
}

/**
 * Reads a number.
 *
 * Two norms are around. The Vietnamese one groups thousands by dots and begins decimals with a comma, `1.250.000,5`; the
 * English one does the reverse, `1,250,000.5`. Spaces between groups of three belong to both, and digits alone need neither.
 * What cannot be an answer, decimals in a field of whole numbers, is no reading at all. Of the readings left
 *
 * - on a Vietnamese page the Vietnamese one is taken, but for a comma before exactly three digits (`1,250`), which
 *   spreadsheets write for thousands; that, and what only the English norm can read (`1250.5`, `1,250.5`), is asked about;
 * - on an English page what both read alike, or only one of them can read, is taken; what they read differently
 *   (`1.250`, `1,250`) is asked about.
 *
 * So `1.250` is 1250 in a field of whole numbers; `1,250` is asked about on a Vietnamese page even there, with one answer.
 *
 * `nghìn`, `triệu`, `tỷ` after a number multiply it. A percent sign is taken where the unit is `%`, any other unit where it
 * is the field's.
 */
export function readNumber(text: string, options: NumberOptions): Entry {
  const typed = plain(text);
  if (typed === '') return { value: undefined };
  const [, sign = '', figures = '', after = ''] = /^(-?) ?(\d[\d., ]*)(.*)$/u.exec(typed) ?? [];
  const digits = figures.trim();
  const fault = options.whole ? 'whole' : 'number';
  if (digits === '') return { fault };
  const zeros = scaleOf(after, options.units ?? []);
  if (zeros === undefined) return { fault: after.startsWith('%') ? 'percent' : 'unit' };
  const both = readingsOf(digits);
  if (!both) return { fault };
  const exact = (reading: Decimal | undefined) => reading && signed(sign, scaled(reading, zeros));
  const [vi, en] = [exact(both.vi), exact(both.en)].map((reading) => (options.whole && reading?.includes('.') ? undefined : reading));
  const [first] = [vi, en].filter((reading) => reading !== undefined);
  if (first === undefined) return { fault };
  if (first.startsWith('-') && !options.signed) return { fault: 'negative' };
  return decide(vi, en, isDoubtful(digits), options.language);
}

/** A number as it is typed in the language of the page. */
export function showNumber(value: FactValue | undefined, language: Language): string {
  if (typeof value !== 'number' && typeof value !== 'string') return '';
  const [, sign = '', whole, fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? [];
  if (whole === undefined) return String(value);
  const [group, mark] = language === 'vi' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? sign + grouped : `${sign}${grouped}${mark}${fraction}`;
}

/** Digits before the mark, digits after it. */
interface Decimal {
  whole: string;
  fraction: string;
}

const GROUPS = { vi: '.', en: ',' };

/** What each norm reads; none where neither can. */
function readingsOf(digits: string): { vi: Decimal | undefined; en: Decimal | undefined } | undefined {
  const vi = readBy(digits, GROUPS.vi, GROUPS.en);
  const en = readBy(digits, GROUPS.en, GROUPS.vi);
  return vi || en ? { vi, en } : undefined;
}

function readBy(digits: string, group: string, mark: string): Decimal | undefined {
  const [whole = '', fraction, ...more] = digits.split(mark);
  if (more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return undefined;
  const spaced = whole.includes(' ');
  const parts = whole.split(spaced ? ' ' : group);
  const isGrouped = parts.length === 1 || (/^[1-9]\d{0,2}$/.test(parts[0] ?? '') && parts.slice(1).every((part) => part.length === 3));
  if (!isGrouped || !parts.every((part) => /^\d+$/.test(part))) return undefined;
  return { whole: parts.join(''), fraction: fraction ?? '' };
}

/** Whether a decimal point may have been meant to part thousands. */
export const doubtfulPoint = (text: string): boolean => /^-?[1-9]\d{0,2}\.\d{3}$/.test(text);

/** A comma before exactly three digits that a spreadsheet may have put there. */
const isDoubtful = (digits: string): boolean => /^[1-9]\d{0,2},\d{3}$/.test(digits);

function decide(vi: string | undefined, en: string | undefined, doubtful: boolean, language: Language): Entry {
  const readings = [...new Set([en, vi].filter((reading) => reading !== undefined))];
  const isTaken = language === 'vi' ? vi !== undefined && !(doubtful && en !== undefined) : readings.length === 1;
  const taken = language === 'vi' ? vi : readings[0];
  if (isTaken && taken !== undefined) return { value: valueOf(taken) };
  // Thousands before decimals, whichever norm read them.
  readings.sort((one, other) => Number(one.includes('.')) - Number(other.includes('.')));
  return { asked: readings.map(exactly) };
}

/** Exact: a number where it is whole and JavaScript holds it, else its digits. */
function valueOf(decimal: string): number | string {
  const number = Number(decimal);
  return !decimal.includes('.') && Number.isSafeInteger(number) ? number : decimal;
}

/** A number as an answer to choose: `1250.5` becomes `1.250,5`. */
export function exactly(decimal: string): Reading {
  const value = valueOf(decimal);
  const inWords = (language: Language) => {
    const words = spelled(decimal, language);
    return words === undefined ? showNumber(value, language) : `${showNumber(value, language)} (${words})`;
  };
  return { value, words: { en: inWords('en'), vi: inWords('vi') } };
}

/** Words that multiply, by the zeros they stand for. */
const SCALES: Record<string, number> = {
  trăm: 2, nghìn: 3, ngàn: 3, triệu: 6, tỷ: 9, tỉ: 9, 'nghìn tỷ': 12, 'nghìn tỉ': 12,
  hundred: 2, thousand: 3, million: 6, billion: 9,
};

/** Other ways to write a unit. */
const UNITS: Record<string, string[]> = { vnd: ['đồng', 'đ', 'vnđ', '₫', 'đồng việt nam'] };

/** The zeros that what stands after a number adds to it; none where it is not the field's unit. */
function scaleOf(after: string, units: string[]): number | undefined {
  const rest = folded(after).replace(/\.$/, '');
  const allowed = ['', ...units.map(folded).flatMap((unit) => [unit, ...(UNITS[unit] ?? [])])];
  // A unit that holds such a word, `triệu đồng`, means no multiple.
  if (allowed.includes(rest)) return 0;
  for (const [word, zeros] of Object.entries(SCALES)) {
    if (rest === word || (rest.startsWith(`${word} `) && allowed.includes(rest.slice(word.length + 1)))) return zeros;
  }
  return undefined;
}

/** Multiplied by a power of ten, without superfluous zeros. */
function scaled({ whole, fraction }: Decimal, zeros: number): string {
  const digits = whole + fraction.padEnd(zeros, '0');
  const point = whole.length + zeros;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const behind = digits.slice(point).replace(/0+$/, '');
  return behind === '' ? before : `${before}.${behind}`;
}

const signed = (sign: string, decimal: string): string => (/^[0.]+$/.test(decimal) ? decimal : sign + decimal);
