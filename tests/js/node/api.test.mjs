// The npm package as its users meet it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import init, { diagnose, Ruleset, version } from 'luat';
import { caught } from '../caught.mjs';
import { read, shippedRules } from '../files.mjs';

const RULES = `language en
document sample "A sample" / "Văn bản mẫu"
  in force from 2025-01-01
level district "district | districts" / "huyện"
population hamlet_heads "hamlet head | hamlet heads" / "trưởng bản" per district
  state trained "trained" / "được tập huấn" in the period
rule hamlet_heads_trained "Training" / "Tập huấn"
  cite article 1
  bearer district
  annually over 15% of hamlet heads trained
`;
const TEXTS = [{ name: 'sample.luat', text: RULES }];
const REPORT = {
  luat: 1,
  body: { level: 'district', id: 'muong-ang' },
  periods: { 2025: { hamlet_heads: 131, 'hamlet_heads.trained': 19 } },
};
const OPTIONS = { asOf: '2026-01-10' };

test('in Node the engine is ready on import, and init does no harm', async () => {
  await init();
  assert.equal(version(), JSON.parse(read('wasm/package.json')).version);
});

test('a report is checked: not met, with numbers and remedy', () => {
  const [verdict] = Ruleset.compile(TEXTS).check(REPORT, OPTIONS).verdicts;
  assert.equal(verdict.status, 'not_met');
  assert.equal(verdict.severity, 'breach');
  assert.deepEqual(verdict.measure, { achieved: '19', of: '131', share: '19/131', required: '> 15%' });
  assert.deepEqual(verdict.remedy, [{ fact: 'hamlet_heads.trained', more: '1' }]);
});

test('a report as an object and as text are one', () => {
  const ruleset = Ruleset.compile(TEXTS);
  assert.equal(ruleset.checkJson(REPORT, OPTIONS), ruleset.checkJson(JSON.stringify(REPORT), OPTIONS));
});

test('the object and the text of a result are one', () => {
  const ruleset = Ruleset.compile(TEXTS);
  assert.deepEqual(ruleset.check(REPORT, OPTIONS), JSON.parse(ruleset.checkJson(REPORT, OPTIONS)));
});

test('digits beyond a number of JavaScript are kept', () => {
  const ruleset = Ruleset.compile(TEXTS);
  const many = '90071992547409930';
  const text = JSON.stringify(REPORT).replace('131', many);
  assert.equal(ruleset.check(text, OPTIONS).verdicts[0].measure.of, many);
  const asString = structuredClone(REPORT);
  asString.periods[2025].hamlet_heads = many;
  assert.equal(ruleset.check(asString, OPTIONS).verdicts[0].measure.of, many);
});

test('only the periods asked for are judged', () => {
  const ruleset = Ruleset.compile(TEXTS);
  const { verdicts } = ruleset.check(REPORT, { ...OPTIONS, periods: ['2026'] });
  assert.deepEqual(verdicts.map(({ period }) => period), ['2026']);
});

test('a verdict is explained as a tree and as a paragraph', () => {
  const ruleset = Ruleset.compile(TEXTS);
  const options = { ...OPTIONS, rule: 'hamlet_heads_trained' };
  const told = ruleset.explain(REPORT, options);
  assert.equal(told.words, undefined);
  assert.deepEqual(told.ruleset, ruleset.check(REPORT, OPTIONS).ruleset);
  const [{ verdict, tree }] = told.explanations;
  assert.deepEqual(verdict, ruleset.check(REPORT, OPTIONS).verdicts[0]);
  assert.equal(tree.what, 'sentence');
  const [share] = tree.parts;
  assert.deepEqual([share.what, share.required, share.measure.share], ['share', '> 15%', '19/131']);
  const [members] = share.parts;
  assert.deepEqual([members.what, members.of, members.value], ['members', ['hamlet_heads'], '131']);
  const vi = ruleset.explain(REPORT, { ...options, language: 'vi' });
  assert.deepEqual(vi.explanations, told.explanations);
  assert.match(vi.words[0].paragraph, /^Huyện muong-ang, năm 2025: nội dung “Tập huấn” \(Điều 1, Văn bản mẫu\) không đạt \(vi phạm\)\. /);
  assert.equal(vi.words[0].lines[0].depth, 0);
  assert.equal(ruleset.explain(REPORT, { asOf: OPTIONS.asOf, rule: 'sample.hamlet_heads_trained' }).explanations.length, 1);
  assert.equal(ruleset.explain(REPORT, OPTIONS).explanations.length, 1);
  assert.equal(caught(() => ruleset.explain(REPORT, { ...OPTIONS, rule: 'nothing' })).kind, 'arguments');
  assert.equal(caught(() => ruleset.explain(REPORT, { ...OPTIONS, language: 'fr' })).kind, 'arguments');
});

test('a result is told in both languages', () => {
  const ruleset = Ruleset.compile(TEXTS);
  const vi = ruleset.tell(REPORT, OPTIONS, 'vi');
  const en = ruleset.tell(REPORT, OPTIONS, 'en');
  assert.deepEqual(vi.result, en.result);
  assert.equal(vi.verdicts.length, vi.result.verdicts.length);
  assert.equal(vi.verdicts[0].title, 'Tập huấn');
  assert.equal(en.verdicts[0].title, 'Training');
});

test('the levels say whose forms there are', () => {
  const { documents, levels } = Ruleset.compile(TEXTS).levels();
  assert.equal(documents.length, 1);
  assert.deepEqual(levels.map(({ id, rules }) => [id, rules]), [['district', 1]]);
});

