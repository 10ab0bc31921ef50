// Every report and every result lies within the published schemas.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import init, * as runtime from 'luat/runtime';
import { find, read, ROOT, shippedRules, snapshot } from '../files.mjs';
import { diagnose, Ruleset } from 'luat';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
const schema = (name) => ajv.compile(JSON.parse(read(`schemas/${name}.schema.json`)));
const isReport = schema('report');
const isResult = schema('result');
const isCatalogue = schema('catalogue');
const isDiff = schema('diff');
const isFindings = schema('findings');
const isReceipt = schema('receipt');

/** What the command tells machines, as its tests keep it. */
const told = (name) => JSON.parse(snapshot(`tests/cli/snapshots/${name}_json.snap`));

/** Reports that are made to be wrong, for the engine to say how. */
const WRONG = /\/bad-[^/]*\.json$/;

const reports = find('rules', /\/reports\/[^/]*\.json$/);
const ruleset = Ruleset.compile(shippedRules());
await init();
const loaded = runtime.Ruleset.load(ruleset.save());

test('there are reports to look at', () => assert.ok(reports.length > 0));

test('the schema of a set of rules tells its reports from others', () => {
  const isOurs = ajv.compile(JSON.parse(read('tests/cli/form/offices.schema.json')));
  const report = (facts, level = 'commune') => ({ body: { level, id: 'x' }, periods: { 2025: facts } });
  const begun = JSON.parse(read('tests/cli/form/begun.json'));
  const district = { ...report({ commune: 17, 'commune.plan': 16 }, 'district'), below: [begun] };
  const right = [
    { budget: '12500000.50', region: 'delta', plan: '2025-03-01', code: false, review: null },
    { budget: 12500000.5, plan: { from: '2025-03-01', to: null }, final: true },
    { heads: { unknown: 'the list is lost' }, 'heads.trained': { not_applicable: 'none here' } },
    { decisions: [{ id: 'd1', issued: '2025-03-03T08:00+07:00', published: false }] },
  ];
  for (const one of [begun, district, ...right.map((facts) => report(facts))]) {
    assert.ok(isOurs(one), `${JSON.stringify(one)}: ${ajv.errorsText(isOurs.errors)}`);
  }
  const wrong = [
    { heads: -1 },
    { heads: 1.5 },
    { heads: '1.000' },
    { 'heads.trained': true },
    { region: 'north' },
    { counter: '2025-01-01' },
    { budget: '-1' },
    { plan: '1/3/2025' },
    { plan: { unknown: 'why', from: '2025-01-01' } },
    { decisions: [{ issued: '2025-03-03' }] },
    { decisions: [{ id: 'd1', trained: true }] },
    { hamlets: 3 },
  ];
  for (const facts of wrong) assert.ok(!isOurs(report(facts)), JSON.stringify(facts));
  for (const one of [report({}, 'planet'), report({ 'commune.plan': 3 }), { ...begun, below: [begun] }]) {
    assert.ok(!isOurs(one), JSON.stringify(one));
  }
});

test('a difference is one by the schema, with all that it may hold', () => {
  const found = told('diff_edited');
  assert.ok(isDiff(found), ajv.errorsText(isDiff.errors));
  const { changes, reports } = found;
  assert.deepEqual([...new Set(changes.map(({ kind }) => kind))], ['rule', 'principle']);
  const dropped = told('diff_dropped');
  assert.ok(isDiff(dropped), ajv.errorsText(isDiff.errors));
  assert.deepEqual(dropped.changes.map(({ how }) => how), ['added', 'changed', 'repealed', 'suspended']);
  assert.ok(reports.flips.some(({ before, after }) => before && after));
  const [change] = changes;
  const { digest: _, ...other } = found.old;
  for (const wrong of [{ changes: [{ ...change, kind: 'clause' }] }, { changes: [{ ...change, aspects: [{ aspect: 'colour' }] }] }, { old: other }, { reports: { ...reports, flips: [{}] } }]) {
    assert.ok(!isDiff({ ...found, ...wrong }), JSON.stringify(wrong).slice(0, 80));
  }
});

