// In Node the engine answers every conformance case byte for byte as natively.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ruleset } from 'luat';
import { answer, joined, keptAnswers, suites } from '../conformance.mjs';

for (const suite of suites()) {
  test(suite.path, async (t) => {
    const answers = answer(Ruleset, suite);
    const kept = keptAnswers(suite);
    for (const [at, { name }] of suite.cases.entries()) {
      await t.test(name, () => assert.equal(answers[at], kept[at]));
    }
    assert.equal(joined(answers), suite.kept);
  });
}
