// In Chromium both entries answer every conformance case byte for byte as natively.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answer, joined, suites } from '../conformance.mjs';
import { enginePage } from './engine.mjs';

let page;
let close;

before(async () => {
  ({ page, close } = await enginePage());
});

after(() => close?.());

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
