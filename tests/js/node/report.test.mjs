// A report being filled: paths, periods, rosters, and what files bring along.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Draft, memberPath, readPath, readReport, writePath } from 'luat/form';
import { read } from '../files.mjs';

const HEADING = { body: { level: 'ward', id: 'an-binh' }, period: '2025' };

test('paths are written as the engine writes them, and read back', () => {
  const paths = [
    'hamlet_heads',
    'hamlet_heads.trained',
    'hamlet_heads[h2].trained',
    '2025-H1/plan',
    '2025-01-01..2025-03-31/plan',
    'ward:an-binh/2025/dialogue',
    'ward:"a/b"/2025/officers["ô \\"một\\""].trained',
  ];
  for (const path of paths) assert.equal(writePath(readPath(path)), path);
  assert.deepEqual(readPath('officers["a]b"].trained'), { name: 'officers', member: 'a]b', fact: 'trained' });
  for (const path of ['', '/', 'a..b', 'a[', 'a[]', 'a.b.c', 'a/b/c', '[x]', 'a b']) assert.equal(readPath(path), undefined, path);
  assert.equal(memberPath('officers.trained', 'a b'), 'officers["a b"].trained');
  assert.equal(memberPath('2024/officers.trained', 'h1'), '2024/officers[h1].trained');
});

test('facts go under their period, those of members into the roster', () => {
  const draft = new Draft(HEADING);
  draft.set('officers', 5);
  draft.set('2024/officers', 4);
  draft.set('decisions[d1].issued', '2025-03-02');
  draft.set('decisions[d2].issued', '2025-03-05');
  draft.set('decisions[d1].issued', '2025-03-03');
  draft.set('decisions[d2].issued', undefined);
  assert.equal(draft.get('decisions[d1].issued'), '2025-03-03');
  assert.equal(draft.get('2024/officers'), 4);
  assert.deepEqual(draft.report(), {
    luat: 1,
    body: HEADING.body,
    periods: { 2025: { officers: 5, decisions: [{ id: 'd1', issued: '2025-03-03' }, { id: 'd2' }] }, 2024: { officers: 4 } },
  });
  draft.set('officers', undefined);
  draft.removeMember('decisions', 'd1');
  draft.removeMember('decisions', 'd2');
  assert.deepEqual(draft.report().periods['2025'], {});
});

test('what the form does not show is kept', () => {
  const given = { luat: 1, body: { ...HEADING.body, name: 'An Bình' }, within: ['district:x'], periods: { 2023: { a: 1 } }, below: [{ body: { level: 'x', id: 'y' }, periods: {} }] };
  const draft = new Draft(HEADING, structuredClone(given));
  draft.set('officers', 5);
  assert.deepEqual(draft.report(), { ...given, periods: { 2023: { a: 1 }, 2025: { officers: 5 } } });
});

test('names that objects have of themselves are names like any other', () => {
  const given = JSON.parse('{"body":{"level":"ward","id":"an-binh"},"periods":{"__proto__":{"polluted":1},"2025":{"__proto__":7}},"__proto__":{"polluted":2}}');
  const draft = new Draft(HEADING, given);
  draft.set('constructor/toString', 1);
  draft.set('__proto__', 8);
  draft.set('__proto__/__proto__', 9);
  draft.set('list[__proto__].__proto__', true);
  assert.equal({}.polluted, undefined);
  assert.equal(draft.get('hasOwnProperty'), undefined);
  assert.equal(draft.get('list[__proto__].constructor'), undefined);
  const text = JSON.stringify(draft.report());
  assert.match(text, /"2025":\{"__proto__":8,"list":\[\{"id":"__proto__","__proto__":true\}\]\}/);
  assert.match(text, /"constructor":\{"toString":1\}/);
  assert.equal({}.toString.call([]), '[object Array]');
});

test('a report out of a file: long numbers keep their digits, what is no report is none', () => {
  const long = readReport('{"body":{"level":"ward","id":"x"},"periods":{"2025":{"a":90071992547409930,"b":0.1234567890123456789,"c":12.5,"d":1e3}}}');
  const facts = long.periods['2025'];
  // Where the browser tells the digits of a number; else the engine is left to refuse it.
  if (typeof facts.a === 'string') assert.deepEqual(facts, { a: '90071992547409930', b: '0.1234567890123456789', c: 12.5, d: 1000 });
  for (const text of ['', '[]', '7', 'null', '{"body":7}', '{"body":{"level":"x"},"periods":null}', '{', '\u0000', '{"report":7}']) assert.equal(readReport(text), undefined);
  const saved = { report: { body: { level: 'ward', id: 'x' }, periods: { 2025: { a: 1 } } }, result: { luat: 1, verdicts: [] } };
  assert.deepEqual(readReport(JSON.stringify(saved)), saved.report, 'as it is saved with the verdicts on it');
});

test('a report that is wrong in every way makes nothing throw, and a change leaves the rest of it as it is', () => {
  const given = readReport(read('rules/muong_ang_154/reports/bad-input.json'));
  const roster = [{ id: 'cb1', trained: 'có' }, { trained: true }, 'cb4', null, 7, { id: 'cb2' }, { id: 'cb2' }];
  Object.assign(given.periods, { 2024: { staff: roster, total: [1, 2] }, 2023: [] });
  const draft = new Draft({ body: { level: 'district', id: 'muong-ang' }, period: '2025' }, given);
  draft.set('2024/staff[cb2].trained', true);
  assert.deepEqual(draft.members('2024/staff'), [...roster.slice(0, 5), { id: 'cb2', trained: true }, { id: 'cb2' }]);
  draft.removeMember('2024/staff', 'cb1');
  assert.equal(draft.members('2024/staff').length, 6);
  draft.set('2023/staff', 5);
  assert.equal(draft.get('2024/total[1].x'), undefined);
  assert.throws(() => draft.set('commune:other/2025/x', 1), RangeError);
});
