// What the project is built of is looked up in advisories and in the index of crates: what is affected is told, what is not is not.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { read, ROOT } from '../files.mjs';

const folder = mkdtempSync(join(tmpdir(), 'luat-advisories-'));
after(() => rmSync(folder, { recursive: true }));

const version = /name = "pest"\nversion = "([^"]+)"/.exec(read('Cargo.lock'))[1];
const ajv = JSON.parse(read('package-lock.json')).packages['node_modules/ajv'].version;

/** What the script says of packages by one advisory. */
function look(affected, more = {}) {
  writeFileSync(join(folder, 'one.json'), JSON.stringify({ id: 'TEST-1', modified: '2026-02-03T04:05:06Z', affected, ...more }));
  const told = spawnSync(process.execPath, [join(ROOT, 'scripts/advisories.mjs'), folder], { encoding: 'utf8' });
  return { status: told.status, text: told.stdout + told.stderr };
}

const of = (ecosystem, name, ...events) => ({ package: { ecosystem, name }, ranges: [{ type: 'SEMVER', events }] });

test('what lies in a range is affected, what lies outside is not', () => {
  for (const [affected, expected] of [
    [of('crates.io', 'pest', { introduced: '0' }), true],
    [of('crates.io', 'pest', { introduced: '0' }, { fixed: version }), false],
    [of('crates.io', 'pest', { introduced: version }), true],
    [of('crates.io', 'pest', { introduced: '0' }, { last_affected: version }), true],
    [of('crates.io', 'pest', { fixed: '0.1.0' }, { introduced: '0' }), false],
    [of('crates.io', 'pest', { introduced: '0.1.0' }, { fixed: '0.2.0' }, { introduced: '2.0.0' }), true],
    [{ package: { ecosystem: 'crates.io', name: 'pest' }, versions: [version] }, true],
    [of('npm', 'pest', { introduced: '0' }), false],
    [of('npm', 'ajv', { introduced: '0' }), true],
    [of('npm', 'ajv', { introduced: '0' }, { fixed: ajv }), false],
    [of('crates.io', 'luat-core', { introduced: '0' }), false],
  ]) {
    const { status, text } = look([affected]);
    assert.equal(status, expected ? 1 : 0, `${JSON.stringify(affected)}: ${text}`);
    assert.equal(text.includes('TEST-1'), expected);
    assert.match(text, /as of 2026-02-03/);
  }
  assert.equal(look([of('npm', 'ajv', { introduced: '0' })], { withdrawn: '2026-02-04T00:00:00Z' }).status, 0);
});

test('without advisories it says so; a folder of no use is refused', () => {
  const script = join(ROOT, 'scripts/advisories.mjs');
  const told = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  assert.equal(told.status, 0);
  assert.match(told.stdout, /not checked/);
  const empty = mkdtempSync(join(folder, 'empty-'));
  for (const bad of [empty, join(folder, 'nowhere')]) {
    const refused = spawnSync(process.execPath, [script, bad], { encoding: 'utf8' });
    assert.equal(refused.status, 2, refused.stderr);
    assert.match(refused.stderr, /^error: /);
  }
});

test('a crate that was taken back is told, and where no index is kept that nobody looked', () => {
  const home = mkdtempSync(join(folder, 'cargo-'));
  const look = () => {
    const env = { ...process.env, CARGO_HOME: home };
    const told = spawnSync(process.execPath, [join(ROOT, 'scripts/yanked.mjs')], { cwd: ROOT, env, encoding: 'utf8' });
    return { status: told.status, text: told.stdout + told.stderr };
  };
  const nobody = look();
  assert.equal(nobody.status, 0, nobody.text);
  assert.match(nobody.text, /^\d+ locked crates: not checked/);
  const place = join(home, 'registry/index/index.crates.io-1/.cache/pe/st');
  mkdirSync(place, { recursive: true });
  for (const yanked of [false, true]) {
    const line = (vers, yanked) => `${vers}\0${JSON.stringify({ name: 'pest', vers, yanked })}\0`;
    writeFileSync(join(place, 'pest'), `\x03\x02etag\0${line('0.1.0', true)}${line(version, yanked)}`);
    const { status, text } = look();
    assert.equal(status, yanked ? 1 : 0, text);
    assert.match(text, /^1 locked crates looked up .*the oldest part of it from \d{4}-\d{2}-\d{2}: [01] yanked\n\d+ locked crates: not checked/);
    assert.equal(text.includes(`yanked: pest ${version}`), yanked);
  }
});
