// Days and times as they are typed in Viet Nam.
import type { FactValue, Language } from 'luat';
import type { Entry, Reading } from './reading.js';
import { folded } from './text.js';

export interface DateOptions {
  /** Language of the page. */
  language: Language;
  /** The period of the report, `2025` or `2024-2025`: the years to offer where none is typed. */
  period?: string;
}

/**
 * Reads a day, with a time of day where one is typed: `13/11/2024`, `13-11-2024`, `13.11.2024`, `2024-11-13`,
 * `ngày 13 tháng 11 năm 2024`, `14:30 13/11/2024`, `13/11/2024 14h30`.
 *
 * The day stands before the month. Asked about is what can only be the month before the day (`11/13/2024`), a year of two
 * digits, a day without a year and, on an English page, what is a day in either order (`03/04/2024`).
 */
export function readDate(text: string, options: DateOptions): Entry {
  const typed = folded(text);
  if (typed === '') return { value: undefined };
  const { day: dayText, time } = splitTime(typed);
  if (time === 'none such') return { fault: 'time' };
  const at = (day: Day): string => isoOf(day) + (time === undefined ? '' : `T${time}`);
  const found = readDay(dayText);
  if (!found) return { fault: 'date' };
  const years = found.year === undefined ? yearsOf(options.period) : [found.year];
  if (years.length === 0) return { fault: 'year' };
  const usual = years.map((year) => ({ ...found, year })).filter(exists);
  const swapped = found.swappable ? years.map((year) => ({ day: found.month, month: found.day, year })).filter(exists) : [];
  const sameDay = found.day === found.month;
  const isAsked = found.year === undefined || found.short || usual.length === 0 || (options.language === 'en' && swapped.length > 0 && !sameDay);
  if (usual.length + swapped.length === 0) return { fault: 'no_such_day' };
  const [first] = usual;
  if (!isAsked && first) return { value: at(first) };
  const days = options.language === 'en' && !sameDay ? [...usual, ...swapped] : usual.length > 0 ? usual : swapped;
  return { asked: days.map((day) => asReading(at(day))) };
}

/** A day as it is typed in the language of the page, a moment by the clocks of Viet Nam. */
export function showDate(value: FactValue | undefined, language: Language): string {
  if (typeof value !== 'string') return '';
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?$/.exec(hereOf(value)) ?? [];
  if (year === undefined) return value;
  const shown = language === 'vi' ? `${day}/${month}/${year}` : `${year}-${month}-${day}`;
  return time === undefined ? shown : `${time} ${shown}`;
}

/** Milliseconds by which the clocks of Viet Nam are ahead of UTC, all year round. */
const AHEAD = 7 * 3_600_000;

/** A moment without its offset and without parts of a second that are none, by the clocks of Viet Nam. */
function hereOf(value: string): string {
  const [, day, clock, seconds = ':00', offset] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(?:\.0+)?(Z|[+-]\d\d:\d\d)?$/i.exec(value) ?? [];
  if (day === undefined) return value;
  const here = `${day}T${clock}${seconds}`;
  const moment = offset === undefined ? Date.parse(`${here}Z`) : Date.parse(here + offset) + AHEAD;
  return Number.isNaN(moment) ? value : new Date(moment).toISOString().slice(0, 19).replace(/:00$/, '');
}

/** The day before a day and the like need a calendar; whether a day is one needs no more than this. */
export function exists({ day, month, year }: Day): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lastDay(month, year);
}

interface Day {
  day: number;
  month: number;
  year: number;
}

interface Found {
  day: number;
  month: number;
  year?: number;
  /** Only two digits of the year were typed. */
  short: boolean;
  /** The month may have been meant to stand first. */
  swappable: boolean;
}

function lastDay(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const CLOCK = String.raw`(\d{1,2})(?:(?:[:hg]| ?giờ ?)(\d{1,2})(?!\d| ?tháng)|(?:[hg]| ?giờ))(?: ?phút)?(?::(\d{2}))?`;
const TIME_FIRST = new RegExp(String.raw`^(?:lúc )?${CLOCK},? (.+)$`, 'u');
const TIME_LAST = new RegExp(String.raw`^(.+?)(?:,? (?:lúc )?|t)${CLOCK}$`, 'u');

/** A day's text and the time of day beside it. */
function splitTime(text: string): { day: string; time?: string } {
  const first = TIME_FIRST.exec(text);
  if (first) return { day: first[4] ?? '', time: clock(first[1], first[2], first[3]) };
  const last = TIME_LAST.exec(text);
  if (last) return { day: last[1] ?? '', time: clock(last[2], last[3], last[4]) };
  return { day: text };
}

function clock(hours = '', minutes = '00', seconds?: string): string {
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return 'none such';
  const time = `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
  return seconds === undefined || seconds === '00' ? time : `${time}:${seconds}`;
}

function readDay(text: string): Found | undefined {
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]), short: false, swappable: false };
  const said = /^(?:ngày )?(\d{1,2}) tháng (\d{1,2})(?:,? năm (\d{4}))?$/u.exec(text);
  if (said) return dayFirst(said[1], said[2], said[3], false);
  const usual = /^(?:ngày )?(\d{1,2}) ?([-/.]) ?(\d{1,2})(?: ?\2 ?(\d{4}|\d{2}))?$/u.exec(text);
  return usual ? dayFirst(usual[1], usual[3], usual[4], true) : undefined;
}

function dayFirst(day: string | undefined, month: string | undefined, year: string | undefined, swappable: boolean): Found {
  const short = year?.length === 2;
  return {
    day: Number(day),
    month: Number(month),
    ...(year !== undefined && { year: short ? 2000 + Number(year) : Number(year) }),
    short,
    swappable,
  };
}

/** The years that a period touches. */
function yearsOf(period: string | undefined): number[] {
  const years = /^(\d{4})(?:-(\d{4}))?/.exec(period ?? '');
  if (!years) return [];
  const [from, to] = [Number(years[1]), Number(years[2] ?? years[1])];
  return Array.from({ length: Math.min(Math.max(to - from, 0), 9) + 1 }, (_, at) => from + at);
}

const isoOf = ({ year, month, day }: Day): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

function asReading(value: string): Reading {
  const [, year = '', month = '', day = '', time] = /^(\d{4})-(\d\d)-(\d\d)(?:T(.+))?$/.exec(value) ?? [];
  const before = time === undefined ? '' : `${time} `;
  return {
    value,
    words: {
      en: `${before}${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`,
      vi: `${before}${day}/${month}/${year} (ngày ${Number(day)} tháng ${Number(month)})`,
    },
  };
}

const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
];