test('findings are such by the schema, with all that they may hold', () => {
  const [mended, allowed] = ['mended', 'collected'].map(told);
  for (const found of [mended, allowed]) assert.ok(isFindings(found), ajv.errorsText(isFindings.errors));
  assert.ok(allowed.allowed.length > 0);
  const [finding] = mended.diagnostics;
  assert.equal(finding.fixes[0].edits[0].insert, 'công chức');
  const { span: _, ...placeless } = finding;
  for (const wrong of [placeless, { ...finding, code: 'X1' }, { ...finding, colour: 'red' }, { ...finding, fixes: [{ ...finding.fixes[0], edits: [] }] }]) {
    assert.ok(!isFindings({ diagnostics: [wrong] }), JSON.stringify(wrong).slice(0, 80));
  }
});

test('what the engine finds in faulty texts lies within the schema, mends included', () => {
  const text = read('tests/cli/mended/phường.luat');
  const diagnostics = diagnose([{ name: 'phường.luat', text }]);
  assert.ok(isFindings({ diagnostics }), ajv.errorsText(isFindings.errors));
  const [{ utf16: [[line, from], [, to]], insert }] = diagnostics[0].fixes[0].edits;
  const mended = text.split('\n').map((one, at) => (at === line ? one.slice(0, from) + insert + one.slice(to) : one)).join('\n');
  assert.ok(diagnose([{ name: 'phường.luat', text: mended }]).every(({ severity }) => severity === 'warning'));
});

for (const path of reports) {
  const text = read(path);

  test(`${path} is ${WRONG.test(path) ? 'no' : 'a'} report by the schema`, () => {
    assert.equal(isReport(JSON.parse(text)), !WRONG.test(path), ajv.errorsText(isReport.errors));
  });

  test(`the result on ${path} is one by the schema`, () => {
    const result = JSON.parse(ruleset.checkJson(text, { asOf: '2026-11-20' }));
    assert.ok(isResult(result), ajv.errorsText(isResult.errors));
  });
}

test('receipts are ones by the schema, whoever writes them, and right by a verifier in another language', () => {
  const folder = mkdtempSync(join(tmpdir(), 'luat-receipts-'));
  try {
    const judged = reports.filter((path) => !WRONG.test(path));
    assert.ok(judged.length > 0);
    for (const path of judged) {
      const text = read(path);
      const receipt = ruleset.receipt(text, { asOf: '2026-11-20' });
      assert.equal(loaded.receipt(JSON.parse(text), { asOf: '2026-11-20' }), receipt, path);
      assert.ok(isReceipt(JSON.parse(receipt)), `${path}: ${ajv.errorsText(isReceipt.errors)}`);
      const file = join(folder, 'receipt.json');
      writeFileSync(file, receipt);
      const told = execFileSync('python3', [join(ROOT, 'tests/receipts/verify.py'), file, '--report', join(ROOT, path)]);
      assert.equal(told.toString(), 'right\n');
      const { verdicts } = ruleset.check(text, { asOf: '2026-11-20' });
      assert.deepEqual(JSON.parse(receipt).verdicts.map(({ status }) => status), verdicts.map(({ status }) => status));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

for (const path of find('catalogue', /\.json$/)) {
  test(`${path} is a catalogue by the schema, and repeats what is there`, () => {
    const { document, statements } = JSON.parse(read(path));
    assert.ok(isCatalogue({ document, statements }), ajv.errorsText(isCatalogue.errors));
    const ids = statements.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { repeats } of statements) assert.ok(repeats === undefined || repeats.includes('#') || ids.includes(repeats), repeats);
    const { id: _, ...nameless } = statements[0];
    for (const wrong of [nameless, { ...statements[0], computable: 'perhaps' }, { ...statements[0], citation: {} }]) {
      assert.ok(!isCatalogue({ document, statements: [wrong] }));
    }
  });
}
