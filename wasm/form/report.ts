// A report being filled in: facts by the paths of the form.
import type { FactValue, Facts, Member, Report } from 'luat';
import { memberOf, readPath, type Path } from './path.js';

/** Whose report, and the period it is for. */
export interface Heading {
  body: Report['body'];
  /** Facts whose path names no period go under it. */
  period: string;
}

/**
 * A report begun. What of it the form does not show, reports of bodies below for instance, is kept as it is.
 *
 * Names come from pages and files: they are keys of maps alone, so that `__proto__` is a name like any other.
 */
export class Draft {
  readonly #heading: Heading;
  readonly #rest: Omit<Report, 'body' | 'periods'>;
  readonly #periods: Map<string, Map<string, Facts[string]>>;

  constructor(heading: Heading, given?: Report) {
    const { body, periods, ...rest } = given ?? ({ periods: {} } as Report);
    this.#heading = { ...heading, body: { ...body, ...heading.body } };
    this.#rest = rest;
    this.#periods = new Map(Object.entries(periods).map(([period, facts]) => [period, factsOf(facts)]));
    this.#under(heading.period);
  }

  get body(): Report['body'] {
    return this.#heading.body;
  }

  get period(): string {
    return this.#heading.period;
  }

  /** The fact at a path: of a population its number, or its roster. */
  get(path: string): Facts[string] | undefined {
    const { period, key, member, fact } = this.#place(path);
    const value = this.#periods.get(period)?.get(key);
    if (member === undefined) return value;
    const roster = rosterOf(value);
    const row = roster[positionOf(roster, member)];
    return row === undefined || fact === undefined || !Object.hasOwn(row, fact) ? undefined : row[fact];
  }

  /** The row of the member that a path names. */
  member(path: string): Member | undefined {
    const { period, key, member } = this.#place(path);
    const roster = rosterOf(this.#periods.get(period)?.get(key));
    return member === undefined ? undefined : roster[positionOf(roster, member)];
  }

  /** Whether the roster has the member that a path names; a path that names none asks nothing of it. */
  hasMember(path: string): boolean {
    return memberOf(path) === undefined || this.member(path) !== undefined;
  }

  /** Puts a fact at a path; `undefined` makes it a blank. Of a member that is not in the roster a row is added. */
  set(path: string, value: Facts[string] | undefined): void {
    const { period, key, member, fact } = this.#place(path);
    const facts = this.#under(period);
    if (member !== undefined) facts.set(key, withMember(rosterOf(facts.get(key)), member, fact, value as FactValue | undefined));
    else if (value === undefined) facts.delete(key);
    else facts.set(key, value);
  }

  /** The roster of a population, row by row. */
  members(population: string): Member[] {
    return rosterOf(this.get(population));
  }

  /** Takes a row out of the roster of a population; after its last row the roster is a blank. */
  removeMember(population: string, id: string): void {
    const left = this.members(population).filter((row) => !isRow(row, id));
    this.set(population, left.length === 0 ? undefined : left);
  }

  /** The report as it stands. */
  report(): Report {
    const periods = [...this.#periods].map(([period, facts]) => [period, Object.fromEntries(facts)]);
    return { luat: 1, ...this.#rest, body: this.body, periods: Object.fromEntries(periods) as Report['periods'] };
  }

  #under(period: string): Map<string, Facts[string]> {
    const facts = this.#periods.get(period) ?? new Map<string, Facts[string]>();
    this.#periods.set(period, facts);
    return facts;
  }

  /** Where a path leads: the key under a period or, of a member, the key of its roster. */
  #place(text: string): Pick<Path, 'member' | 'fact'> & { period: string; key: string } {
    const path = readPath(text);
    if (!path || (path.body && !(path.body.level === this.body.level && path.body.id === this.body.id))) {
      throw new RangeError(`not a fact of this report: ${text}`);
    }
    const { period = this.period, name, member, fact } = path;
    if (member === undefined) return { period, key: fact === undefined ? name : `${name}.${fact}` };
    return { period, key: name, member, ...(fact !== undefined && { fact }) };
  }
}

/**
 * A report out of a file's text, alone or with the verdicts on it; none where it is not one. Whole numbers beyond 2^53−1 stay digits, in a string, where
 * the browser tells them; others leave them to the engine, which refuses what lost its last digits.
 */
export function readReport(text: string): Report | undefined {
  try {
    const found = JSON.parse(text, keepDigits) as Partial<Report & { report: unknown }> | null;
    return [found, found?.report].find(isReport);
  } catch {
    return undefined;
  }
}

function isReport(found: unknown): found is Report {
  const report = found as Partial<Report> | null | undefined;
  return typeof report?.body?.level === 'string' && typeof report.periods === 'object' && report.periods !== null;
}

function keepDigits(_: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  const isLong = typeof value === 'number' && source !== undefined && /^-?\d+(\.\d+)?$/.test(source) && String(value) !== source;
  return isLong ? source : value;
}

/** The facts under a period; what is none of the kind, in a file for instance, is left to the engine to refuse. */
const factsOf = (facts: unknown): Map<string, Facts[string]> =>
  new Map(typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? Object.entries(facts as Facts) : []);

/** The rows of a roster, those included that are none; what is no roster has none. */
const rosterOf = (value: Facts[string] | undefined): Member[] => (Array.isArray(value) ? value : []);

const isRow = (row: Member | null, id: string): boolean => typeof row === 'object' && row?.id === id;

/** Where members stand in rosters of many, kept as long as the roster. */
const positions = new WeakMap<Member[], Map<string, number>>();

/** The first row of a member; -1 without one. */
function positionOf(roster: Member[], id: string): number {
  let places = positions.get(roster);
  if (!places) {
    places = new Map();
    for (let at = roster.length - 1; at >= 0; at--) {
      const row = roster[at];
      if (typeof row === 'object' && row !== null) places.set(row.id, at);
    }
    positions.set(roster, places);
  }
  return places.get(id) ?? -1;
}

/** A roster with one fact of one member changed; `fact` absent: with the member in it. */
function withMember(roster: Member[], id: string, fact: string | undefined, value: FactValue | undefined): Member[] {
  const at = positionOf(roster, id);
  const row = new Map<string, FactValue>(Object.entries(roster[at] ?? { id }));
  if (fact !== undefined && value === undefined) row.delete(fact);
  else if (fact !== undefined && value !== undefined) row.set(fact, value);
  const changed = Object.fromEntries(row) as Member;
  const next = at < 0 ? [...roster, changed] : roster.with(at, changed);
  // The members stand where they stood: their places go over to the new roster.
  const places = positions.get(roster);
  positions.delete(roster);
  if (places) positions.set(next, at < 0 ? places.set(id, roster.length) : places);
  return next;
}
