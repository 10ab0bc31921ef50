// Every npm package that is locked has a licence that is allowed and a hash, and names no place of its own to come from.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Tools of building and testing; what ships of them is the editor in the studio. */
const ALLOWED = ['Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'MPL-2.0', 'Python-2.0'];

const lock = JSON.parse(readFileSync(fileURLToPath(new URL('../package-lock.json', import.meta.url)), 'utf8'));
const faults = [];
let looked = 0;
for (const [path, { link, license, integrity, resolved }] of Object.entries(lock.packages)) {
  if (!path.includes('node_modules/') || link) continue;
  looked += 1;
  const choices = (license ?? '').replace(/[()]/g, '').split(' OR ');
  if (!choices.some((one) => ALLOWED.includes(one))) faults.push(`${path}: the licence ${license} is not among those allowed`);
  if (!/^sha512-/.test(integrity ?? '')) faults.push(`${path}: no hash is locked`);
  if (resolved) faults.push(`${path}: comes from a place of its own, ${resolved}`);
}
for (const fault of faults) console.error(`error: ${fault}`);
console.log(`npm: ${looked} locked packages, ${faults.length} faults`);
process.exit(faults.length > 0 || looked === 0 ? 1 : 0);
