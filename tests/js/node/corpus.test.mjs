// In Node both entries answer the whole corpus byte for byte as natively.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ruleset } from 'luat';
import { Ruleset as Runtime } from 'luat/runtime';
import { answers, blocks, Count, others, sha256 } from '../corpus.mjs';

test('the corpus', async (t) => {
  const count = new Count();
  for await (const block of blocks()) {
    for (const by of answers(Ruleset, Runtime, block)) {
      assert.deepEqual(others(block, by.map(sha256)), []);
    }
    count.add(block);
  }
  assert.ok(count.sum >= 10_000);
  t.diagnostic(count.told('in Node'));
});
