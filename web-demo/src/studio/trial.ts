// The report on which rules are tried: its bodies, each with a report of its own within the whole.
import type { Level, Report } from 'luat';
import type { Trial } from './store';

/** Id of bodies that are not in the report. */
const NEW_BODY = 'moi';

/** A council's term, in years. */
const TERM = 5;

export const nameOf = ({ level, id }: Report['body']): string => `${level}:${id}`;

/** The bodies of a report, itself first. */
export const bodiesOf = (report: Report | undefined): Report['body'][] => (report ? [report.body, ...(report.below ?? []).flatMap(bodiesOf)] : []);

/** The report of a body within a report. */
export function reportOf(report: Report | undefined, body: string): Report | undefined {
  if (!report || nameOf(report.body) === body) return report;
  for (const below of report.below ?? []) {
    const found = reportOf(below, body);
    if (found) return found;
  }
  return undefined;
}

/** What a report tells, each fact by itself, however it is written. */
export function factsOf(report: Report | undefined): string[] {
  if (!report) return [];
  const own = Object.entries(report.periods).flatMap(([period, facts]) =>
    Object.entries(facts).map(([key, value]) => JSON.stringify([nameOf(report.body), period, key, value])),
  );
  return [...own, ...(report.below ?? []).flatMap(factsOf)].sort();
}

/** A report with that of one of its bodies replaced. */
export function withReport(whole: Report, own: Report): Report {
  if (nameOf(whole.body) === nameOf(own.body)) return own;
  return { ...whole, ...(whole.below && { below: whole.below.map((below) => withReport(below, own)) }) };
}

/** A report of nothing yet. */
export const blank = (level: string): Report => ({ body: { level, id: NEW_BODY }, periods: {} });

/** Whose report is shown and for when; nothing where the rules bind nobody. */
export interface Chosen {
  report: Report;
  /** It is a part of the trial's report. */
  isKept: boolean;
  level: string;
  period: string;
}

/** What of a trial fits the levels of the rules. */
export function choose({ report, body, period, asOf }: Trial, levels: Level[]): Chosen | undefined {
  const bound = levels.filter(({ rules }) => rules > 0);
  const known = new Set(bound.map(({ id }) => id));
  const asked = body === undefined ? report : reportOf(report, body);
  const isKept = asked !== undefined && known.has(asked.body.level) && (body === undefined || nameOf(asked.body) === body);
  const level = isKept ? asked.body.level : (bound.find(({ id }) => body?.startsWith(`${id}:`)) ?? bound[0])?.id;
  if (level === undefined) return undefined;
  const own = isKept ? asked : blank(level);
  return { report: own, isKept, level, period: period ?? yearFor(own, asOf) };
}

/** The years that a report speaks of, and that of a day. */
export const yearsOf = (report: Report, asOf: string): string[] => sorted([...toldOf(report), asOf.slice(0, 4)]);

/** The year to begin with: the last that a report speaks of and that has begun, else its first, else that of the day. */
function yearFor(report: Report, asOf: string): string {
  const now = asOf.slice(0, 4);
  const told = sorted(toldOf(report));
  return told.filter((year) => year <= now).at(-1) ?? told[0] ?? now;
}

const toldOf = (report: Report): string[] => Object.keys(report.periods).map((period) => period.slice(0, 4));

const sorted = (years: string[]): string[] => [...new Set(years)].filter((year) => /^\d{4}$/.test(year)).sort();

/** The years of a term from that of a day on: targets stand in years to come. */
export const yearsAhead = (asOf: string): string[] => Array.from({ length: TERM + 1 }, (_, ahead) => String(Number(asOf.slice(0, 4)) + ahead));

export const blankBody = (level: string): string => `${level}:${NEW_BODY}`;
