// From a day to a day, as it is typed: `từ 01/03/2026 đến 31/03/2026`, `01/03/2026 - 31/03/2026`, `từ 01/03/2026`.
import type { FactValue, Language } from 'luat';
import { readDate, showDate, type DateOptions } from './date.js';
import type { Entry, Reading } from './reading.js';
import { folded } from './text.js';

/** From a day to a day; without the second it still lasts. */
export interface Span {
  from: string;
  to?: string | null;
}

export function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'from' in value && typeof value.from === 'string';
}

const BOTH = /^(?:từ |from )?(?:ngày )?(.+?)(?: (?:đến|tới|to|until) (?:hết )?(?:ngày )?| - )(.+)$/u;
const OPEN = /^(?:từ |from )(?:ngày )?(.+?)(?: (?:đến nay|till now|until now))?$/u;
const NOW = ['nay', 'now'];

/** Reads a span; nothing where the text has not the look of one. */
export function readSpan(text: string, options: DateOptions): Entry | undefined {
  const typed = folded(text);
  const [, from, to] = BOTH.exec(typed) ?? OPEN.exec(typed) ?? [];
  return from === undefined ? undefined : spanOf(readDate(from, options), to === undefined || NOW.includes(to) ? { value: undefined } : readDate(to, options));
}

/** A span of two days, each as it was read; the second may be a blank. */
export function spanOf(first: Entry, second: Entry): Entry {
  const fault = [first, second].find((entry) => 'fault' in entry);
  if (fault) return fault;
  const [froms, tos] = [daysOf(first), daysOf(second)];
  if (froms.includes(undefined)) return tos.includes(undefined) ? { value: undefined } : { fault: 'date' };
  const spans = froms.flatMap((from) => tos.map((to) => ({ from: from as string, ...(to !== undefined && { to }) })));
  const [only] = spans;
  return 'value' in first && 'value' in second && only ? { value: only } : { asked: spans.map(asReading) };
}

/** A span as it is typed in the language of the page. */
export function showSpan({ from, to }: Span, language: Language): string {
  const [since, until] = language === 'vi' ? ['từ', 'đến'] : ['from', 'to'];
  return `${since} ${showDate(from, language)}${to ? ` ${until} ${showDate(to, language)}` : ''}`;
}

/** The days that a text may mean. Spans are told by days: a time of day beside one says nothing more. */
const daysOf = (entry: Entry): (string | undefined)[] => {
  const values: (FactValue | undefined)[] = 'asked' in entry ? entry.asked.map(({ value }) => value) : 'value' in entry ? [entry.value] : [];
  return values.map((value) => (typeof value === 'string' ? value.slice(0, 10) : undefined));
};

const asReading = (value: Span): Reading => ({ value, words: { en: showSpan(value, 'en'), vi: showSpan(value, 'vi') } });
