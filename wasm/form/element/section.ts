// A section of the form: fields, or the roster of a population.
import type { Form, FormField, FormSection } from 'luat';
import type { Judge } from '../judge.js';
import { readCell, rowNotes } from './cells.js';
import { h } from './dom.js';
import { FieldView, type FieldHost } from './field.js';
import { RosterTable } from './roster-table.js';
import type { Said } from './said.js';
import { populationOf, type Sheet } from './sheet.js';
import { capital } from './texts.js';

export interface SectionHost extends FieldHost {
  judge: Judge;
  sheet: Sheet;
  /** Rows have changed. */
  rowsChanged(population: string): void;
  /** The population is told the other way now. */
  turned(): void;
  announce(text: string): void;
}

export class SectionView {
  readonly element: HTMLElement;
  readonly #section: FormSection;
  readonly #host: SectionHost;
  readonly #id: string;
  readonly #content = h('div', {});
  #fields: FieldView[] = [];
  #roster: RosterTable | undefined;

  constructor(section: FormSection, id: string, host: SectionHost) {
    this.#section = section;
    this.#host = host;
    this.#id = id;
    const { texts, language } = host;
    const name = section.of === undefined ? texts.bodySection : capital(section.label[language]);
    const isOwn = section.period === host.judge.form.period;
    this.element = h(
      'section',
      { className: 'section', part: 'section', 'aria-labelledby': `${id}-title`, 'data-of': section.of ?? '', 'data-period': section.period },
      h('h2', { id: `${id}-title`, part: 'heading' }, isOwn ? name : `${name} (${texts.period(section.period)})`),
      section.note && h('p', { className: 'hint' }, capital(section.note[language])),
      this.#modeView(),
      this.#content,
    );
    this.#draw();
  }

  /** The fields shown. */
  get fields(): readonly FieldView[] {
    return this.#fields;
  }

  /** Rows with a cell that cannot be read. */
  get unreadRows(): number[] {
    const population = this.#population;
    if (!this.#roster || population === undefined) return [];
    return this.#host.sheet.rows(population).flatMap((row, at) => (Object.values(row.cells).some(({ typed }) => typed !== undefined) ? [at] : []));
  }

  /** Puts the cursor to a path of this section, or answers that it is none of its own. */
  focus(path: string): boolean {
    const field = this.#fields.find((view) => view.field.path === path);
    if (field) field.focus();
    else if (this.#roster && this.#ownsPath(path)) this.focusRow(0);
    else return false;
    return true;
  }

  focusRow(at: number): void {
    this.#roster?.element.scrollIntoView({ block: 'center' });
    this.#roster?.focusCell(at, -1);
  }

  /** Lays the section out for paper, or for the screen again. */
  layOut(medium: 'paper' | 'screen'): void {
    if (medium === 'paper') this.#roster?.drawForPaper();
    else this.#roster?.redraw();
  }

  update(states: Map<string, FormField>, said: Map<string, Said[]>): void {
    for (const view of this.#fields) view.update(states.get(view.field.path) ?? view.field, said.get(view.field.path) ?? []);
    const population = this.#population;
    if (this.#roster && population !== undefined) {
      const { judge, sheet, language } = this.#host;
      this.#roster.update(rowNotes(judge, this.#section, sheet.rows(population), language));
    }
  }

  get #population(): string | undefined {
    return populationOf(this.#section, this.#host.judge.form);
  }

  #ownsPath(path: string): boolean {
    return [...this.#section.fields, ...(this.#section.columns ?? [])].some((field) => field.path === path);
  }

  #draw(): void {
    const { host, section } = { host: this.#host, section: this.#section };
    const population = this.#population;
    const isList = population !== undefined && host.sheet.modeOf(section, host.judge.form) === 'list';
    this.#fields = isList ? [] : section.fields.map((field, at) => new FieldView(field, `${this.#id}-${at}`, host));
    this.#roster = isList ? this.#table(population) : undefined;
    this.#content.replaceChildren(...(this.#roster ? [this.#roster.element] : this.#fields.map(({ element }) => element)));
  }

  #table(population: string): RosterTable {
    const { sheet, judge, language, texts, announce, rowsChanged } = this.#host;
    return new RosterTable(this.#section.label[language], this.#section.columns ?? [], `${this.#id}-roster`, {
      language,
      texts,
      rows: () => sheet.rows(population),
      setRows: (rows) => {
        sheet.setRows(population, rows);
        rowsChanged(population);
      },
      read: (column, text) => readCell(column, text, { language, period: judge.form.period }),
      announce,
    });
  }

  /** The choice between totals and a list, where there is one. */
  #modeView(): HTMLElement | undefined {
    const { texts, judge, sheet } = this.#host;
    const section = this.#section;
    if (!section.columns) return undefined;
    if (section.one_by_one) return h('p', { className: 'hint' }, texts.listOnly);
    const now = sheet.modeOf(section, judge.form);
    const options = (['totals', 'list'] as const).map((mode) => {
      const input = h('input', { id: `${this.#id}-${mode}`, type: 'radio', name: `${this.#id}-mode`, checked: mode === now });
      input.onchange = () => {
        sheet.turn(judge, section, mode);
        this.#draw();
        this.#host.turned();
      };
      return h('div', { className: 'option' }, input, h('label', { for: input.id }, mode === 'totals' ? texts.totals : texts.list));
    });
    return h('fieldset', { className: 'mode' }, h('legend', {}, texts.tellBy), h('div', { className: 'radios inline' }, ...options));
  }
}

/** The fields of a form by path, columns too, with the states that a report gives them. */
export function fieldsByPath(form: Form): Map<string, FormField> {
  const fields = new Map<string, FormField>();
  for (const section of form.sections) {
    for (const field of section.columns ?? []) fields.set(field.path, field);
    for (const field of section.fields) fields.set(field.path, field);
  }
  return fields;
}
