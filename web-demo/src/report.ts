// Reports out of files.
import type { Report } from 'luat';
import { readReport } from 'luat/form';

/** The report that a file's text holds, alone or with the verdicts on it. */
export function reportIn(text: string): Report | undefined {
  const given = readReport(text);
  return given && 'report' in given ? (given as unknown as { report: Report }).report : given;
}
