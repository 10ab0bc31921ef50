// What the service says of itself holds: the document is one by the standard, its examples are run, and every answer lies
// within the schema that it names.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import { find, read } from '../files.mjs';
import { serve } from './service.mjs';

const service = await serve(['--ruleset', 'wards=tests/cli/serve/ward.luat', '--ruleset', 'law=rules/muong_ang_154']);
after(async () => assert.equal(await service.stop(), 0));
const document = await (await fetch(`${service.address}/openapi.json`)).json();

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, validateFormats: false });
ajv.addVocabulary(['components', 'example']);
ajv.addSchema({ $id: 'openapi', components: document.components });
/** Whether a value lies within a schema of the document. */
function within(schema, value, name) {
  const lies = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')));
  assert.ok(lies(value), `${name}: ${ajv.errorsText(lies.errors)}: ${JSON.stringify(value).slice(0, 300)}`);
}

/** The response that is described for a status. */
function described(responses, status) {
  const one = responses[status];
  assert.ok(one, `${status} is not described`);
  return one.$ref ? document.components.responses[one.$ref.split('/').at(-1)] : one;
}

/** Asks, and holds the answer against what is described. */
async function ask(path, method, query, body, type) {
  const operation = document.paths[path][method];
  const headers = body === undefined ? {} : { 'Content-Type': type };
  const answer = await fetch(`${service.address}${path}?${query}`, { method: method.toUpperCase(), headers, body });
  const { content } = described(operation.responses, answer.status);
  const kind = answer.headers.get('content-type').split(';')[0];
  assert.ok(content[kind], `${path}: ${kind} is not described`);
  assert.ok(answer.headers.get('x-request-id'));
  const text = await answer.text();
  const value = kind.endsWith('json') && kind !== 'application/x-ndjson' ? JSON.parse(text) : text;
  within(content[kind].schema, value, `${method} ${path}`);
  return { status: answer.status, value };
}

test('the document is one by the standard', async () => {
  const validated = await new Validator().validate(document);
  assert.ok(validated.valid, JSON.stringify(validated.errors));
});

/** Parameters with the examples that they carry. */
function example(parameters = []) {
  const query = new URLSearchParams([['ruleset', 'wards']]);
  for (const one of parameters) {
    const parameter = one.$ref ? document.components.parameters[one.$ref.split('/').at(-1)] : one;
    for (const value of [parameter.example ?? []].flat()) query.append(parameter.name, value);
  }
  return query;
}

test('every example is run, and answered as is described', async () => {
  const run = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { parameters, requestBody }] of Object.entries(methods)) {
      const query = parameters ? example(parameters) : '';
      const bodies = Object.entries(requestBody?.content ?? {}).flatMap(([type, { schema, examples }]) =>
        Object.values(examples ?? {}).map(({ value }) => {
          within(schema, value, path);
          return { type, body: typeof value === 'string' ? value : JSON.stringify(value) };
        }),
      );
      for (const { type, body } of bodies.length > 0 || requestBody ? bodies : [{}]) {
        const { status, value } = await ask(path, method, query, body, type);
        assert.equal(status, 200, `${method} ${path}: ${JSON.stringify(value)}`);
        run.push(`${method} ${path}`);
        if (path !== '/v1/batch') continue;
        const records = value.trim().split('\n').map((line) => JSON.parse(line));
        for (const record of records) within(document.components.schemas.record, record, 'record');
        assert.deepEqual(records.map(({ result }) => result?.body.id), ['an-binh', 'cam-ly', undefined]);
      }
    }
  }
  assert.equal(run.length, 10);
});

