// In Chromium both entries answer every conformance case byte for byte as natively.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { answer, joined, suites } from '../conformance.mjs';
import { ROOT } from '../files.mjs';
import { launch } from './chromium.mjs';
import { serve } from './server.mjs';

let server;
let browser;
let page;

before(async () => {
  server = await serve(join(ROOT, 'wasm/pkg'), { '/index.html': '<!doctype html><meta charset="utf-8"><title>luat</title>' });
  browser = await launch();
  page = await browser.context.newPage();
  await page.goto(server.url);
  await page.evaluate(async () => {
    const luat = await import('/luat.js');
    await luat.default();
    globalThis.Ruleset = luat.Ruleset;
    const runtime = await import('/runtime.js');
    await runtime.default();
    globalThis.Runtime = runtime.Ruleset;
  });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

for (const suite of suites()) {
  test(suite.path, async () => {
    const [answers, judged] = await page.evaluate(`{
      const answer = ${answer};
      const suite = ${JSON.stringify(suite)};
      const artefact = Ruleset.compile(suite.texts).save();
      [answer(Ruleset.load(artefact), suite), answer(Runtime.load(artefact), suite)];
    }`);
    assert.equal(joined(answers), suite.kept);
    assert.equal(joined(judged), suite.kept, 'luat/runtime');
  });
}
