// Which of the locked crates their registry has taken back ("yanked"), as cargo's own copy of the registry's index says:
// nothing is fetched. How old that copy is, is told; of a crate that it does not hold it is told that nobody looked.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const index = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'registry/index');

/** Where an index keeps what it says of a crate. */
function placeOf(name) {
  const low = name.toLowerCase();
  if (low.length < 3) return join(String(low.length), low);
  return low.length === 3 ? join('3', low[0], low) : join(low.slice(0, 2), low.slice(2, 4), low);
}

/** The crates of Cargo.lock that come from a registry. */
function locked() {
  const entries = readFileSync('Cargo.lock', 'utf8').split('[[package]]').slice(1);
  const value = (entry, key) => new RegExp(`^${key} = "(.*)"$`, 'm').exec(entry)?.[1];
  return entries
    .filter((entry) => value(entry, 'source')?.startsWith('registry+'))
    .map((entry) => ({ name: value(entry, 'name'), version: value(entry, 'version') }));
}

/** Whether a version was taken back, and as of when that is known; nothing where no copy of the index tells. */
function told({ name, version }) {
  const copies = existsSync(index) ? readdirSync(index) : [];
  for (const copy of copies) {
    const file = join(index, copy, '.cache', placeOf(name));
    if (!existsSync(file)) continue;
    // Behind a head: the version and a line of JSON, each closed by a zero byte.
    const parts = readFileSync(file, 'utf8').split('\0');
    const line = parts[parts.lastIndexOf(version) + 1];
    if (line?.startsWith('{')) return { yanked: JSON.parse(line).yanked === true, known: statSync(file).mtime };
  }
  return undefined;
}

const crates = locked().map((crate) => ({ ...crate, told: told(crate) }));
const yanked = crates.filter((crate) => crate.told?.yanked);
const known = crates.filter((crate) => crate.told !== undefined);
const unknown = crates.length - known.length;
if (known.length > 0) {
  const oldest = new Date(Math.min(...known.map((crate) => crate.told.known))).toISOString().slice(0, 10);
  console.log(`${known.length} locked crates looked up in cargo's copy of the index, the oldest part of it from ${oldest}: ${yanked.length} yanked`);
}
if (unknown > 0) console.log(`${unknown} locked crates: not checked for being yanked, for cargo holds no index of them`);
for (const { name, version } of yanked) console.error(`yanked: ${name} ${version}`);
process.exitCode = yanked.length > 0 ? 1 : 0;
