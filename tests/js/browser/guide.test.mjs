// The pages of the guide for portals, bundled as they stand there, used in Chromium.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { build } from 'vite';
import { guideRules, project, snippet } from '../guide.mjs';
import { openPages, page } from './pages.mjs';
import { serve } from './server.mjs';
import { soon } from './soon.mjs';

const ROOT_PAGE = `<!doctype html>
<html lang="vi">
  <head><meta charset="utf-8" /><title>Báo cáo</title><script type="module" src="./main.tsx"></script></head>
  <body><div id="root"></div></body>
</html>`;

const MAIN = `
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import init, { Ruleset } from 'luat/runtime';
import { ReportForm } from './ReportForm';

await init();
const ruleset = Ruleset.load(new Uint8Array(await (await fetch('./ward.luatc')).arrayBuffer()));
globalThis.sent = [];

function App() {
  const [language, setLanguage] = useState<'vi' | 'en'>('vi');
  return <>
    <button onClick={() => setLanguage('en')}>English</button>
    <ReportForm ruleset={ruleset} language={language} onSend={(report) => globalThis.sent.push(report)} />
  </>;
}
createRoot(document.querySelector('#root')!).render(<StrictMode><App /></StrictMode>);
`;

const projects = [];
const servers = [];
openPages({});

after(async () => {
  await Promise.all(servers.map((server) => server.close()));
  for (const files of projects) files.remove();
});

/** Bundles a project, serves it and opens it. */
async function open(files) {
  const laid = project({ ...files, 'public/ward.luatc': guideRules().save(), 'public/favicon.ico': '' });
  projects.push(laid);
  await build({
    root: laid.folder,
    configFile: false,
    logLevel: 'error',
    base: './',
    esbuild: { jsx: 'automatic' },
    build: { target: 'es2022', modulePreload: { polyfill: false } },
  });
  const server = await serve(join(laid.folder, 'dist'));
  servers.push(server);
  await page.goto(server.url);
  await page.locator('.luat-summary').waitFor({ state: 'attached' });
}

const message = () => page.locator('.luat-note .luat-blocks').innerText();

test('plain: held back, mended, sent with the report', async () => {
  const posted = [];
  await open({ 'index.html': snippet('docs/portal.md', 'form.html'), 'form.js': snippet('docs/portal.md', 'form.js') });
  await page.route('**/reports', (route) => {
    posted.push(new URLSearchParams(route.request().postData() ?? ''));
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>ok</title>' });
  });
  await page.getByLabel('Số công chức').fill('41');
  await page.getByLabel('Trong đó').fill('8');
  await page.getByRole('button', { name: 'Gửi' }).click();
  await soon(async () => assert.match(await message(), /Điều 1 .*8 trong số 41/));
  assert.equal(posted.length, 0);
  await page.getByLabel('Trong đó').fill('9');
  // What is told takes fewer lines: the button moves up.
  await page.getByText('9 trong số 41').waitFor();
  await page.getByRole('button', { name: 'Gửi' }).click();
  await page.waitForURL('**/reports');
  assert.equal(posted[0].get('so_nguoi_hoc'), '9');
  assert.deepEqual(JSON.parse(posted[0].get('report')).periods, { 2026: { officers: 41, 'officers.trained': 9 } });
});

test('React: in strict mode, with a controlled input, in two languages', async () => {
  await open({ 'index.html': ROOT_PAGE, 'main.tsx': MAIN, 'ReportForm.tsx': snippet('docs/portal.md', 'ReportForm.tsx') });
  await soon(async () => assert.equal(await page.locator('.luat-summary').count(), 1));
  await page.getByLabel('Số công chức').fill('41');
  await page.getByLabel('Trong đó').fill('8');
  await page.getByRole('button', { name: 'Gửi' }).click();
  await soon(async () => assert.match(await message(), /8 trong số 41/));
  await page.getByRole('button', { name: 'English' }).click();
  await soon(async () => assert.match(await message(), /8 of 41/));
  await page.getByRole('button', { name: 'Gửi' }).click();
  await soon(async () => assert.deepEqual(await page.evaluate(() => globalThis.sent), []));
  await page.getByLabel('Trong đó').fill('9');
  await page.getByText('Đạt: 1').waitFor();
  await page.getByRole('button', { name: 'Gửi' }).click();
  await soon(async () => assert.deepEqual((await page.evaluate(() => globalThis.sent))[0].periods, { 2026: { officers: 41, 'officers.trained': 9 } }));
});

test('React: the answer to a question reaches the state of the component', async () => {
  await open({ 'index.html': ROOT_PAGE, 'main.tsx': MAIN, 'ReportForm.tsx': snippet('docs/portal.md', 'ReportForm.tsx') });
  await page.getByLabel('Số công chức').fill('4100');
  await page.getByLabel('Trong đó').fill('1,500');
  await page.getByLabel('Trong đó').blur();
  await page.getByRole('button', { name: '1.500' }).click();
  await soon(async () => assert.equal(await page.getByLabel('Trong đó').inputValue(), '1.500'));
  await page.getByRole('button', { name: 'English' }).click();
  await soon(async () => assert.equal(await page.getByLabel('Trong đó').inputValue(), '1.500', 'a new rendering keeps it'));
  await page.getByRole('button', { name: 'Gửi' }).click();
  await soon(async () => assert.equal((await page.evaluate(() => globalThis.sent))[0].periods['2026']['officers.trained'], 1500));
});
