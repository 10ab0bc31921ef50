// The accessibility checker axe.
import assert from 'node:assert/strict';
import { read } from '../files.mjs';

/** Fails with what axe finds on the page as it stands. */
export async function assertAccessible(page) {
  await page.evaluate(read('node_modules/axe-core/axe.min.js'));
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]), []);
}
