// What is entered, and what the rules say to it: the ground that forms stand on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ruleset } from 'luat';
import { Judge } from 'luat/form';
import { rowNotes } from '../../../wasm/pkg/form/element/cells.js';
import { rowsOf } from '../../../wasm/pkg/form/element/roster.js';
import { read } from '../files.mjs';

const RULES = `language en
document sample "A sample" / "Văn bản mẫu"
  in force from 2025-01-01
level district "district | districts" / "huyện"
population hamlet_heads "hamlet head | hamlet heads" / "trưởng bản" per district
  state trained "trained" / "được tập huấn" in the period
act plan "a plan issued" / "ban hành kế hoạch" per district
rule hamlet_heads_trained "Training" / "Tập huấn"
  cite article 1
  bearer district
  annually over 15% of hamlet heads trained
rule plan_issued "Plan" / "Kế hoạch"
  cite article 2
  bearer district
  annually strive for a plan issued
`;

const judge = (options = {}) =>
  new Judge(Ruleset.compile([{ name: 'sample.luat', text: RULES }]), {
    level: 'district',
    body: { id: 'muong-ang' },
    period: '2025',
    asOf: '2026-01-10',
    ...options,
  });

test('a breach blocks, with clause, numbers and remedy, in both languages', () => {
  const one = judge();
  one.set('hamlet_heads', 131);
  one.set('hamlet_heads.trained', 19);
  const [vi] = one.noticesAt('hamlet_heads.trained', 'vi');
  const [en] = one.noticesAt('hamlet_heads', 'en');
  assert.equal(vi.weight, 'blocks');
  assert.equal(vi.cite, 'Điều 1');
  assert.match(vi.text, /19 trong số 131 trưởng bản/);
  assert.deepEqual(en.remedy, ['1 more hamlet head trained']);
  assert.deepEqual(vi.verdict, en.verdict);
  assert.deepEqual(vi.paths, ['hamlet_heads.trained', 'hamlet_heads'], 'what to change stands first');
});

test('what mends the breach lets it go, and a shortfall warns', () => {
  const one = judge();
  one.set('hamlet_heads', 131);
  one.set('hamlet_heads.trained', 20);
  assert.deepEqual(one.noticesAt('hamlet_heads', 'vi').map(({ weight, verdict }) => [weight, verdict.status]), [['informs', 'met']]);
  one.set('plan', false);
  assert.deepEqual(one.noticesAt('plan', 'vi').map(({ weight }) => weight), ['warns']);
});

const texts = ['common.luat', 'muong_ang_154/muong_ang_154.luat'].map((name) => ({ name, text: read(`rules/${name}`) }));
const commune = (options = {}) =>
  new Judge(Ruleset.compile(texts), { level: 'commune', body: { id: 'ang-to' }, period: '2025', asOf: '2026-01-15', ...options });
const said = (judge, path) => judge.noticesAt(path, 'vi').map(({ weight, verdict, problem }) => [weight, problem?.code ?? `${verdict.rule} ${verdict.status}`]);

test('a standing requirement is told beside the figures of the period that it reads', () => {
  const one = commune();
  one.set('petitions', 8);
  one.set('petitions.settled', 7);
  const [notice] = one.noticesAt('petitions.settled', 'vi');
  assert.equal(notice.verdict.period, 'standing');
  assert.deepEqual(notice.paths, ['petitions.settled', 'petitions']);
});

test('a requirement on each of several populations is told beside the figures of each', () => {
  const one = commune();
  one.set('inspection_boards', 2);
  one.set('inspection_boards.plan', 2);
  one.set('investment_boards', 3);
  one.set('investment_boards.plan', 1);
  const plans = (path) => one.noticesAt(path, 'vi').filter(({ verdict }) => verdict?.rule === 'boards_plan').map(({ verdict }) => [verdict.part, verdict.status]);
  assert.deepEqual(plans('inspection_boards.plan'), [['inspection_boards', 'met']]);
  assert.deepEqual(plans('investment_boards.plan'), [['investment_boards', 'not_met']]);
});

test('a wrong figure blocks where it is entered, and only warns where it came with the report', () => {
  const one = commune({ report: { body: { level: 'commune', id: 'ang-to' }, periods: { 2025: { nonsense: 1 } } } });
  one.set('petitions', 8);
  one.set('petitions.settled', 9);
  assert.deepEqual(said(one, 'petitions.settled')[0], ['blocks', 'more_than_population']);
  const [loose] = one.notices('vi').filter(({ problem }) => problem?.fact === 'nonsense');
  assert.deepEqual([loose.weight, loose.paths], ['warns', []]);
});

