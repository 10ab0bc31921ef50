// Looks up the locked packages in advisories: OSV files (https://ossf.github.io/osv-schema/) in a folder, which is
// fetched by whoever runs this, not by this. Exit code 1 where a package is affected, 2 where the folder is of no use.
//
//     node scripts/advisories.mjs FOLDER
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import semver from 'semver';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The packages of Cargo.lock that come from a registry. */
function crates(text) {
  return text.split('[[package]]').slice(1).flatMap((part) => {
    const field = (name) => new RegExp(`^${name} = "(.+)"$`, 'm').exec(part)?.[1];
    return field('source') ? [{ ecosystem: 'crates.io', name: field('name'), version: field('version') }] : [];
  });
}

/** The packages of package-lock.json that come from a registry. */
function npmPackages(text) {
  return Object.entries(JSON.parse(text).packages).flatMap(([path, { version, link, name }]) => {
    const at = path.lastIndexOf('node_modules/');
    return at < 0 || link ? [] : [{ ecosystem: 'npm', name: name ?? path.slice(at + 'node_modules/'.length), version }];
  });
}

/** The version that an event names; `0` is before all. */
const versionOf = ({ introduced, fixed, last_affected: last }) => {
  const named = introduced ?? fixed ?? last;
  return named === '0' ? '0.0.0-0' : semver.valid(named);
};

/** Whether a version lies in a range of an advisory. */
function isWithin(version, { type, events }) {
  if (type === 'GIT') return false;
  let isAffected = false;
  const ordered = events.filter((event) => versionOf(event)).sort((one, other) => semver.compare(versionOf(one), versionOf(other)));
  for (const event of ordered) {
    const named = versionOf(event);
    if (event.introduced !== undefined && semver.gte(version, named)) isAffected = true;
    if (event.fixed !== undefined && semver.gte(version, named)) isAffected = false;
    if (event.last_affected !== undefined && semver.gt(version, named)) isAffected = false;
  }
  return isAffected;
}

/** The advisories of a folder, and the day on which the newest of them was changed. */
function read(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.json'));
  const found = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))).filter(({ id, affected }) => id && affected);
  const newest = found.map(({ modified }) => modified ?? '').sort().at(-1) ?? '';
  return { advisories: found, newest: newest.slice(0, 10) };
}

const [folder] = process.argv.slice(2);
if (!folder) {
  console.log('advisories: not checked; name a folder of OSV files in LUAT_ADVISORIES');
  process.exit(0);
}
let known;
try {
  known = read(folder);
} catch (error) {
  console.error(`error: ${folder} cannot be read as advisories: ${error.message}`);
  process.exit(2);
}
if (known.advisories.length === 0) {
  console.error(`error: ${folder} holds no advisory`);
  process.exit(2);
}
const locked = [...crates(readFileSync(join(ROOT, 'Cargo.lock'), 'utf8')), ...npmPackages(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))];
const byName = new Map();
for (const one of locked) {
  const key = `${one.ecosystem} ${one.name}`;
  byName.set(key, [...(byName.get(key) ?? []), one]);
}
let affected = 0;
for (const { id, withdrawn, summary, affected: parts } of known.advisories) {
  if (withdrawn) continue;
  for (const { package: { ecosystem, name } = {}, ranges = [], versions = [] } of parts) {
    for (const one of byName.get(`${ecosystem} ${name}`) ?? []) {
      if (!versions.includes(one.version) && !ranges.some((range) => isWithin(one.version, range))) continue;
      affected += 1;
      console.log(`${ecosystem} ${name} ${one.version}: ${id}${summary ? `, ${summary}` : ''}`);
    }
  }
}
console.log(`advisories: ${locked.length} locked packages looked up in ${known.advisories.length} advisories as of ${known.newest}: ${affected} affected`);
process.exit(affected > 0 ? 1 : 0);