test('a period is described as it is read', async () => {
  const report = JSON.stringify(document.paths['/v1/check'].post.requestBody.content['application/json'].examples.ward.value);
  const { periods, form_period: ofForm } = document.components.parameters;
  for (const [schema, path, isOfForm] of [[periods.schema.items, '/v1/check', false], [ofForm.schema, '/v1/form', true]]) {
    const pattern = new RegExp(schema.pattern, 'u');
    for (const period of [
      ...['2026', '2026-H1', '2026-H3', '2026-Q4', '2026-12', '2026-13', '2026-00', '00000', '2026-2030', '202', '', 'year'],
      ...['2026-01-01..2026-03-31', '2026-03', '2026-3', 'standing', 'by 2030-12-31', 'by 2030', ' 2026'],
    ]) {
      const query = new URLSearchParams({ ruleset: 'wards', period });
      const { status } = await ask(path, 'post', query, report, 'application/json');
      assert.equal(status, pattern.test(period) ? 200 : 400, `${path} ${isOfForm} ${period}`);
    }
  }
  for (const [many, status] of [[periods.schema.maxItems, 200], [periods.schema.maxItems + 1, 400]]) {
    const query = new URLSearchParams({ ruleset: 'wards' });
    for (let at = 0; at < many; at++) query.append('period', '2026');
    assert.equal((await ask('/v1/check', 'post', query, report, 'application/json')).status, status, `${many} periods`);
  }
});

test('what is refused is refused as is described', async () => {
  const json = 'application/json';
  for (const [path, method, query, body, type, status] of [
    ['/v1/check', 'post', '', '{}', json, 404],
    ['/v1/check', 'post', 'ruleset=wards&day=1', '{}', json, 400],
    ['/v1/check', 'post', 'ruleset=wards', '{', json, 400],
    ['/v1/check', 'post', 'ruleset=wards', '{}', json, 422],
    ['/v1/check', 'post', 'ruleset=wards', '{}', 'text/plain', 415],
    ['/v1/check', 'post', 'ruleset=wards', ' '.repeat(9 << 20), json, 413],
    ['/v1/form', 'get', 'ruleset=wards&level=planet&period=2026', undefined, '', 400],
    ['/v1/form', 'post', 'ruleset=wards&period=2026', '[]', json, 422],
    ['/v1/batch', 'post', 'ruleset=wards', '', 'application/xml', 415],
  ]) {
    assert.equal((await ask(path, method, query, body, type)).status, status, `${method} ${path}?${query}`);
  }
});

test('a receipt is taken with its report, and with no other', async () => {
  const json = 'application/json';
  const { value: report } = Object.values(document.paths['/v1/check'].post.requestBody.content[json].examples)[0];
  const query = 'ruleset=wards&as_of=2027-01-10';
  const { value: receipt } = await ask('/v1/receipt', 'post', query, JSON.stringify(report), json);
  assert.equal(receipt.as_of, '2027-01-10');
  for (const form of [receipt, JSON.stringify(receipt)]) {
    const { status, value } = await ask('/v1/verify', 'post', 'ruleset=wards', JSON.stringify({ receipt: form, report }), json);
    assert.equal(status, 200, JSON.stringify(value));
    assert.ok(value.agrees);
  }
  const other = structuredClone(report);
  other.periods['2026'].officers += 1;
  for (const [sent, asked, code] of [
    [{ receipt, report: other }, 'ruleset=wards', 'receipt_differs'],
    [{ receipt, report }, 'ruleset=wards&as_of=2027-01-11', 'receipt_differs'],
    [{ receipt: { ...receipt, as_of: '2027-01-09' }, report }, 'ruleset=wards', 'unusable_receipt'],
    [{ receipt: `${JSON.stringify(receipt)} `, report }, 'ruleset=wards', 'unusable_receipt'],
    [{ receipt }, 'ruleset=wards', 'unusable_receipt'],
    [{ receipt, report: [] }, 'ruleset=wards', 'not_an_object'],
  ]) {
    const { status, value } = await ask('/v1/verify', 'post', asked, JSON.stringify(sent), json);
    assert.deepEqual([status, value.code], [422, code], JSON.stringify(value));
  }
});

test('reports as shipped are judged as is described, forms made of them too', async () => {
  const reports = find('rules/muong_ang_154', /\/reports\/[^/]*\.json$/);
  assert.ok(reports.length > 0);
  for (const path of reports) {
    const text = read(path);
    await ask('/v1/check', 'post', 'ruleset=law&as_of=2026-01-10', text, 'application/json');
    const period = Object.keys(JSON.parse(text).periods)[0].slice(0, 4);
    const { status } = await ask('/v1/form', 'post', `ruleset=law&period=${period}&as_of=2026-01-10`, text, 'application/json');
    assert.equal(status, 200, path);
  }
});