test('the form lists what rules read, with bounds and the rules that need it', () => {
  const form = Ruleset.compile(TEXTS).form({ level: 'district', period: '2025' });
  const [{ of, period, fields, columns }] = form.sections;
  assert.deepEqual([of, period], ['hamlet_heads', '2025']);
  assert.deepEqual(fields.map(({ path, input, at_most }) => [path, input, at_most]), [
    ['hamlet_heads', 'count', undefined],
    ['hamlet_heads.trained', 'count', 'hamlet_heads'],
  ]);
  assert.deepEqual(columns.map(({ key, input }) => [key, input]), [['trained', 'yes_no']]);
  assert.equal(fields[1].needed_by[0].rule, form.rules[0].id);
  assert.equal(fields[1].state, undefined);
});

test('with a report the form says what is missing and what no longer matters', () => {
  const ruleset = Ruleset.compile(TEXTS);
  const states = (facts) => {
    const report = { body: { level: 'district', id: 'x' }, periods: { 2025: facts } };
    const form = ruleset.form({ level: 'district', period: '2025', report, asOf: '2026-01-10' });
    return form.sections[0].fields.map(({ state }) => state);
  };
  assert.deepEqual(states({}), ['missing', 'missing']);
  assert.deepEqual(states({ hamlet_heads: 131 }), ['given', 'missing']);
  assert.deepEqual(states({ hamlet_heads: 0 }), ['given', 'settled']);
});

test('a form of no level, no period or another level is refused', () => {
  const ruleset = Ruleset.compile(TEXTS);
  for (const options of [
    { level: 'planet', period: '2025' },
    { level: 'district', period: '2025-H9' },
    { level: 'district' },
    { level: 'district', period: '2025', asOf: 'today' },
  ]) {
    assert.equal(caught(() => ruleset.form(options)).kind, 'arguments', JSON.stringify(options));
  }
  assert.equal(caught(() => ruleset.form({ level: 'district', period: '2025', report: '{' })).kind, 'report');
});

test('rules with errors are refused, with all findings in both languages', () => {
  const texts = [{ name: 'sample.luat', text: RULES.replace('over 15%', '15%') }];
  const error = caught(() => Ruleset.compile(texts));
  assert.ok(error instanceof Error);
  assert.equal(error.name, 'LuatError');
  assert.equal(error.kind, 'rules');
  const [finding] = error.diagnostics;
  assert.match(finding.code, /^E\d{4}$/);
  assert.equal(finding.severity, 'error');
  assert.equal(finding.file, 'sample.luat');
  assert.equal(finding.line, 10);
  assert.ok(finding.message.en && finding.message.vi);
  assert.deepEqual(diagnose(texts), error.diagnostics);
});

test('places count UTF-16 as editors do', () => {
  const texts = [{ name: 'sample.luat', text: RULES.replace('"A sample"', '"🙂 Ẳng"').replace('over 15%', '15%') }];
  const [finding] = diagnose(texts);
  const [[line, column]] = finding.utf16;
  const bytes = new TextEncoder().encode(texts[0].text).subarray(...finding.span);
  const written = texts[0].text.split('\n')[line].slice(column);
  assert.ok(written.startsWith(new TextDecoder().decode(bytes)));
});

test('what is no report is an error of kind report', () => {
  const ruleset = Ruleset.compile(TEXTS);
  for (const report of ['', '{', '[]', '{}', 7, null, { body: { level: 'planet', id: 'x' }, periods: {} }]) {
    const error = caught(() => ruleset.check(report, OPTIONS));
    assert.equal(error.kind, 'report', String(report));
    assert.deepEqual(error.diagnostics, []);
  }
});

test('a call that is not as the types say is an error of kind arguments', () => {
  const ruleset = Ruleset.compile(TEXTS);
  const calls = [
    () => Ruleset.compile('text'),
    () => Ruleset.compile([{ name: 'sample.luat' }]),
    () => Ruleset.compile(undefined),
    () => ruleset.check(undefined, OPTIONS),
    () => ruleset.check(REPORT, {}),
    () => ruleset.check(REPORT, undefined),
    () => ruleset.check(REPORT, { asOf: '20/11/2026' }),
    () => ruleset.check(REPORT, { asOf: '2026-02-30' }),
    () => ruleset.check(REPORT, { ...OPTIONS, periods: ['2026-Q5'] }),
    () => ruleset.tell(REPORT, OPTIONS, 'fr'),
  ];
  for (const call of calls) assert.equal(caught(call).kind, 'arguments', String(call));
});

test('a circular report is refused, not a crash', () => {
  const ruleset = Ruleset.compile(TEXTS);
  const report = { ...REPORT };
  report.self = report;
  assert.equal(caught(() => ruleset.check(report, OPTIONS)).kind, 'arguments');
  assert.equal(ruleset.check(REPORT, OPTIONS).verdicts.length, 1);
});

test('a freed set of rules says so', () => {
  const ruleset = Ruleset.compile(TEXTS);
  ruleset.free();
  assert.throws(() => ruleset.check(REPORT, OPTIONS));
});

test('the order of the texts changes nothing', () => {
  const texts = shippedRules();
  const [one, other] = [Ruleset.compile(texts), Ruleset.compile(texts.toReversed())];
  assert.equal(one.digest, other.digest);
  assert.equal(one.id, other.id);
});

test('a thousand checks do not grow the memory', () => {
  const ruleset = Ruleset.compile(TEXTS);
  const text = JSON.stringify(REPORT);
  for (let round = 0; round < 1000; round++) ruleset.checkJson(text, OPTIONS);
  const before = process.memoryUsage().arrayBuffers;
  for (let round = 0; round < 1000; round++) ruleset.checkJson(text, OPTIONS);
  assert.ok(process.memoryUsage().arrayBuffers - before < 4_000_000);
});
