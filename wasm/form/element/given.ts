// Reports that come from elsewhere: from the page, or from a draft.
import type { Report } from 'luat';
import { readReport } from '../report.js';
import type { Draft } from './draft.js';

/** In characters of JSON: more is no report of one body, and would hold up the page. */
const MOST = 8_000_000;

/** A report out of whatever is given, as a copy of its own; none where it is not one. */
export function readGiven(given: unknown): Report | undefined {
  try {
    const text = typeof given === 'string' ? given : JSON.stringify(given);
    const report = text.length > MOST ? undefined : readReport(text);
    const isWhole = report !== undefined && typeof report.body.id === 'string' && Object.values(report.periods).every((facts) => typeof facts === 'object' && facts !== null);
    return isWhole ? report : undefined;
  } catch {
    return undefined;
  }
}

/** Report and sheet out of a draft. */
export function readDraft({ state }: Draft): [Report | undefined, string | undefined] {
  try {
    const [report, kept] = JSON.parse(state) as [unknown, string];
    return [readGiven(report), kept];
  } catch {
    return [undefined, undefined];
  }
}
