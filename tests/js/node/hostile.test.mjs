// Rule texts and reports from anybody: refused in words, never with a trap, which would lose the instance.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose, Ruleset } from 'luat';
import { Workspace } from 'luat/editor';
import { read, shippedRules } from '../files.mjs';

const HEAD = `language en
document d "A" / "B"
  in force from 2025-01-01
level district "district | districts" / "huyện"
population heads "head | heads" / "trưởng bản" per district
  state trained "trained" / "được tập huấn" in the period
`;
const rule = (sentence) => `${HEAD}rule r "R" / "R"\n  cite article 1\n  bearer district\n  ${sentence}\n`;
const SOUND = rule('annually over 15% of heads trained');
const OPTIONS = { asOf: '2026-01-10' };
const BODY = { level: 'district', id: 'd' };

const TEXTS = {
  nothing: '',
  'blanks only': ' \t\r\n\u00a0\ufeff',
  'a nul': `${SOUND}\u0000`,
  'half a surrogate': `${SOUND}# \ud800 \udc00\n`,
  'combining marks alone': '\u0301'.repeat(10_000),
  'an open quote': `${HEAD}rule r "R\n`,
  'brackets, nested deep': rule(`annually heads at least ${'('.repeat(100_000)}1${')'.repeat(100_000)}`),
  'brackets, never closed': rule(`annually heads at least ${'('.repeat(100_000)}`),
  'nots, nested deep': rule(`if ${'not '.repeat(100_000)}trained, annually over 15% of heads trained`),
  'ands, in a long row': rule(`annually heads at least ${'1 + '.repeat(50_000)}1`),
  'bullets without end': rule(`all of:\n${'  - all of:\n'.repeat(20_000)}`),
  'one line of a megabyte': rule(`annually over 15% of ${'heads '.repeat(170_000)}`),
  'a number of many digits': rule(`annually over ${'9'.repeat(10_000)}% of heads trained`),
  'ten thousand broken lines': `${HEAD}${'rule ???\n'.repeat(10_000)}`,
  'definitions in a ring': `${HEAD}define a "A" / "A" = b_b + 1\ndefine b_b "B" / "B" = a + 1\n`,
  'a text that uses itself': `${HEAD}use d\n`,
  'the other language in the middle': `${SOUND}quy định r2 "R" / "R"\n  hằng năm trên 15% trưởng bản được tập huấn\n`,
};

for (const [name, text] of Object.entries(TEXTS)) {
  test(`rules: ${name}`, () => {
    assert.ok(Array.isArray(diagnose([{ name: 'd.luat', text }])));
    assert.deepEqual(diagnose([{ name: 'd.luat', text: SOUND }]), []);
  });
}

test('rules: brackets at every depth around the limit', () => {
  for (const depth of [1, 30, 62, 63, 64, 65, 66, 100, 300, 1000, 3000]) {
    const text = rule(`annually heads at least ${'('.repeat(depth)}1${')'.repeat(depth)}`);
    assert.ok(Array.isArray(diagnose([{ name: 'd.luat', text }])), String(depth));
  }
});

test('rules: two texts of one name, and a thousand texts', () => {
  assert.ok(diagnose([{ name: 'd.luat', text: SOUND }, { name: 'd.luat', text: SOUND }]).length > 0);
  const many = Array.from({ length: 1000 }, (_, at) => ({ name: `d${at}.luat`, text: '' }));
  assert.ok(Array.isArray(diagnose(many)));
});

const nested = (depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
const wrap = (facts) => `{"body":${JSON.stringify(BODY)},"periods":{"2025":${facts}}}`;

const REPORTS = {
  nothing: '',
  'half a report': wrap('{}').slice(0, 20),
  'nested deep': nested(100_000),
  'arrays, nested deep': '['.repeat(100_000),
  'bodies below, nested deep': `${'{"body":{"level":"district","id":"d"},"periods":{},"below":['.repeat(10_000)}${']}'.repeat(10_000)}`,
  'a fact nested deep': wrap(`{"heads":${nested(50)}}`),
  'a number without end': wrap(`{"heads":${'9'.repeat(100_000)}}`),
  'an exponent': wrap('{"heads":1e999999999,"heads.trained":1e-999999999}'),
  'sums that overflow': wrap('{"heads":170141183460469231731687303715884105727,"heads.trained":170141183460469231731687303715884105726}'),
  'keys of objects in JavaScript': wrap('{"__proto__":1,"constructor":2,"toString":3}'),
  'the same key twice': wrap('{"heads":1,"heads":2}'),
  'half a surrogate': wrap('{"heads":"\\ud800"}'),
  'a year 0000 and a year 9999': `{"body":${JSON.stringify(BODY)},"periods":{"0000":{},"9999":{"heads":1}}}`,
};

for (const [name, text] of Object.entries(REPORTS)) {
  test(`report: ${name}`, () => {
    const ruleset = Ruleset.compile([{ name: 'd.luat', text: SOUND }]);
    try {
      JSON.parse(ruleset.checkJson(text, OPTIONS));
    } catch (error) {
      assert.equal(error.name, 'LuatError', error.stack);
      assert.equal(error.kind, 'report');
    }
    const sound = ruleset.check({ body: BODY, periods: { 2025: { heads: 100, 'heads.trained': 16 } } }, OPTIONS);
    assert.equal(sound.verdicts[0].status, 'met');
    ruleset.free();
  });
}

test('days at the ends of the calendar are judged or refused, not a crash', () => {
  const ruleset = Ruleset.compile([{ name: 'd.luat', text: SOUND }]);
  for (const asOf of ['0001-01-01', '9999-12-31']) {
    ruleset.check({ body: BODY, periods: { 2025: {}, 9999: {} } }, { asOf });
  }
});

test('any cut of a shipped text is read without a crash', () => {
  const texts = shippedRules().filter(({ name }) => /common|muong_ang_154\.luat/.test(name));
  const { name, text } = texts.at(-1);
  const common = texts.slice(0, -1);
  for (let at = 1; at < text.length; at += Math.ceil(text.length / 12)) {
    assert.ok(Array.isArray(diagnose([...common, { name, text: text.slice(0, at) }])));
  }
});

test('any cut of a report is refused in words', () => {
  const ruleset = Ruleset.compile([{ name: 'd.luat', text: SOUND }]);
  const report = read('rules/muong_ang_154/reports/muong-ang-2025-2026.json');
  for (let at = 0; at < report.length - 2; at += Math.ceil(report.length / 40)) {
    assert.throws(() => ruleset.check(report.slice(0, at), OPTIONS), { name: 'LuatError', kind: 'report' });
  }
});

test('what may stand within brackets is asked at every depth', () => {
  for (const depth of [1, 63, 64, 65, 300, 1000, 5000]) {
    const workspace = new Workspace();
    const text = rule(`annually heads at least ${'('.repeat(depth)}`).trimEnd();
    workspace.set('d.luat', text);
    assert.equal(workspace.complete('d.luat', text.length, 'en').length > 0, depth <= 64, String(depth));
    workspace.free();
  }
});

test('places on one endless line are told as quickly as on many', () => {
  const workspace = new Workspace();
  workspace.set('d.luat', '('.repeat(200_000));
  const begun = performance.now();
  workspace.tokens('d.luat');
  assert.ok(performance.now() - begun < 20_000, 'it took minutes');
  workspace.free();
});
