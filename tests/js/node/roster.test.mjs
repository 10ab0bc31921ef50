// Rosters of `<luat-form>`: rows out of a spreadsheet's text, and members out of rows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLANK, linesOf, membersOf, pasted, placesById, rowsOf, withCell } from '../../../wasm/pkg/form/element/roster.js';
import { Sheet } from '../../../wasm/pkg/form/element/sheet.js';

const column = (key, vi, en) => ({ path: `staff.${key}`, key, label: { vi, en }, input: 'yes_no', needed_by: [] });
const COLUMNS = [column('trained', 'được bồi dưỡng', 'trained'), column('reached', 'được phổ biến', 'reached')];
const read = (_, text) => (text === 'có' ? { value: true } : text === '' ? {} : { typed: text });
const paste = (rows, text, from = { row: 0, column: -1 }) => membersOf(pasted(rows, text, from, COLUMNS, read));

test('a text of a spreadsheet: tabs, quotes, line ends of every kind, no row after the last end', () => {
  assert.deepEqual(linesOf('a\tb\r\nc\td\re\n'), [['a', 'b'], ['c', 'd'], ['e']]);
  assert.deepEqual(linesOf('"a\tb"\t"nói ""có"""\n"c\nd"'), [['a\tb', 'nói "có"'], ['c\nd']]);
  assert.deepEqual(linesOf(''), []);
});

test('rows go in from the cell on, over what is there, and beyond the end', () => {
  const rows = [BLANK, withCell({ ...BLANK, id: 'b' }, 'trained', { value: true })];
  assert.deepEqual(paste(rows, 'có\t\ncó\tcó\n\tcó', { row: 1, column: 0 }), [
    { id: 'b', trained: true },
    { id: '3', trained: true, reached: true },
    { id: '4', reached: true },
  ].map((member) => Object.assign(Object.create(null), member)));
});

test('a first line that names columns says which they are, in either language and any order', () => {
  const expected = [Object.assign(Object.create(null), { id: 'Lò', trained: true })];
  assert.deepEqual(paste([], 'ĐƯỢC BỒI DƯỠNG\tghi chú\tHọ và tên\ncó\tbỏ qua\tLò'), expected);
  assert.deepEqual(paste([], 'name\ttrained\nLò\tcó'), expected);
});

test('what cannot be read stays in its cell and out of the report', () => {
  const [row] = pasted([], 'Lò\tmai', { row: 0, column: -1 }, COLUMNS, read);
  assert.deepEqual(row.cells.trained, { typed: 'mai' });
  assert.deepEqual({ ...membersOf([row])[0] }, { id: 'Lò' });
});

test('names such as __proto__ are names like any other', () => {
  const rows = rowsOf(JSON.parse('[{"id":"a","__proto__":{"polluted":1},"constructor":true}]'));
  assert.equal({}.polluted, undefined);
  assert.equal(JSON.stringify(membersOf(rows)), '[{"id":"a","__proto__":{"polluted":1},"constructor":true}]');
  assert.deepEqual([...placesById(rowsOf([{ id: '__proto__' }, { id: '__proto__' }]))], [['__proto__', [0, 1]]]);
  for (const none of [undefined, null, 'x', {}, [1], [null], [{ id: 7 }], [[]]]) assert.equal(rowsOf(none), undefined);
});

test('what is kept of a sheet is read again as it was', () => {
  const sheet = new Sheet();
  sheet.typed.set('petitions', 'mười');
  sheet.setRows('staff', pasted([], 'Lò\tmai', { row: 0, column: -1 }, COLUMNS, read));
  const again = new Sheet();
  again.readKept(sheet.keep());
  assert.equal(again.keep(), sheet.keep());
});

test('the entry can be loaded where there is no page', async () => {
  const { LuatForm } = await import('luat/form/element');
  assert.equal(typeof LuatForm, 'function');
});
