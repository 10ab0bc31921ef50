// The accessibility checker axe, served with a page, whose policy lets it run nothing from elsewhere.
import assert from 'node:assert/strict';
import { read } from '../files.mjs';

/** To be served beside the page. */
export const AXE = { '/axe.js': read('node_modules/axe-core/axe.min.js') };

/** Fails with what axe finds on the page as it stands. */
export async function assertAccessible(page) {
  await page.addScriptTag({ url: '/axe.js' });
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  assert.deepEqual(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]), []);
}
