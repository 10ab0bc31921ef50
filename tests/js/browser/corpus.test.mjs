// In Chromium both entries answer the whole corpus byte for byte as natively.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers, blocks, Count, others } from '../corpus.mjs';
import { enginePage } from './engine.mjs';

test('the corpus', async (t) => {
  const { page, close } = await enginePage();
  try {
    await page.evaluate(`{
      const answers = ${answers};
      globalThis.digests = async (blocks) => {
        const bytes = new TextEncoder();
        const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
        const digest = async (text) => hex(await crypto.subtle.digest('SHA-256', bytes.encode(text)));
        const all = [];
        for (const block of blocks) {
          all.push(await Promise.all(answers(Ruleset, Runtime, block).map((by) => Promise.all(by.map(digest)))));
        }
        return all;
      };
    }`);
    const count = new Count();
    const flush = async (some) => {
      const digests = await page.evaluate((given) => globalThis.digests(given), some);
      for (const [at, block] of some.entries()) {
        for (const by of digests[at]) assert.deepEqual(others(block, by), []);
        count.add(block);
      }
    };
    let some = [];
    for await (const block of blocks()) {
      some.push(block);
      if (some.length === 20) {
        await flush(some);
        some = [];
      }
    }
    await flush(some);
    assert.ok(count.sum >= 10_000);
    t.diagnostic(count.told('in Chromium'));
  } finally {
    await close();
  }
});
