// Every report and every result lies within the published schemas.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { find, read, shippedRules } from '../files.mjs';
import { Ruleset } from 'luat';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
const schema = (name) => ajv.compile(JSON.parse(read(`schemas/${name}.schema.json`)));
const isReport = schema('report');
const isResult = schema('result');

/** Reports that are made to be wrong, for the engine to say how. */
const WRONG = /\/bad-[^/]*\.json$/;

const reports = find('rules', /\/reports\/[^/]*\.json$/);
const ruleset = Ruleset.compile(shippedRules());

test('there are reports to look at', () => assert.ok(reports.length > 0));

for (const path of reports) {
  const text = read(path);

  test(`${path} is ${WRONG.test(path) ? 'no' : 'a'} report by the schema`, () => {
    assert.equal(isReport(JSON.parse(text)), !WRONG.test(path), ajv.errorsText(isReport.errors));
  });

  test(`the result on ${path} is one by the schema`, () => {
    const result = JSON.parse(ruleset.checkJson(text, { asOf: '2026-11-20' }));
    assert.ok(isResult(result), ajv.errorsText(isResult.errors));
  });
}
