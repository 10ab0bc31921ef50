// The page of the service: its commands are run, its answers compared, its programs in Java run; those in .NET and PHP are
// held to ask for what is served.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { blocksOf, read } from '../files.mjs';
import { serve } from './service.mjs';

const page = read('docs/serve.md');
const blocks = blocksOf('docs/serve.md');
const of = (name) => blocks.filter(({ language }) => language === name);

const PAGE_ADDRESS = 'http://127.0.0.1:8080';
const folder = mkdtempSync(join(tmpdir(), 'luat-serve-'));
for (const { file, text } of blocks) if (file) writeFileSync(join(folder, file), text);
// Before the first test: what waits between tests ends them.
const java = await promisify(execFile)('java', ['--version']).then(() => true, () => false);
const service = await serve(['ward.luat'], folder);
after(async () => {
  assert.equal(await service.stop(), 0);
  rmSync(folder, { recursive: true });
});

/** The words of a command, quoted or not. */
const words = (line) => [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((found) => found.slice(1).find((word) => word !== undefined));

/** Sends what a command of curl sends. */
async function curl([command, ...args]) {
  assert.equal(command, 'curl');
  const request = { method: 'GET', headers: {} };
  let address;
  let to;
  while (args.length > 0) {
    const word = args.shift();
    if (word === '-H') {
      const [name, value] = args.shift().split(': ');
      request.headers[name] = value;
    } else if (word === '-d' || word === '--data-binary') {
      const data = args.shift();
      request.method = 'POST';
      request.body = data.startsWith('@') ? readFileSync(join(folder, data.slice(1))) : data;
    } else if (word === '-o') {
      to = args.shift();
    } else {
      assert.ok(word.startsWith(PAGE_ADDRESS), word);
      address = word.replace(PAGE_ADDRESS, service.address);
    }
  }
  const told = await (await fetch(address, request)).text();
  if (to === undefined) return told;
  writeFileSync(join(folder, to), told);
}

/** Runs a line of a block; the answer of one that asks. */
async function run(line) {
  const [command, ...args] = words(line);
  if (command === 'luat') return assert.deepEqual(args, ['serve', 'ward.luat']);
  if (command === 'printf') {
    const [format, ...rest] = args;
    const at = rest.indexOf('>');
    const given = rest.slice(0, at).map((one) => one.replace(/^\$\(cat (\S+)\)$/, (_, file) => readFileSync(join(folder, file), 'utf8').trimEnd()));
    // As a shell has it: the format again for what is left.
    let text = '';
    do text += format.replaceAll('\\n', '\n').replace(/%s/g, () => given.shift());
    while (given.length > 0);
    return writeFileSync(join(folder, rest[at + 1]), text);
  }
  return curl([command, ...args]);
}

/** Holds an answer against one that leaves out some of its words, as `…`. */
function compare(found, shown, path = '') {
  if (typeof shown === 'string' && shown.endsWith('…')) return assert.ok(found.startsWith(shown.slice(0, -1)), path);
  if (typeof shown !== 'object' || shown === null) return assert.equal(found, shown, path);
  assert.deepEqual(Object.keys(found), Object.keys(shown), path);
  for (const key of Object.keys(shown)) compare(found[key], shown[key], `${path}/${key}`);
}

test('every command is run, and answers what the page shows', async () => {
  let last;
  let lines;
  let compared = 0;
  for (const { language, options, text } of blocks) {
    if (language === 'sh') for (const line of text.trim().split('\n')) last = (await run(line)) ?? last;
    if (text.includes('/v1/batch')) lines ??= last;
    if (options !== 'answer') continue;
    compare(JSON.parse(last), JSON.parse(text));
    compared += 1;
  }
  assert.equal(compared, 3);
  const records = lines.trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(records.map(({ line, error }) => [line, error?.code]), [[1, undefined], [2, 'not_json']]);
});

test('the program in Java runs', { skip: !java && 'there is no Java here' }, async () => {
  const [{ file, text }] = of('java');
  writeFileSync(join(folder, file), text.replaceAll(PAGE_ADDRESS, service.address));
  const { stdout } = await promisify(execFile)('java', [file], { cwd: folder });
  const told = JSON.parse(stdout);
  assert.equal(told.verdicts[0].status, 'not_met');
});

test('every program asks for what is served, and names what it sends', async () => {
  const { paths } = await (await fetch(`${service.address}/openapi.json`)).json();
  const programs = ['java', 'csharp', 'php'].flatMap(of);
  assert.equal(programs.length, 3);
  for (const { text } of programs) {
    const [, path, query] = /(\/v1\/\w+)\?([^"']*)/.exec(text);
    assert.ok(paths[path].post, path);
    assert.equal(query, 'as_of=2027-01-10');
    for (const word of [PAGE_ADDRESS, 'application/json', 'report.json', '30']) assert.ok(text.includes(word), word);
  }
});

test('the page names every code, route, option and metric there is', async () => {
  const described = await (await fetch(`${service.address}/openapi.json`)).json();
  for (const path of Object.keys(described.paths)) assert.ok(page.includes(path), path);
  for (const code of described.components.schemas.problem.properties.code.enum) assert.ok(page.includes(`\`${code}\``), code);
  const kinds = [...read('cli/src/serve/problem.rs').matchAll(/^ {4}[A-Z_0-9]+ = "(\w+)"/gm)].map(([, code]) => code);
  assert.deepEqual(described.components.schemas.problem.properties.code.enum.toSorted(), kinds.toSorted());
  for (const [, name] of read('cli/src/serve/limits.rs').matchAll(/^ {4}(\w+): u32/gm)) assert.ok(page.includes(`--${name.replaceAll('_', '-')} `), name);
  const counted = await (await fetch(`${service.address}/metrics`)).text();
  for (const [, name] of counted.matchAll(/^# TYPE (\w+)/gm)) assert.ok(page.includes(`luat_${name.slice(5)}`), name);
});
