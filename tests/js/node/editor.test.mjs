// luat/editor: all of luat, and what an editor asks of texts that are being written.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as luat from 'luat';
import init, * as editor from 'luat/editor';
import { shippedRules } from '../files.mjs';

const RULES = shippedRules();
const TEXT = `cấp commune "commune | communes" / "xã"
đối tượng hamlet_heads "hamlet head | hamlet heads" / "trưởng bản" theo xã
  trạng thái trained "trained" / "được tập huấn" trong kỳ
# 𝄞 hai đơn vị UTF-16
quy định training "Training" / "Tập huấn"
  căn cứ Điều 1
  chủ thể xã
  hằng năm, trên 15% `;

function workspace(text) {
  const texts = new editor.Workspace();
  texts.set('thu.luat', text);
  return texts;
}

/** Makes edits in a text, all of one file. */
function edited(text, edits) {
  return edits.toReversed().reduce((done, { from, to, insert }) => done.slice(0, from) + insert + done.slice(to), text);
}

test('the entry holds all of luat', async () => {
  await init();
  for (const name of Object.keys(luat)) assert.ok(name in editor, name);
  assert.equal(editor.Ruleset.compile(RULES).digest, luat.Ruleset.compile(RULES).digest);
});

test('Vietnamese typed without marks finds the toned name, behind letters of two units too', () => {
  const text = `${TEXT}truong ban`;
  const [first] = workspace(text).complete('thu.luat', text.length, 'vi');
  assert.equal(first.label, 'trưởng bản');
  assert.equal(text.slice(first.from, first.to), 'truong ban');
  assert.equal(first.kind, 'name');
});

test('tokens, findings, places and mends count in UTF-16', () => {
  const text = `${TEXT}trưởng bản được tập huấn\n`;
  const texts = workspace(text);
  const heads = texts.tokens('thu.luat').filter(({ kind }) => kind === 'bearer').map(({ from, to }) => text.slice(from, to));
  assert.deepEqual(heads, ['xã', 'xã', 'trưởng bản']);
  const at = text.lastIndexOf('trưởng');
  assert.equal(texts.hover('thu.luat', at, 'vi').markdown.split('\n')[0], '**trưởng bản** · hamlet heads');
  assert.equal(texts.hover('thu.luat', text.indexOf('𝄞'), 'vi'), undefined);
  const { file, from, to } = texts.definition('thu.luat', at);
  assert.deepEqual([file, text.slice(from, to)], ['thu.luat', 'hamlet_heads']);
  assert.equal(texts.references('thu.luat', at).length, 2);
  const [document] = texts.outline('thu.luat').filter(({ kind }) => kind === 'rule');
  assert.deepEqual([document.label, document.detail], ['Tập huấn', 'Điều 1']);
  assert.ok(texts.folds('thu.luat').every(({ from, to }) => from < to));

  const slip = text.replace('15% trưởng bản', '15% trưởng bảng');
  const broken = workspace(slip);
  const finding = broken.diagnostics('thu.luat').find(({ severity }) => severity === 'error');
  assert.equal(slip.slice(finding.from, finding.to), 'trưởng bảng');
  const [fix] = finding.fixes;
  assert.equal(edited(slip, fix.edits), text);
  assert.deepEqual(broken.fixes('thu.luat', finding.from, finding.to), finding.fixes);
});

test('a name is given in all places, or refused with the reason', () => {
  const text = `${TEXT}trưởng bản được tập huấn\n`;
  const texts = workspace(text);
  const at = text.indexOf('trưởng');
  const { edits } = texts.rename('thu.luat', at, 'già làng');
  assert.equal(edited(text, edits), text.replaceAll('trưởng bản', 'già làng'));
  assert.equal(texts.renamable('thu.luat', at).name, 'trưởng bản');
  const { refused } = texts.rename('thu.luat', at, 'xã');
  assert.equal(refused.code, 'R0005');
  assert.ok(refused.message.vi && refused.message.en);
});

test('a text is laid out and said in the other language, and back', () => {
  const texts = new editor.Workspace();
  for (const { name, text } of RULES) texts.set(name, text);
  const name = texts.names().find((one) => one.includes('muong_ang_154'));
  const { text } = texts.format(name);
  const english = texts.translate(name, 'en').text;
  texts.set(name, english);
  assert.equal(texts.language(name), 'en');
  assert.equal(texts.translate(name, 'vi').text, text);
  texts.set(name, `${text}\nquy định\n`);
  assert.ok(texts.format(name).refused.message.vi);
  texts.remove(name);
  assert.deepEqual(texts.tokens(name), []);
});

test('every answer is the one that the engine gives natively', () => {
  const { texts, asked } = JSON.parse(readFileSync(new URL('../../editor/asked.json', import.meta.url), 'utf8'));
  const own = new editor.Workspace();
  for (const { name, text } of texts) own.set(name, text);
  for (const { ask, of, answer } of asked) {
    assert.deepEqual(own[ask](...of) ?? null, answer, `${ask} ${of.join(' ')}`);
  }
});

test('what is asked wrongly is refused', () => {
  const texts = workspace(TEXT);
  assert.throws(() => texts.complete('thu.luat', 0, 'fr'), { name: 'LuatError', kind: 'arguments' });
  assert.deepEqual(texts.complete('thu.luat', 1e9, 'vi'), texts.complete('thu.luat', TEXT.length, 'vi'));
  assert.equal(texts.hover('nowhere.luat', 3, 'en'), undefined);
});
