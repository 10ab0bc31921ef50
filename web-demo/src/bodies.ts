// Who reports: the district and its communes, as in the illustrative report that is shipped with the rules.
import type { Report } from 'luat';
import illustrative from '../../rules/muong_ang_154/reports/muong-ang-2025-2026.json';

const DISTRICT = illustrative as unknown as Report;

export interface Body {
  level: string;
  id: string;
  name: string;
}

const bodyOf = ({ body: { level, id, name = id } }: Report): Body => ({ level, id, name });

const COMMUNES = (DISTRICT.below ?? []).filter(({ body }) => body.level === 'commune');

/** The communes, and the district after them. */
export const BODIES: Body[] = [...COMMUNES.map(bodyOf), { ...bodyOf(DISTRICT), name: 'Mường Ảng' }];

export const YEARS = ['2025', '2026'];

/** What the illustrative report says of a body in a year. */
export function sampleOf(body: Body, year: string): Report | undefined {
  const found = [DISTRICT, ...(DISTRICT.below ?? [])].find((report) => report.body.level === body.level && report.body.id === body.id);
  if (!found) return undefined;
  const { level, id, name } = body;
  return { ...inYear(found, year), body: { level, id, name } };
}

/** The district's illustrative report of a year with one commune's own report in its place. */
export function districtWith(report: Report, year: string): Report {
  const district = inYear(DISTRICT, year);
  const others = (district.below ?? []).filter(({ body }) => body.level !== report.body.level || body.id !== report.body.id);
  return { ...district, below: [...others, report] };
}

/** A report and those below it, with the figures of one year alone. */
function inYear(report: Report, year: string): Report {
  const facts = report.periods[year];
  return { ...report, periods: facts ? { [year]: facts } : {}, ...(report.below && { below: report.below.map((below) => inYear(below, year)) }) };
}
