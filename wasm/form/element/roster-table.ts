// The table of a roster. Only the rows in view are drawn, so that thousands are no more work than twenty.
import type { FormField, Language } from 'luat';
import { showEntry } from '../entry.js';
import { isSpan } from '../entry/span.js';
import { h, redraw, setText } from './dom.js';
import { BLANK, pasted, withCell, type Cell, type ReadCell, type Row } from './roster.js';
import { capital, type ElementTexts } from './texts.js';

export interface RosterHost {
  language: Language;
  texts: ElementTexts;
  rows(): readonly Row[];
  setRows(rows: readonly Row[]): void;
  read: ReadCell;
  /** Says to those who do not see what happened. */
  announce(text: string): void;
}

/** Height of a row in pixels; the style sheet says the same. */
const ROW = 44;
/** Rows drawn beyond those in view, so that the Tab key always finds the next one. */
const BESIDE = 6;
/** The column of ids, beside the columns counted from 0. */
const ID = -1;
/** Rows that a page key moves by. */
const PAGE = 10;
/** Rows named in the list of those to mend. */
const MOST_NAMED = 10;

/** What is to be said of rows, by their place. */
export type RowNotes = ReadonlyMap<number, readonly string[]>;

export class RosterTable {
  readonly element: HTMLElement;
  readonly #columns: FormField[];
  readonly #host: RosterHost;
  readonly #id: string;
  readonly #scroller: HTMLElement;
  readonly #table: HTMLTableElement;
  readonly #body = h('tbody', {});
  readonly #status = h('p', { className: 'roster-status' });
  readonly #mend = h('div', { className: 'roster-mend', hidden: true });
  readonly #undo: HTMLButtonElement;
  readonly #drawn = new Map<number, HTMLTableRowElement>();
  #spacers: HTMLElement[] = [];
  #notes: RowNotes = new Map();
  #before: readonly Row[] | undefined;
  #frame = 0;

  constructor(label: string, columns: FormField[], id: string, host: RosterHost) {
    this.#columns = columns;
    this.#host = host;
    this.#id = id;
    const { texts } = host;
    const heads = [texts.row, texts.memberId, ...columns.map((column) => headOf(column, host)), texts.rowState, texts.remove];
    const kinds = ['at', 'id', ...columns.map(() => 'cell'), 'note', 'remove'];
    this.#table = h(
      'table',
      { part: 'roster', 'aria-describedby': `${id}-help`, 'aria-colcount': heads.length },
      h('caption', {}, texts.rosterOf(label)),
      h('thead', {}, h('tr', { 'aria-rowindex': 1 }, ...heads.map((head, at) => h('th', { scope: 'col', className: kinds[at] ?? '' }, head)))),
      this.#body,
    );
    this.#scroller = h('div', { className: 'scroller', part: 'roster-scroller' }, this.#table);
    const add = h('button', { type: 'button', part: 'button' }, texts.addRow);
    add.onclick = () => this.#add();
    this.#undo = h('button', { type: 'button', part: 'button', hidden: true }, texts.undo);
    this.#undo.onclick = () => this.#takeBack();
    this.element = h(
      'div',
      { className: 'roster', id },
      h('p', { id: `${id}-help`, className: 'hint' }, texts.rosterHelp),
      this.#mend,
      this.#scroller,
      h('div', { className: 'roster-foot' }, add, this.#undo, this.#status),
    );
    this.#listen();
    this.redraw();
  }

