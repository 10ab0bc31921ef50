// What a form holds besides its report: rows as typed, totals put aside for a list, texts that are no values yet.
import type { FactValue, Form, FormSection } from 'luat';
import type { Judge } from '../judge.js';
import { writePath } from '../path.js';
import { BLANK, isBlankRow, membersOf, rowsOf, type Row } from './roster.js';

/** How a population is told: by totals, or member by member. */
export type Mode = 'totals' | 'list';

export class Sheet {
  /** What was typed where it is not (yet) a value, by path. */
  readonly typed = new Map<string, string>();
  /** Rows by path of the population. */
  readonly #rosters = new Map<string, readonly Row[]>();
  /** Totals of populations that are told as a list, by path. */
  readonly #aside = new Map<string, FactValue>();
  readonly #listed = new Set<string>();

  /** Takes over the rosters that a report brings. */
  static of(judge: Judge): Sheet {
    const sheet = new Sheet();
    for (const section of judge.form.sections) {
      const population = populationOf(section, judge.form);
      const rows = population === undefined ? undefined : rowsOf(judge.draft.get(population));
      if (population === undefined || !rows) continue;
      sheet.#rosters.set(population, rows);
      sheet.#listed.add(population);
    }
    return sheet;
  }

  modeOf(section: FormSection, form: Form): Mode {
    const population = populationOf(section, form);
    if (population === undefined || !section.columns) return 'totals';
    return section.one_by_one || this.#listed.has(population) ? 'list' : 'totals';
  }

  /** Tells a population the other way. What was entered the one way is put aside, and is there again on return. */
  turn(judge: Judge, section: FormSection, mode: Mode): void {
    const population = populationOf(section, judge.form);
    if (population === undefined || this.modeOf(section, judge.form) === mode) return;
    if (mode === 'list') {
      for (const { path } of section.fields) {
        const value = judge.draft.get(path);
        if (value !== undefined && !Array.isArray(value)) this.#aside.set(path, value);
        judge.set(path, undefined);
      }
      this.#listed.add(population);
      this.report(judge, population);
    } else {
      this.#listed.delete(population);
      judge.set(population, undefined);
      for (const { path } of section.fields) judge.set(path, this.#aside.get(path));
    }
  }

  rows(population: string): readonly Row[] {
    return this.#rosters.get(population) ?? [BLANK];
  }

  setRows(population: string, rows: readonly Row[]): void {
    this.#rosters.set(population, rows.length === 0 ? [BLANK] : rows);
  }

  /** Puts the rows of a population into the report. */
  report(judge: Judge, population: string): void {
    const rows = this.rows(population);
    judge.set(population, rows.every(isBlankRow) ? undefined : membersOf(rows));
  }

  /** As text, to keep; the report is kept beside it. */
  keep(): string {
    return JSON.stringify([[...this.typed], [...this.#rosters], [...this.#aside], [...this.#listed]]);
  }

  /** Takes over what was kept. */
  readKept(text: string): void {
    const [typed, rosters, aside, listed] = JSON.parse(text) as [
      [string, string][],
      [string, Row[]][],
      [string, FactValue][],
      string[],
    ];
    for (const [path, text] of typed) this.typed.set(path, text);
    for (const [path, rows] of rosters) this.#rosters.set(path, rows);
    for (const [path, value] of aside) this.#aside.set(path, value);
    for (const path of listed) this.#listed.add(path);
  }
}

/** Path of the population of a section that can be told as a list. */
export const populationOf = ({ of, period }: FormSection, form: Form): string | undefined =>
  of === undefined ? undefined : writePath({ period, name: of }, form.period);
