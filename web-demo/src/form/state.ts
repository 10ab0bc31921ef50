// The form as a plain value: every step takes one and answers another.
import type { FactValue, Facts, FormField, Language, Report, Verdict } from 'luat';

export interface State {
  language: Language;
  /** Folder of the rules. */
  document: string;
  level: string;
  body: string;
  year: string;
  asOf: string;
  /** The year's figures will not change any more. */
  isFinal: boolean;
  /** What is entered, by key; a blank is absent. */
  facts: Record<string, FactValue>;
  /** A report opened from a file: what of it the form does not show is kept. */
  opened?: Report;
}

/** The report that a state stands for. */
export function reportOf(state: State): Report {
  const under: Facts = { ...unshown(state), ...state.facts };
  if (state.isFinal) under.final = true;
  const body = { level: state.level, id: idOf(state.body), ...(state.body === '' ? {} : { name: state.body }) };
  return {
    luat: 1,
    ...state.opened,
    body: state.opened ? { ...state.opened.body, ...body, id: state.opened.body.id } : body,
    periods: { ...state.opened?.periods, [state.year]: under },
  };
}

/** The same body with nothing reported: what the engine then misses is what the form asks. */
export const blankReportOf = (state: State): Report => ({
  luat: 1,
  body: { level: state.level, id: idOf(state.body) },
  periods: { [state.year]: {} },
});

/** A state that shows a report; its latest year is the one edited. */
export function withReport(state: State, report: Report): State {
  const years = Object.keys(report.periods).filter((key) => /^\d{4}$/.test(key));
  const year = years.sort().at(-1) ?? state.year;
  const { final, ...given } = report.periods[year] ?? {};
  const facts = Object.fromEntries(Object.entries(given).filter(([, value]) => isShown(value))) as State['facts'];
  return {
    ...state,
    level: report.body.level,
    body: report.body.name ?? report.body.id,
    year,
    isFinal: final === true,
    facts,
    opened: report,
  };
}

/** A state with one fact changed; `undefined` makes it a blank. */
export function withFact(state: State, key: string, value: FactValue | undefined): State {
  const facts = { ...state.facts };
  if (value === undefined) delete facts[key];
  else facts[key] = value;
  return { ...state, facts };
}

/** Rosters and declared reasons stay in the report as they are; the form shows plain values. */
const isShown = (value: unknown): boolean => value !== null && typeof value !== 'object';

function unshown(state: State): Facts {
  const { final: _, ...given } = state.opened?.periods[state.year] ?? {};
  return Object.fromEntries(Object.entries(given).filter(([, value]) => !isShown(value)));
}

/** An id out of a name: `Ẳng Tở` becomes `ang-to`. */
export function idOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'don-vi';
}

/** A clause with its verdicts and the fields that it is the first to ask for. */
export interface Section {
  /** `document/rule`. */
  id: string;
  /** Positions of its verdicts in the result. */
  verdicts: number[];
  fields: FormField[];
  /** Fields that an earlier clause has asked for already. */
  shared: FormField[];
}

/** The key of a fact in the edited year, out of a path in a verdict on `body`; none for other bodies and years. */
export function keyOf(path: string, year: string): string | undefined {
  const [head, ...rest] = path.split('/');
  if (head === undefined) return undefined;
  if (rest.length === 0) return head.includes('[') ? undefined : head;
  return rest.length === 1 && head === year && !rest[0]?.includes('[') ? rest[0] : undefined;
}

/**
 * The sections of the form, in the order of the document. A field stands where it is asked first:
 * what `blank`, the verdicts on an empty report, miss, and what the verdicts now miss besides.
 */
export function sectionsOf(state: State, fields: FormField[], blank: Verdict[], now: Verdict[]): Section[] {
  const known = new Map(fields.map((field) => [field.key, field]));
  const sections = new Map<string, Section>();
  const placed = new Set<string>();
  const sectionOf = (verdict: Verdict): Section => {
    const id = `${verdict.document}/${verdict.rule}`;
    const section = sections.get(id) ?? { id, verdicts: [], fields: [], shared: [] };
    sections.set(id, section);
    return section;
  };
  for (const verdict of [...blank, ...now]) {
    if (verdict.body.level !== state.level) continue;
    const section = sectionOf(verdict);
    for (const path of verdict.missing) {
      const field = known.get(keyOf(path, state.year) ?? '');
      if (!field || section.fields.includes(field) || section.shared.includes(field)) continue;
      (placed.has(field.key) ? section.shared : section.fields).push(field);
      placed.add(field.key);
    }
  }
  now.forEach((verdict, position) => {
    if (verdict.body.level === state.level) sectionOf(verdict).verdicts.push(position);
  });
  return [...sections.values()];
}