test('a report that has to tell a breach as it is may do so', () => {
  const one = commune({ block: 'problem' });
  one.set('petitions', 8);
  one.set('petitions.settled', 7);
  assert.deepEqual(said(one, 'petitions.settled'), [['warns', 'petitions_settled not_met']]);
});

test('the members of a roster are found by their column', () => {
  const one = commune();
  one.set('inspection_members[a].trained_to_date', 'x');
  assert.equal(one.field('inspection_members[a].trained_to_date')?.key, 'trained_to_date');
  assert.deepEqual(said(one, 'inspection_members[a].trained_to_date'), [['blocks', 'wrong_type']]);
  one.set('inspection_members[a].trained_to_date', true);
  assert.deepEqual(said(one, 'inspection_members.trained_to_date'), [['informs', 'members_trained met']]);
  one.removeMember('inspection_members', 'a');
  assert.equal(one.report().periods['2025'].inspection_members, undefined);
});

test('a row that falls short is told in the words of the page', () => {
  const text = `language en
document sample "A sample" / "Văn bản mẫu"
  in force from 2025-01-01
level ward "ward | wards" / "phường"
population incidents "incident | incidents" / "sự cố" per ward in the period
  date found "found" / "phát hiện"
  date told "told" / "báo cáo"
rule incidents_told "Incidents" / "Báo cáo sự cố"
  cite article 1
  bearer ward
  each incident told within 24 hours of found
`;
  const incidents = [
    { id: '1', found: '2025-05-01T08:00', told: '2025-05-02T07:00' },
    { id: '11', found: '2025-05-01T08:00', told: '2025-05-02T20:00' },
    { id: '2', found: '2025-05-01T08:00', told: false },
  ];
  const report = { body: { level: 'ward', id: 'a' }, periods: { 2025: { incidents } } };
  const one = new Judge(Ruleset.compile([{ name: 'sample.luat', text }]), { level: 'ward', body: { id: 'a' }, period: '2025', asOf: '2026-01-10', report });
  const section = one.form.sections.find(({ of }) => of === 'incidents');
  const said = (language) => [...rowNotes(one, section, rowsOf(incidents), language)].map(([at, [text]]) => [at, text.split(';')[0]]);
  assert.deepEqual(said('vi'), [[1, 'Báo cáo sự cố: trễ hạn'], [2, 'Báo cáo sự cố: không đạt']]);
  assert.deepEqual(said('en'), [[1, 'Incidents: late'], [2, 'Incidents: not met']]);
});

test('every change is told once', () => {
  const one = commune();
  let changes = 0;
  const stop = one.onChange(() => changes++);
  one.set('uses_it', true);
  one.set('budget', '12500000.5');
  stop();
  one.set('budget', undefined);
  assert.equal(changes, 2);
});

test('after every step what is judged is what the engine says of the same report', () => {
  const ruleset = Ruleset.compile(texts);
  const one = commune();
  const steps = [
    ['uses_it', true],
    ['budget', '12500000.5'],
    ['budget', undefined],
    ['dialogue', { unknown: 'mất sổ' }],
    ['2025/dialogue', '2025-05-30'],
    ['inspection_members[a].trained_to_date', true],
    ['inspection_members[b].trained_to_date', undefined],
    ['inspection_members["c d"].trained_to_date', 'x'],
    ['inspection_members[a].trained_to_date', undefined],
    ['petitions', 8],
    ['petitions.settled', 9],
    ['final', true],
    ['2024/petitions', 3],
    ['inspection_members', [{ id: 'x', trained_to_date: false }]],
  ];
  const check = () => {
    assert.deepEqual(one.result(), ruleset.check(one.report(), { asOf: '2026-01-15', periods: [...one.periods] }));
    assert.deepEqual(one.told('en'), ruleset.tell(one.report(), { asOf: '2026-01-15', periods: [...one.periods] }, 'en'));
    assert.deepEqual(one.progress(), ruleset.form({ level: 'commune', period: '2025', asOf: '2026-01-15', report: one.report() }));
  };
  check();
  for (const [path, value] of steps) {
    one.set(path, value);
    check();
  }
  one.removeMember('inspection_members', 'x');
  check();
  one.free();
  check();
});
