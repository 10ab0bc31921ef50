// A small part of each hostile thing, as `scripts/test node` has it written: answered, never with a trap, and as natively.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as editor from 'luat/editor';
import { hostileFile } from '../files.mjs';
import { hostile, questions } from '../hostile.mjs';

test('whatever is sent is answered as natively', async () => {
  const lines = hostile(hostileFile());
  const { value: rules, done } = await lines.next();
  assert.ok(!done);
  let count = 0;
  for await (const one of lines) {
    for (const [what, ask] of Object.entries(questions(editor, rules, one))) {
      assert.doesNotThrow(ask, `${what}: ${one.name}`);
    }
    count += 1;
  }
  assert.ok(count > 90);
});
