// A roster: the members of a population, one row each, as typed and as read.
import type { FactValue, FormField, Member } from 'luat';

/** A cell: what it stands for, and what was typed where that is not (yet) a value. */
export interface Cell {
  value?: FactValue;
  typed?: string;
}

/** A member. A row is never changed in place: a change makes a new one. */
export interface Row {
  /** As typed; blank: the row's number stands for it. */
  id: string;
  cells: Record<string, Cell>;
}

/** Reads a cell's text; the form's own reading of numbers, dates and answers. */
export type ReadCell = (column: FormField, text: string) => Cell;

export const BLANK: Row = { id: '', cells: Object.create(null) as Record<string, Cell> };

/** Rows beyond this are not taken over from a clipboard: the engine reads no longer lists either. */
export const MOST_ROWS = 100_000;

const isBlankCell = ({ value, typed }: Cell): boolean => value === undefined && typed === undefined;

export const isBlankRow = ({ id, cells }: Row): boolean => id.trim() === '' && Object.values(cells).every(isBlankCell);

/** The row with a cell changed. */
export function withCell(row: Row, column: string, cell: Cell): Row {
  const cells = Object.assign(Object.create(null), row.cells) as Record<string, Cell>;
  if (isBlankCell(cell)) delete cells[column];
  else cells[column] = cell;
  return { id: row.id, cells };
}

/** The id under which the row at a place is reported. */
export const idAt = (row: Row, at: number): string => row.id.trim() || String(at + 1);

/** Where the rows of each id stand. */
export function placesById(rows: readonly Row[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  rows.forEach((row, at) => {
    const id = idAt(row, at);
    const known = places.get(id);
    if (known) known.push(at);
    else places.set(id, [at]);
  });
  return places;
}

/** What is reported of the rows; those left blank are left out. */
export function membersOf(rows: readonly Row[]): Member[] {
  const members: Member[] = [];
  rows.forEach((row, at) => {
    if (isBlankRow(row)) return;
    const member = Object.create(null) as Member;
    member.id = idAt(row, at);
    for (const [column, { value }] of Object.entries(row.cells)) if (value !== undefined) member[column] = value;
    members.push(member);
  });
  return members;
}

/** Rows out of reported members; none where they are not a list of objects with an id. */
export function rowsOf(members: unknown): Row[] | undefined {
  if (!Array.isArray(members)) return undefined;
  const rows: Row[] = [];
  for (const member of members as unknown[]) {
    if (typeof member !== 'object' || member === null || !('id' in member) || typeof member.id !== 'string') return undefined;
    const cells = Object.create(null) as Record<string, Cell>;
    for (const [column, value] of Object.entries(member)) {
      if (column !== 'id' && value !== null) cells[column] = { value: value as FactValue };
    }
    rows.push({ id: member.id, cells });
  }
  return rows;
}

/** Rows with a text from a spreadsheet put in from a row and column on; the column -1 is that of ids. */
export function pasted(rows: readonly Row[], text: string, from: { row: number; column: number }, columns: FormField[], read: ReadCell): Row[] {
  const lines = linesOf(text);
  const heads = headsOf(lines[0], columns);
  const out = rows.slice();
  (heads ? lines.slice(1) : lines).forEach((line, down) => {
    const at = from.row + down;
    if (at >= MOST_ROWS) return;
    while (out.length <= at) out.push(BLANK);
    let row = out[at] ?? BLANK;
    line.forEach((value, right) => {
      const target = heads ? heads[right] : from.column + right;
      if (target === undefined) return;
      const column = columns[target];
      if (target === -1) row = { ...row, id: value.trim() };
      else if (column) row = withCell(row, column.key, read(column, value));
    });
    out[at] = row;
  });
  return out;
}

/** Cells of a text as spreadsheets copy it: tabs between cells, line ends between rows, quotes around either. */
export function linesOf(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[(at += 1)];
      else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === '\t') {
      line.push(cell);
      cell = '';
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[at + 1] === '\n') at += 1;
      lines.push([...line, cell]);
      line = [];
      cell = '';
    } else cell += sign;
  }
  if (cell !== '' || line.length > 0) lines.push([...line, cell]);
  return lines;
}

/** Columns that a first line of headings names, -1 for that of ids; none where it is no line of headings. */
function headsOf(line: string[] | undefined, columns: FormField[]): (number | undefined)[] | undefined {
  const named = (line ?? []).map((text) => {
    const head = folded(text);
    const at = columns.findIndex(({ key, label }) => [key, label.vi, label.en].some((name) => folded(name) === head));
    if (at >= 0) return at;
    return ID_HEADS.includes(head) ? -1 : undefined;
  });
  return named.some((at) => at !== undefined && at >= 0) ? named : undefined;
}

const ID_HEADS = ['id', 'mã', 'tên', 'họ tên', 'họ và tên', 'tên hoặc mã', 'name', 'name or code'];

const folded = (text: string): string => text.normalize('NFC').trim().toLocaleLowerCase('vi');
