// How long a page waits: prints a table for both entries, in Node and in Chromium. Not a test: a machine
// under load is slower. Needs the package (`scripts/build-wasm`); `scripts/bench-page` runs it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

async function given() {
  const texts = ['rules/common.luat', 'rules/muong_ang_154/muong_ang_154.luat'];
  const report = JSON.parse(read('rules/muong_ang_154/reports/muong-ang-2025-2026.json'));
  const luat = await module('luat');
  luat.initSync({ module: bytesOf('luat') });
  const shown = texts.map((name) => ({ name, text: read(name) }));
  const compiled = luat.Ruleset.compile(shown);
  const artefact = [...compiled.save()];
  compiled.free();
  return { texts: shown, artefact, report, asOf: '2026-11-20', period: '2026', rounds: 30 };
}

const rosterOf = (all, filled) => ({ ...all, filled, rows: 5000, rounds: 200, roster: 'hamlet_heads', state: 'trained' });

/** One start in a fresh process. */
if (process.argv[2] === '--start') {
  const name = process.argv[3];
  const all = await given();
  if (name === 'luat') delete all.artefact;
  console.log(JSON.stringify(await measure.start(await freshly(name), bytesOf(name), all)));
  process.exit();
}

/** The entry's module as if nobody had loaded it. */
async function freshly(name) {
  return import(`${join(PACKAGE, `${name}.js`)}?fresh`);
}

async function inNode(name, all) {
  const self = fileURLToPath(import.meta.url);
  const starts = Array.from({ length: STARTS }, () =>
    JSON.parse(execFileSync(process.execPath, [self, '--start', name], { encoding: 'utf8' })),
  );
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
    const first = name === 'luat' ? { ...all, artefact: undefined } : all;
    for (let at = 0; at < STARTS; at++) starts.push(await run('start', first));
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

function told(where, name, found) {
  const step = (step) => measure.spread(found.starts.map((times) => times[step])).median;
  const sum = measure.spread(found.starts.map((times) => STEPS.reduce((all, one) => all + times[one], 0))).median;
  const set = (times) => {
    const { median, p99 } = measure.spread(times);
    return `${us(median)} (${us(p99)})`;
  };
  const entry = name === 'luat' ? 'luat' : 'luat/runtime';
  return row([where, entry, ...STEPS.map((one) => ms(step(one))), ms(sum), set(found.typing), set(found.filled), set(found.blank)]);
}

const all = await given();
const columns = [
  '', 'Entry', 'Compile', 'Instantiate', 'Read the rules', 'First verdict', 'Together',
  '`set`: median (p99)', 'a cell of 5,000 rows', 'the same, all blank',
];
console.log(row(columns));
console.log(row(columns.map(() => '---')));
for (const name of ENTRIES) console.log(told('Node', name, await inNode(name, all)));
for (const name of ENTRIES) console.log(told('Chromium', name, await inChromium(name, all)));
