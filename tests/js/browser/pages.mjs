// A page of Chromium for each test of a file, watched for what no test may bring about.
// LUAT_SCREENSHOTS=FOLDER keeps pictures of what was seen.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach } from 'node:test';
import { launch } from './chromium.mjs';

/** What the pages come from; with it they may call no other place. */
export let server;
/** The page of the test that runs. */
export let page;

let browser;
/** Errors of the page, refusals by its policy, calls to other places. */
let amiss;

/** Gives each test of the file a page; `serve` starts the server, `options` are those of a Playwright context. */
export function openPages({ serve, ...options }) {
  before(async () => {
    server = await serve?.();
    browser = await launch({ locale: 'vi-VN', ...options });
  });

  after(async () => {
    await browser?.close();
    await server?.close();
  });

  beforeEach(async () => {
    amiss = [];
    page = await browser.context.newPage();
    page.on('pageerror', (error) => amiss.push(error.message));
    page.on('console', (message) => message.type() === 'error' && amiss.push(message.text()));
    page.on('request', (request) => isAway(request.url()) && amiss.push(request.url()));
  });

  afterEach(async () => {
    await page.close();
    assert.deepEqual(amiss, []);
  });
}

const isAway = (url) => server !== undefined && url.startsWith('http') && !url.startsWith(server.url);

/** Keeps a picture of all of the page. */
export async function picture(name) {
  const folder = process.env.LUAT_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
