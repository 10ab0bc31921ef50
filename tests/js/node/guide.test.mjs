// The server of the guide: it believes the report, never the verdict.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Judge } from 'luat/form';
import { guideRules, project, snippet } from '../guide.mjs';

const rules = guideRules();
const AS_OF = '2027-01-10';
let files;
let receive;

before(async () => {
  files = project({ 'package.json': '{"type":"module"}', 'server.js': snippet('docs/portal.md', 'server.js'), 'ward.luatc': rules.save() });
  ({ receive } = await import(pathToFileURL(join(files.folder, 'server.js'))));
});

after(() => files?.remove());

const judge = (facts) => {
  const one = new Judge(rules, { level: 'ward', body: { id: 'an-binh' }, period: '2026', asOf: AS_OF });
  for (const [path, value] of Object.entries(facts)) one.set(path, value);
  return one;
};
const sent = (one) => ({ report: JSON.stringify(one.report()), digest: rules.digest });

test('a report is kept with all that it was judged by, and the verdicts of the page are those of the server', () => {
  const one = judge({ officers: 41, 'officers.trained': 9 });
  const { status, kept } = receive(sent(one), AS_OF);
  assert.equal(status, 201);
  assert.deepEqual(JSON.parse(kept.result).verdicts, one.result().verdicts);
  assert.equal(rules.checkJson(kept.report, { asOf: kept.asOf, periods: kept.periods }), kept.result);
});

test('a breach and a wrong figure are not let through by a page that was tampered with', () => {
  assert.equal(receive(sent(judge({ officers: 41, 'officers.trained': 8 })), AS_OF).status, 422);
  assert.equal(receive(sent(judge({ officers: 41, 'officers.trained': 42 })), AS_OF).status, 422);
});

test('a page with other rules is told to load them anew', () => {
  assert.equal(receive({ ...sent(judge({})), digest: 'sha256:0' }, AS_OF).status, 409);
});
