// In Node both entries answer every conformance case byte for byte as natively.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ruleset } from 'luat';
import { Ruleset as Runtime } from 'luat/runtime';
import { answer, joined, keptAnswers, suites } from '../conformance.mjs';

for (const suite of suites()) {
  test(suite.path, async (t) => {
    const compiled = Ruleset.compile(suite.texts);
    const artefact = compiled.save();
    const answers = answer(compiled, suite);
    const kept = keptAnswers(suite);
    for (const [at, { name }] of suite.cases.entries()) {
      await t.test(name, () => assert.equal(answers[at], kept[at]));
    }
    assert.equal(joined(answers), suite.kept);
    await t.test('luat/runtime', () => assert.equal(joined(answer(Runtime.load(artefact), suite)), suite.kept));
    await t.test('luat, loaded', () => assert.equal(joined(answer(Ruleset.load(artefact), suite)), suite.kept));
  });
}
