// What the command tells other people's tools lies within their own schemas. What it tells is read
// from the snapshots that the tests of the command keep.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Ajv from 'ajv';
import { validateXML } from 'xmllint-wasm';
import { find, read, snapshot } from '../files.mjs';

/** The snapshots of a kind, without their heads. */
const snapshots = (kind) =>
  find('tests/cli/snapshots', new RegExp(`${kind}[^/]*\\.snap$`)).map((path) => [path, snapshot(path)]);

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false });
const isSarif = ajv.compile(JSON.parse(read('tests/schemas/sarif-2.1.0.schema.json')));
const xsd = { fileName: 'junit.xsd', contents: read('tests/schemas/junit.xsd') };
const junit = (contents) => validateXML({ xml: { fileName: 'told.xml', contents }, schema: xsd });

const [logs, reports] = [snapshots('sarif'), snapshots('junit')];

test('there are answers to look at, with all that they may hold', () => {
  const all = (told) => told.map(([, text]) => text).join('');
  for (const word of ['suppressions', 'relatedLocations', '"warning"', '"fixes"']) assert.ok(all(logs).includes(word), word);
  for (const word of ['<failure', '<skipped', '&lt;', '&amp;']) assert.ok(all(reports).includes(word), word);
});

for (const [path, text] of logs) {
  test(`${path} is SARIF 2.1.0`, () => assert.ok(isSarif(JSON.parse(text)), ajv.errorsText(isSarif.errors)));
}

for (const [path, text] of reports) {
  test(`${path} is JUnit XML`, async () => assert.deepEqual((await junit(text)).errors, []));
}

test('the schemas tell what is amiss', async () => {
  const [[, log]] = logs;
  assert.ok(!isSarif({ ...JSON.parse(log), version: '2.0' }));
  const [[, report]] = reports;
  assert.ok(!(await junit(report.replace(' line="', ' row="'))).valid);
});
