// A page of Chromium with both entries of the package: `Ruleset` of luat, `Runtime` of luat/runtime.
import { join } from 'node:path';
import { ROOT } from '../files.mjs';
import { launch } from './chromium.mjs';
import { serve } from './server.mjs';

const PAGE = '<!doctype html><meta charset="utf-8"><title>luat</title>';

/** Answers `{ page, url, close }`. */
export async function enginePage() {
  const server = await serve(join(ROOT, 'wasm/pkg'), { '/index.html': PAGE });
  let browser;
  const close = async () => {
    await browser?.close();
    await server.close();
  };
  try {
    browser = await launch();
    const page = await browser.context.newPage();
    await page.goto(server.url);
    await page.evaluate(async () => {
      const luat = await import('/luat.js');
      await luat.default();
      globalThis.Ruleset = luat.Ruleset;
      const runtime = await import('/runtime.js');
      await runtime.default();
      globalThis.Runtime = runtime.Ruleset;
    });
    return { page, url: server.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