  /** Shows what is said of rows. */
  update(notes: RowNotes): void {
    this.#notes = notes;
    for (const [at, row] of this.#drawn) this.#fillNote(row, at);
    this.#nameThoseToMend();
  }

  /** Draws the rows anew: there are others now. */
  redraw(): void {
    this.#body.replaceChildren();
    this.#drawn.clear();
    this.#spacers = [];
    this.#draw();
  }

  /** Draws every row, as text, for paper; {@link redraw} takes it back. */
  drawForPaper(): void {
    this.redraw();
    const cells = (row: Row) => this.#columns.map((column) => h('td', { className: 'cell' }, shownOf(column, row.cells[column.key] ?? {}, this.#host)));
    const rows = this.#host.rows().map((row, at) =>
      h('tr', {}, h('th', { scope: 'row', className: 'at' }, String(at + 1)), h('td', { className: 'id' }, row.id), ...cells(row), h('td', { className: 'note' }, (this.#notes.get(at) ?? []).join('; '))),
    );
    this.#body.replaceChildren(...rows);
  }

  /** Puts the cursor into a cell, and the row into view. */
  focusCell(at: number, column: number): void {
    const rows = this.#host.rows();
    const row = Math.max(0, Math.min(at, rows.length - 1));
    const inView = this.#scroller.clientHeight - this.#headHeight();
    if (row * ROW < this.#scroller.scrollTop) this.#scroller.scrollTop = row * ROW;
    else if ((row + 1) * ROW > this.#scroller.scrollTop + inView) this.#scroller.scrollTop = (row + 1) * ROW - inView;
    this.#draw(row);
    const control = this.#drawn.get(row)?.querySelector<HTMLElement>(`[data-column="${column}"]`);
    control?.focus({ preventScroll: true });
    control?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (control instanceof HTMLInputElement) control.select();
  }

  #headHeight(): number {
    return this.#table.tHead?.offsetHeight ?? 0;
  }

  /** Draws the rows in view; `also` and the focused row are drawn wherever they are. */
  #draw(also?: number): void {
    const rows = this.#host.rows();
    const wanted = this.#wanted(rows.length, also);
    for (const [at, row] of this.#drawn) {
      if (wanted.includes(at)) continue;
      row.remove();
      this.#drawn.delete(at);
    }
    for (const spacer of this.#spacers) spacer.remove();
    this.#spacers = [];
    const nodes: HTMLElement[] = [];
    let next = 0;
    for (const at of wanted) {
      if (at > next) nodes.push(this.#spacer(at - next));
      nodes.push(this.#rowAt(at, rows));
      next = at + 1;
    }
    if (next < rows.length) nodes.push(this.#spacer(rows.length - next));
    let cursor = this.#body.firstChild;
    for (const node of nodes) {
      // Rows that stay are never moved: the focused one would lose the focus.
      if (node === cursor) cursor = cursor.nextSibling;
      else this.#body.insertBefore(node, cursor);
    }
    this.#table.setAttribute('aria-rowcount', String(rows.length + 1));
    setText(this.#status, this.#host.texts.rows(rows.length));
  }

  #wanted(count: number, also: number | undefined): number[] {
    const first = Math.max(0, Math.floor(this.#scroller.scrollTop / ROW) - BESIDE);
    const height = this.#scroller.clientHeight || ROW * 12;
    const last = Math.min(count, Math.ceil((this.#scroller.scrollTop + height) / ROW) + BESIDE);
    const wanted = new Set<number>();
    for (let at = Math.min(first, Math.max(0, count - 1)); at < last; at += 1) wanted.add(at);
    for (const at of [also, this.#focused()?.at]) {
      if (at === undefined) continue;
      for (let near = Math.max(0, at - 1); near <= Math.min(count - 1, at + 1); near += 1) wanted.add(near);
    }
    return [...wanted].sort((one, other) => one - other);
  }

  #spacer(rows: number): HTMLElement {
    const cell = h('td', { colspan: this.#columns.length + 4 });
    cell.style.height = `${rows * ROW}px`;
    const spacer = h('tr', { 'aria-hidden': 'true', className: 'spacer' }, cell);
    this.#spacers.push(spacer);
    return spacer;
  }

  #rowAt(at: number, rows: readonly Row[]): HTMLTableRowElement {
    const known = this.#drawn.get(at);
    if (known) return known;
    const { texts } = this.#host;
    const row = rows[at] ?? BLANK;
    const note = `${this.#id}-note-${at}`;
    const drawn = h(
      'tr',
      { 'aria-rowindex': at + 2, 'data-at': at },
      h('th', { scope: 'row', className: 'at' }, String(at + 1)),
      h('td', { className: 'id' }, this.#input(at, ID, row.id, texts.memberId, note)),
      ...this.#columns.map((column, index) => h('td', { className: 'cell' }, this.#cell(at, index, column, row.cells[column.key] ?? {}, note))),
      h('td', { className: 'note', id: note }),
      h('td', { className: 'remove' }, h('button', { type: 'button', className: 'quiet', 'aria-label': texts.removeRow(at + 1), 'data-remove': at }, '✕')),
    );
    this.#drawn.set(at, drawn);
    this.#fillNote(drawn, at);
    return drawn;
  }

  #input(at: number, column: number, value: string, label: string, note: string): HTMLInputElement {
    return h('input', {
      type: 'text',
      value,
      autocomplete: 'off',
      spellcheck: false,
      placeholder: column === ID ? String(at + 1) : '',
      'data-column': column,
      'aria-label': `${label}, ${this.#host.texts.row.toLocaleLowerCase('vi')} ${at + 1}`,
      'aria-describedby': note,
    });
  }

  #cell(at: number, index: number, column: FormField, cell: Cell, note: string): HTMLElement {
    const { language, texts } = this.#host;
    const label = headOf(column, this.#host);
    const shown = shownOf(column, cell, this.#host);
    if (column.input !== 'yes_no' && column.input !== 'choice') return this.#input(at, index, shown, label, note);
    const choices = column.input === 'yes_no' ? [texts.yes, texts.no] : (column.options ?? []).map((option) => option.label[language]);
    const texted = choices.map(capital);
    const chosen = capital(shown);
    // What was pasted and cannot be read, or is declared not known, stays to be seen.
    if (chosen !== '' && !texted.includes(chosen)) texted.push(shown);
    return h(
      'select',
      { 'data-column': index, 'aria-label': `${label}, ${texts.row.toLocaleLowerCase('vi')} ${at + 1}`, 'aria-describedby': note },
      h('option', { value: '' }, ''),
      ...texted.map((text) => h('option', { value: text, selected: text === chosen || text === shown }, text)),
    );
  }

  #fillNote(row: HTMLTableRowElement, at: number): void {
    const notes = this.#notes.get(at) ?? [];
    const cell = row.querySelector('.note');
    if (!cell) return;
    const text = notes.join('; ');
    setText(cell, text === '' ? '' : `✗ ${text}`);
    cell.toggleAttribute('title', text !== '');
    if (text !== '') cell.setAttribute('title', text);
    row.classList.toggle('wrong', text !== '');
  }

  #nameThoseToMend(): void {
    const { texts } = this.#host;
    const named = [...this.#notes].sort(([one], [other]) => one - other);
    this.#mend.hidden = named.length === 0;
    const items = named.slice(0, MOST_NAMED).map(([at, notes]) => {
      const button = h('button', { type: 'button', className: 'link' }, texts.rowAt(at + 1, notes.join('; ')));
      button.onclick = () => this.focusCell(at, ID);
      return h('li', {}, button);
    });
    if (named.length > MOST_NAMED) items.push(h('li', {}, texts.more(named.length - MOST_NAMED)));
    redraw(this.#mend, h('p', {}, h('strong', {}, texts.rowsToMend(named.length))), h('ul', {}, ...items));
  }

  #listen(): void {
    this.#scroller.onscroll = () => {
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.#draw());
    };
    this.#body.addEventListener('focusin', () => this.#draw());
    this.#body.addEventListener('input', (event) => this.#entered(event));
    this.#body.addEventListener('keydown', (event) => this.#moved(event));
    this.#body.addEventListener('paste', (event) => this.#pasted(event));
    this.#body.addEventListener('click', (event) => {
      const button = (event.target as Element).closest('[data-remove]');
      if (button instanceof HTMLElement) this.#remove(Number(button.dataset['remove']));
    });
  }

  #placeOf(target: EventTarget | null): { at: number; column: number } | undefined {
    if (!(target instanceof HTMLElement) || target.dataset['column'] === undefined) return undefined;
    const row = target.closest('tr');
    return row ? { at: Number(row.dataset['at']), column: Number(target.dataset['column']) } : undefined;
  }

  #focused(): { at: number; column: number } | undefined {
    return this.#placeOf((this.#body.getRootNode() as ShadowRoot | Document).activeElement ?? null);
  }

  #entered(event: Event): void {
    const place = this.#placeOf(event.target);
    if (!place) return;
    const text = (event.target as HTMLInputElement | HTMLSelectElement).value;
    const rows = this.#host.rows().slice();
    const row = rows[place.at] ?? BLANK;
    const column = this.#columns[place.column];
    rows[place.at] = column ? withCell(row, column.key, this.#host.read(column, text)) : { ...row, id: text };
    this.#host.setRows(rows);
  }

  #moved(event: KeyboardEvent): void {
    const place = this.#placeOf(event.target);
    if (!place || event.isComposing) return;
    const to = targetOf(event, place, this.#columns.length, this.#host.rows().length);
    if (!to) return;
    event.preventDefault();
    if (to.at >= this.#host.rows().length && event.key === 'Enter') this.#add();
    this.focusCell(to.at, to.column);
  }

  #pasted(event: ClipboardEvent): void {
    const place = this.#placeOf(event.target);
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!place || !/[\t\n\r]/.test(text.replace(/[\r\n]+$/, ''))) return;
    event.preventDefault();
    const before = this.#host.rows();
    const rows = pasted(before, text, { row: place.at, column: place.column }, this.#columns, this.#host.read);
    this.#change(rows);
    this.#host.announce(this.#host.texts.pastedRows(Math.max(0, rows.length - place.at)));
    this.focusCell(place.at, place.column);
  }

  #add(): void {
    this.#host.setRows([...this.#host.rows(), BLANK]);
    this.#draw();
    this.focusCell(this.#host.rows().length - 1, ID);
  }

  #remove(at: number): void {
    this.#change(this.#host.rows().filter((_, index) => index !== at));
    this.#host.announce(this.#host.texts.removed(at + 1));
    this.focusCell(at, ID);
  }

  /** Changes many rows at once, to be undone if need be. */
  #change(rows: readonly Row[]): void {
    this.#before = this.#host.rows();
    this.#undo.hidden = false;
    this.#host.setRows(rows);
    this.redraw();
  }

  #takeBack(): void {
    if (!this.#before) return;
    this.#host.setRows(this.#before);
    this.#before = undefined;
    this.redraw();
    this.#host.announce(this.#host.texts.undone);
    this.focusCell(0, ID);
    this.#undo.hidden = true;
  }
}

/** Where a key leads; nowhere, where it has its own work to do. */
function targetOf(event: KeyboardEvent, { at, column }: { at: number; column: number }, columns: number, rows: number): { at: number; column: number } | undefined {
  const { key, altKey, ctrlKey, shiftKey, metaKey } = event;
  if (key === 'Enter' && !altKey && !ctrlKey && !metaKey) return { at: at + (shiftKey ? -1 : 1), column };
  if (ctrlKey && key === 'Home') return { at: 0, column };
  if (ctrlKey && key === 'End') return { at: rows - 1, column };
  const isText = event.target instanceof HTMLInputElement;
  if (!altKey && !(isText && !ctrlKey && !shiftKey && !metaKey)) return undefined;
  switch (key) {
    case 'ArrowUp':
      return { at: at - 1, column };
    case 'ArrowDown':
      return { at: at + 1, column };
    case 'PageUp':
      return { at: at - PAGE, column };
    case 'PageDown':
      return { at: at + PAGE, column };
    case 'ArrowLeft':
      return altKey ? { at, column: Math.max(ID, column - 1) } : undefined;
    case 'ArrowRight':
      return altKey ? { at, column: Math.min(columns - 1, column + 1) } : undefined;
    default:
      return undefined;
  }
}

/** What a column asks, with what of its time is told. */
function headOf({ label, time }: FormField, { language, texts }: RosterHost): string {
  const name = capital(label[language]);
  return time === undefined ? name : `${name} (${time === 'hour' ? texts.withHour : texts.fromTo})`;
}

/** A cell as text: what was typed, or its value; declared ones as they are typed. */
function shownOf(column: FormField, { value, typed }: Cell, { language, texts }: RosterHost): string {
  if (typed !== undefined) return typed;
  if (typeof value !== 'object' || value === null || isSpan(value)) return showEntry(column, value, language);
  const [kind, reason] = Object.entries(value)[0] ?? [];
  const words = kind === 'unknown' ? texts.unknownCell : kind === 'not_applicable' ? texts.notApplicableCell : undefined;
  return words === undefined ? JSON.stringify(value).slice(0, 60) : `${words}: ${String(reason)}`;
}
