// How long the package takes for a megabyte of everything hostile, in Node: what takes an eighth of its time or more is
// printed, and what takes longer than it may fails. Not a test: a machine under load is slower.
//
//   hostile.mjs FILE [PART]    what `send --write FILE 1048576` wrote; only what has this part in its name
import * as editor from 'luat/editor';
import { hostile, questions } from '../hostile.mjs';

const WITHIN = 2000;
const [file, part = ''] = process.argv.slice(2);

/** The time that this process has worked: others may have the cores meanwhile. */
const worked = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const shown = (time, what) => `${(time / 1000).toFixed(2).padStart(7)} s  ${what}`;

const slow = [];
let rules;
let count = 0;
for await (const one of hostile(file)) {
  if (rules === undefined) {
    rules = one;
    continue;
  }
  if (!one.name.includes(part)) continue;
  for (const [what, ask] of Object.entries(questions(editor, rules, one))) {
    const [begun, working] = [performance.now(), worked()];
    try {
      ask();
    } catch (error) {
      slow.push(`${what}: ${one.name}: ${error.message}`);
      // A trap leaves nothing that could be asked further.
      if (error instanceof WebAssembly.RuntimeError) throw error;
    }
    // The engine is compiled anew on other threads while it runs: that is not waited for.
    const time = Math.min(performance.now() - begun, worked() - working);
    count += 1;
    if (time > WITHIN / 8) console.log(shown(time, `${what}: ${one.name}`));
    if (time > WITHIN) slow.push(shown(time, `${what}: ${one.name}`));
  }
}
console.log(`${count} hostile questions answered`);
if (slow.length > 0) {
  console.log(`over ${WITHIN / 1000} s:\n${slow.join('\n')}`);
  process.exitCode = 1;
}
