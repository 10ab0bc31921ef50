// Reports that come from elsewhere: from the page, or from a draft.
import type { Report } from 'luat';
import { readReport } from '../report.js';
import type { Draft } from './draft.js';

/** A report out of whatever is given, as a copy of its own. */
export function readGiven(given: unknown): Report | undefined {
  try {
    const report = readReport(typeof given === 'string' ? given : JSON.stringify(given));
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
