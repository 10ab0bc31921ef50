// luat/runtime: compiled rules in, verdicts out, whatever the bytes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ruleset, version } from 'luat';
import init, * as runtime from 'luat/runtime';
import { caught } from '../caught.mjs';
import { read, shippedRules } from '../files.mjs';

const REPORT = read('rules/muong_ang_154/reports/muong-ang-2025-2026.json');
const OPTIONS = { asOf: '2026-11-20' };

const compiled = Ruleset.compile(shippedRules());
const artefact = compiled.save();

test('the runtime reads no rule texts', async () => {
  await init();
  assert.equal(runtime.version(), version());
  assert.equal(runtime.Ruleset.compile, undefined);
  assert.equal(runtime.diagnose, undefined);
});

test('loaded rules are those that were compiled', () => {
  for (const entry of [Ruleset, runtime.Ruleset]) {
    const loaded = entry.load(artefact);
    assert.equal(loaded.id, compiled.id);
    assert.equal(loaded.digest, compiled.digest);
    assert.deepEqual(loaded.levels(), compiled.levels());
    for (const { id: level } of compiled.levels().levels) {
      const asked = { level, period: '2025' };
      assert.deepEqual(loaded.form(asked), compiled.form(asked));
    }
    assert.equal(loaded.checkJson(REPORT, OPTIONS), compiled.checkJson(REPORT, OPTIONS));
    for (const language of ['vi', 'en']) {
      assert.deepEqual(loaded.tell(REPORT, OPTIONS, language), compiled.tell(REPORT, OPTIONS, language));
    }
  }
  assert.deepEqual(Ruleset.load(artefact).save(), artefact);
  assert.deepEqual(Ruleset.load(artefact).diagnostics(), []);
});

test('what is no artefact, of another version or damaged is refused', () => {
  const changed = (at, value) => artefact.with(at, value);
  for (const [code, bytes] of [
    ['not_an_artefact', new Uint8Array()],
    ['not_an_artefact', new TextEncoder().encode('language vi\n')],
    ['other_version', changed(8, 99)],
    ['other_version', changed(10, 55)],
    ['damaged', artefact.subarray(0, artefact.length - 1)],
    ['damaged', changed(artefact.length - 1, artefact.at(-1) ^ 1)],
  ]) {
    const error = caught(() => runtime.Ruleset.load(bytes));
    assert.equal(error.name, 'LuatError');
    assert.deepEqual([error.kind, error.code, error.diagnostics], ['artefact', code, []]);
  }
});

test('forged artefacts are refused or judged by, never a trap', async () => {
  const payload = 8 + 1 + 1 + version().length + 4 + 32;
  let state = 1;
  const random = (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  for (let round = 0; round < 300; round++) {
    const forged = Uint8Array.from(artefact);
    for (let change = random(6); change >= 0; change--) forged[payload + random(forged.length - payload)] = random(256);
    forged.set(new Uint8Array(await crypto.subtle.digest('SHA-256', forged.subarray(payload))), payload - 32);
    try {
      runtime.Ruleset.load(forged).tell(REPORT, OPTIONS, 'vi');
    } catch (error) {
      assert.equal(error.name, 'LuatError', `round ${round}: ${error.stack}`);
    }
  }
});
