// A session: facts go in one by one, what changed comes out, and it is what a check of the whole tells.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as full from 'luat';
import * as runtime from 'luat/runtime';
import { caught } from '../caught.mjs';
import { read, shippedRules } from '../files.mjs';

const REPORT = JSON.parse(read('rules/muong_ang_154/reports/muong-ang-2025-2026.json'));
const OPTIONS = { asOf: '2026-11-20' };
const artefact = full.Ruleset.compile(shippedRules()).save();

const keyOf = ({ document, rule, requirement, part, body, period }) =>
  `${document}/${rule}/${requirement}/${part ?? ''}/${body.level}:${body.id}/${period}`;

const blank = (period) => ({ body: { level: 'district', id: 'muong-ang' }, periods: { [period]: {} } });

for (const [name, { Ruleset }] of [['luat', full], ['luat/runtime', runtime]]) {
  const ruleset = Ruleset.load(artefact);

  test(`${name}: a fact entered tells what changed, and nothing else`, () => {
    const session = ruleset.session(blank('2025'), { asOf: '2026-01-10', periods: ['2025'] });
    session.set('front_heads', 131);
    session.set('front_heads.trained', 19);
    session.set('hamlet_heads', 131);
    session.set('convention_drafters', 40);
    session.set('convention_drafters.trained', 12);
    const change = session.set('hamlet_heads.trained', 19);
    const [verdict] = change.verdicts;
    assert.deepEqual([change.verdicts.length, verdict.rule, verdict.missing], [1, 'village_leaders_trained', []]);
    assert.notEqual(verdict.status, 'unknown');
    assert.deepEqual(change.summary, session.result().summary);
    const again = session.set('hamlet_heads.trained', 19);
    assert.deepEqual([again.verdicts, again.gone], [[], []]);
    assert.equal(again.next_facts, change.next_facts, 'the same list is the same array');
    assert.equal(again.problems, change.problems);
    session.free();
  });

  test(`${name}: at every step the session tells what a check tells`, () => {
    const session = ruleset.session(REPORT, OPTIONS);
    assert.equal(session.resultJson(), ruleset.checkJson(REPORT, OPTIONS));
    const heard = new Map(session.result().verdicts.map((verdict) => [keyOf(verdict), verdict]));
    const fields = session.form().sections.flatMap((section) => section.fields);
    const values = [3, '2026-03-01', true, false, 'wrong', -1, { unknown: 'lost' }, null, '12.5', undefined];
    for (const [at, { path }] of fields.entries()) {
      if (at % 5 > 0) continue;
      const change = session.set(path, values[(at / 5) % values.length]);
      for (const key of change.gone) assert.ok(heard.delete(key));
      for (const verdict of change.verdicts) heard.set(keyOf(verdict), verdict);
      const whole = ruleset.checkJson(session.reportJson(), OPTIONS);
      assert.equal(session.resultJson(), whole, path);
      const { verdicts, problems, next_facts, summary } = JSON.parse(whole);
      assert.deepEqual([...heard.keys()].sort(), verdicts.map(keyOf).sort());
      for (const verdict of verdicts) assert.deepEqual(heard.get(keyOf(verdict)), verdict);
      assert.deepEqual([change.problems, change.next_facts, change.summary], [problems, next_facts, summary]);
    }
    assert.deepEqual(session.result(), JSON.parse(session.resultJson()));
    assert.deepEqual(session.tell('vi'), ruleset.tell(session.reportJson(), OPTIONS, 'vi'));
    session.free();
  });

  test(`${name}: rosters, members and cells; other periods; final`, () => {
    const session = ruleset.session(blank('2025'), { asOf: '2026-01-10', period: '2025' });
    session.set('hamlet_heads[h1].trained', true);
    session.set('hamlet_heads["h 2"]', { trained: false });
    session.set('hamlet_heads[h3]', { id: 'h3' });
    session.set('hamlet_heads[h3]', null);
    session.set('2026/final', true);
    assert.deepEqual(JSON.parse(session.reportJson()).periods, {
      2025: { hamlet_heads: [{ id: 'h1', trained: true }, { id: 'h 2', trained: false }] },
      2026: { final: true },
    });
    session.set('hamlet_heads', [{ id: 'a' }]);
    session.set('hamlet_heads', null);
    session.set('2026/final', undefined);
    assert.deepEqual(JSON.parse(session.reportJson()).periods, { 2025: {}, 2026: {} });
    session.free();
  });

  test(`${name}: the form of a session says what is missing as the report now stands`, () => {
    const session = ruleset.session(blank('2025'), { asOf: '2026-01-10' });
    const state = (form) => form.sections.flatMap(({ fields }) => fields).find(({ path }) => path === 'hamlet_heads').state;
    assert.equal(state(session.form()), 'missing');
    session.set('hamlet_heads', 0);
    assert.equal(state(session.form()), 'given');
    const options = { level: 'district', period: '2025', report: session.reportJson(), asOf: '2026-01-10' };
    assert.deepEqual(session.form(), ruleset.form(options));
    assert.deepEqual(session.form({ period: '2026', asOf: '2026-12-31' }), ruleset.form({ ...options, period: '2026', asOf: '2026-12-31' }));
    session.free();
  });

  test(`${name}: what cannot be entered leaves the report as it was`, () => {
    const session = ruleset.session(blank('2025'), { asOf: '2026-01-10' });
    session.set('hamlet_heads', 131);
    const before = session.reportJson();
    for (const [path, value] of [
      ['', 1],
      ['no path', 1],
      ['commune:nowhere/hamlet_heads', 1],
      ['hamlet_heads[h1].trained', true],
      ['hamlet_heads[h1]', 5],
      ['hamlet_heads.trained', Number.NaN],
      ['hamlet_heads.trained', 10n],
      ['hamlet_heads.trained', () => 1],
      ['hamlet_heads', [[[[[1]]]]]],
    ]) {
      const error = caught(() => session.set(path, value));
      assert.deepEqual([error.name, error.kind], ['LuatError', 'arguments'], path);
      assert.equal(session.reportJson(), before);
    }
    assert.equal(caught(() => session.tell('fr')).kind, 'arguments');
    assert.equal(caught(() => ruleset.session('{', OPTIONS)).kind, 'report');
    assert.equal(caught(() => ruleset.session(REPORT, {})).kind, 'arguments');
    assert.equal(caught(() => ruleset.session(REPORT, { ...OPTIONS, period: 'soon' })).kind, 'arguments');
    session.free();
  });

  test(`${name}: a whole number that JavaScript may have rounded is a problem`, () => {
    const session = ruleset.session(blank('2025'), { asOf: '2026-01-10' });
    assert.deepEqual(session.set('hamlet_heads', Number.MAX_SAFE_INTEGER).problems, []);
    for (const value of [2 ** 53, -(2 ** 53), 1e21]) {
      const [{ code, found }] = session.set('hamlet_heads', value).problems;
      assert.deepEqual([code, found], ['overflow', `≈${value}`]);
      const report = blank('2025');
      report.periods[2025].hamlet_heads = value;
      assert.equal(session.resultJson(), ruleset.checkJson(report, { asOf: '2026-01-10' }));
      assert.equal(session.resultJson(), ruleset.checkJson(session.reportJson(), { asOf: '2026-01-10' }));
    }
    session.free();
  });

  test(`${name}: hostile keys are keys like others`, () => {
    const session = ruleset.session(blank('2025'), { asOf: '2026-01-10' });
    for (const path of ['__proto__', 'constructor', '2025/__proto__', 'hamlet_heads[__proto__].trained', 'hamlet_heads[h].__proto__']) {
      session.set(path, 1);
      assert.equal(session.resultJson(), ruleset.checkJson(session.reportJson(), { asOf: '2026-01-10' }), path);
    }
    assert.equal({}.polluted, undefined);
    session.free();
  });

  test(`${name}: a session outlives its rules`, () => {
    const own = Ruleset.load(artefact);
    const session = own.session(blank('2025'), { asOf: '2026-01-10' });
    own.free();
    assert.ok(session.set('hamlet_heads', 12).verdicts.length > 0);
    session.free();
    assert.throws(() => session.resultJson());
  });
}
