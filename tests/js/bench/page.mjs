// How long a page waits: prints a table for both entries, in Node and in Chromium. Not a test: a machine
// under load is slower. Needs the package (`scripts/build-wasm`); `scripts/bench-page` runs it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, read } from '../files.mjs';
import { launch } from '../browser/chromium.mjs';
import { serve } from '../browser/server.mjs';
import * as measure from './measure.mjs';

const PACKAGE = join(ROOT, 'wasm/pkg');
const ENTRIES = ['luat', 'runtime'];
const STARTS = 15;
const STEPS = ['compile', 'instantiate', 'rules', 'verdict'];

const bytesOf = (name) => readFileSync(join(PACKAGE, `${name}_bg.wasm`));
const module = (name) => import(join(PACKAGE, `${name}.js`));

const RULES = 'rules/muong_ang_154/muong_ang_154.luat';

/** What a page is given: all rules and the report of a district with all below it, or one clause and its figures. */
const CASES = {
  'the document, 90 kB': () => ({
    rules: read(RULES),
    report: JSON.parse(read('rules/muong_ang_154/reports/muong-ang-2025-2026.json')),
    asOf: '2026-11-20',
    period: '2026',
    rounds: 30,
  }),
  'eighteen targets, 50 figures': () => {
    const [clause] = read(RULES).split('# Điều 1 khoản 3');
    const rules = clause.split('\n').filter((line) => !/^\s*(thi hành|danh mục)/u.test(line));
    return { rules: rules.join('\n'), report: figures(), asOf: '2031-01-15', period: '2030', rounds: 100 };
  },
};

/** A report of the targets' figures, each part of its whole; the keys are those of benches/src/targets.rs. */
function figures() {
  const told = /figures! \{([^}]*)\}/u.exec(read('benches/src/targets.rs'))[1];
  const keys = [...told.matchAll(/"([^"]+)"/gu)].map(([, key]) => key);
  let whole = 0;
  const year = keys.map((key, at) => {
    if (!key.includes('.')) whole = 40 + at;
    return [key, key.includes('.') ? Math.floor((whole * [100, 75, 15, 90][at % 4]) / 100) : whole];
  });
  return { luat: 1, body: { level: 'district', id: 'a' }, periods: { 2030: Object.fromEntries(year) } };
}

async function given(name) {
  const { rules, ...asked } = CASES[name]();
  const luat = await module('luat');
  luat.initSync({ module: bytesOf('luat') });
  const texts = [
    { name: 'common.luat', text: read('rules/common.luat') },
    { name: 'rules.luat', text: rules },
  ];
  const compiled = luat.Ruleset.compile(texts);
  const artefact = [...compiled.save()];
  compiled.free();
  return { texts, artefact, ...asked };
}

const rosterOf = (all, filled) => ({ ...all, filled, rows: 5000, rounds: 200, roster: 'hamlet_heads', state: 'trained' });

/** One start in a fresh process, in which no engine has run that would still be made faster beside. */
if (process.argv[2] === '--start') {
  const [name, file] = process.argv.slice(3);
  const all = JSON.parse(readFileSync(file, 'utf8'));
  console.log(JSON.stringify(await measure.start(await freshly(name), bytesOf(name), all)));
  process.exit();
}

/** The entry's module as if nobody had loaded it. */
async function freshly(name) {
  return import(`${join(PACKAGE, `${name}.js`)}?fresh`);
}

/** What a start is given: `luat` reads the texts of the rules, the runtime what was compiled of them. */
const atStart = (name, all) => (name === 'luat' ? { ...all, artefact: undefined } : all);

async function inNode(name, all) {
  const self = fileURLToPath(import.meta.url);
  const folder = mkdtempSync(join(tmpdir(), 'luat-start-'));
  const file = join(folder, 'given.json');
  writeFileSync(file, JSON.stringify(atStart(name, all)));
  const starts = Array.from({ length: STARTS }, () =>
    JSON.parse(execFileSync(process.execPath, [self, '--start', name, file], { encoding: 'utf8' })),
  );
  rmSync(folder, { recursive: true });
  const entry = await freshly(name);
  entry.initSync({ module: bytesOf(name) });
  return {
    starts,
    typing: measure.typing(entry, all),
    filled: measure.ticking(entry, rosterOf(all, true)),
    blank: measure.ticking(entry, rosterOf(all, false)),
  };
}

async function inChromium(name, all) {
  // Isolated from other origins a page is given a finer clock.
  const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
  const page = '<!doctype html><meta charset="utf-8"><title>luat</title>';
  const server = await serve(PACKAGE, { '/index.html': page }, isolated);
  const browser = await launch();
  browser.context.setDefaultTimeout(120_000);
  try {
    const run = async (what, facts) => {
      const page = await browser.context.newPage();
      await page.goto(server.url);
      const source = `(async (name, given) => {
        ${Object.values(measure).join('\n')}
        const entry = await import('/' + name + '.js');
        const bytes = await (await fetch('/' + name + '_bg.wasm')).arrayBuffer();
        if (${JSON.stringify(what)} === 'start') return start(entry, bytes, given);
        entry.initSync({ module: bytes });
        return ${what}(entry, given);
      })(${JSON.stringify(name)}, ${JSON.stringify(facts)})`;
      const found = await page.evaluate(source);
      await page.close();
      return found;
    };
    const starts = [];
    for (let at = 0; at < STARTS; at++) starts.push(await run('start', atStart(name, all)));
    return {
      starts,
      typing: await run('typing', all),
      filled: await run('ticking', rosterOf(all, true)),
      blank: await run('ticking', rosterOf(all, false)),
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

const ms = (time) => `${time.toFixed(1)} ms`;
const us = (time) => (time < 1000 ? `${time.toFixed(0)} µs` : ms(time / 1000));
const row = (cells) => `| ${cells.join(' | ')} |`;

function told(where, name, which, found) {
  const step = (step) => measure.spread(found.starts.map((times) => times[step])).median;
  const sum = measure.spread(found.starts.map((times) => STEPS.reduce((all, one) => all + times[one], 0))).median;
  const set = (times) => {
    const { median, p99 } = measure.spread(times);
    return `${us(median)} (${us(p99)})`;
  };
  const entry = name === 'luat' ? 'luat' : 'luat/runtime';
  return row([where, which, entry, ...STEPS.map((one) => ms(step(one))), ms(sum), set(found.typing), set(found.filled), set(found.blank)]);
}

const columns = [
  '', 'Rules, report', 'Entry', 'Compile', 'Instantiate', 'Read the rules', 'First verdict', 'Together',
  '`set`: median (p99)', 'a cell of 5,000 rows', 'the same, all blank',
];
console.log(row(columns));
console.log(row(columns.map(() => '---')));
for (const [where, run] of [['Node', inNode], ['Chromium', inChromium]]) {
  for (const which of Object.keys(CASES)) {
    const all = await given(which);
    for (const name of ENTRIES) console.log(told(where, name, which, await run(name, all)));
  }
}
