// The portal's page as built: a body picks itself, fills in, sends; it works offline and talks to nobody.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { LUAT, ROOT } from '../files.mjs';
import { assertAccessible } from './axe.mjs';
import { openPages, page, picture, server } from './pages.mjs';
import { serve } from './server.mjs';
import { soon } from './soon.mjs';

const AS_OF = '2026-01-15';

openPages({ serve: () => serve(join(ROOT, 'web-demo/dist')), viewport: { width: 1280, height: 900 } });

/** Opens the form of a body by its address. */
async function open(body) {
  await page.goto(`${server.url}#${body}/2025/${AS_OF}`);
  await page.locator('luat-form .section').first().waitFor();
}

const box = (path) => page.locator(`[data-path="${path}"] input[type=text]`).first();
const clause = (rule) => page.locator(`.clause[data-rule^="muong_ang_154/${rule}/"]`);
const report = () => page.evaluate(() => JSON.parse(JSON.stringify(document.querySelector('luat-form').report)));
const fillSample = () => page.getByRole('button', { name: 'Nhập số liệu minh họa' }).click();

async function download(name) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
  let text = '';
  for await (const part of await file.createReadStream()) text += part;
  return text;
}

test('a commune picks itself, and is asked what its clauses need', async () => {
  await page.goto(server.url);
  await soon(async () => assert.equal(await page.locator('html').getAttribute('lang'), 'vi'));
  await picture('portal-start');
  await page.getByLabel('Tính đến ngày').fill('15/1/2026');
  await page.getByLabel('Tính đến ngày').blur();
  await page.getByLabel('Đơn vị', { exact: true }).selectOption('Ẳng Tở');
  await page.getByRole('heading', { name: '2. Nhập số liệu: Ẳng Tở, 2025' }).waitFor();
  await page.locator('luat-form .section').first().waitFor();
  await soon(async () => assert.ok((await page.locator('.clause').count()) > 20));
  await soon(async () => assert.equal(await page.locator('.clause.met, .clause.not_met').count(), 0, 'nothing is judged before it is entered'));
  await page.getByLabel('Tính đến ngày').fill('mai');
  await page.getByLabel('Tính đến ngày').blur();
  await page.getByText('Hãy ghi ngày/tháng/năm').waitFor();
  await picture('portal-commune');
});

test('a clerk fills, errs, mends, changes the language, reloads and sends', async () => {
  await open('ang-nua');
  await box('petitions').fill('12');
  await box('petitions.settled').fill('7');
  await clause('petitions_settled').locator('.status.not_met').waitFor();
  await page.getByRole('button', { name: 'Kiểm tra và gửi' }).click();
  await page.locator('.errors a').first().click();
  await box('petitions.settled').fill('12');
  await clause('petitions_settled').locator('.status.met').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Report on grassroots democracy' }).waitFor();
  await soon(async () => assert.equal(await page.locator('html').getAttribute('lang'), 'en'));
  await soon(async () => assert.equal(await box('petitions.settled').inputValue(), '12'));
  await page.getByText('Draft kept in this browser').waitFor();
  await page.reload();
  await page.getByText('Đã khôi phục bản nháp').waitFor();
  await page.getByRole('button', { name: 'Kiểm tra và gửi' }).click();
  await page.getByRole('heading', { name: 'Báo cáo đã hoàn chỉnh' }).waitFor();
  await picture('portal-ready');
});

for (const body of ['ang-to', 'muong-ang']) {
  test(`what the page shows of ${body} is what the command says to the downloaded report`, async () => {
    await open(body);
    await fillSample();
    await clause('petitions_settled').or(clause('overseers_trained')).locator('.status:not(.unknown)').first().waitFor();
    const text = await download('Tải báo cáo');
    const told = judgedByCommand(text);
    const own = told.verdicts.filter(({ body: of }) => of.id === body);
    const expected = own.map(({ document, rule, requirement, status }) => `${document}/${rule}/${requirement} ${status}`);
    const shown = () =>
      page.locator('.clause').evaluateAll((items) =>
        items.map((item) => [item.dataset.rule, [...item.classList].find((name) => name !== 'clause')].join(' ')),
      );
    await soon(async () => assert.deepEqual(await shown(), expected));
    const { result } = JSON.parse(await download('Tải báo cáo kèm kết quả'));
    assert.deepEqual(result, told, 'to the digest and the last number');
    await picture(`portal-${body}`);
  });
}

/** What `luat check` prints as JSON; 1 says that it found a breach. */
function judgedByCommand(text) {
  const folder = mkdtempSync(join(tmpdir(), 'luat-demo-'));
  try {
    const path = join(folder, 'report.json');
    writeFileSync(path, text);
    const given = ['check', join(ROOT, 'rules/muong_ang_154'), '--report', path, '--as-of', AS_OF, '--format', 'json'];
    try {
      return JSON.parse(execFileSync(LUAT, given, { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }));
    } catch (failed) {
      if (failed.status !== 1) throw failed;
      return JSON.parse(failed.stdout);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the district sees its way to 2030, and a commune sees what its figures mean to it', async () => {
  await open('muong-ang');
  await fillSample();
  await page.locator('luat-form .milestone').first().waitFor();
  await soon(async () => assert.ok((await page.locator('luat-form .milestone').count()) >= 8));
  await open('bung-lao');
  await fillSample();
  const milestone = page.locator('luat-milestones [data-rule="muong_ang_154/hamlets_online/1"]');
  const before = await milestone.innerText();
  await box('hamlet.uses_it').fill('0');
  await page.waitForFunction((text) => document.querySelector('luat-milestones').shadowRoot.querySelector('[data-rule="muong_ang_154/hamlets_online/1"]').innerText !== text, before);
});

test('a report is opened from a file; what is none does no harm', async () => {
  await page.goto(server.url);
  const put = (content) => page.locator('#file').setInputFiles({ name: 'report.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  for (const content of ['', '[]', '{"body":7}', '\u0000', '{"body":{"level":"commune","id":"ang-to"},"periods":']) {
    await put(content);
    await page.getByText('không phải là báo cáo').waitFor();
  }
  await put('{"body":{"level":"ward","id":"ang-to"},"periods":{}}');
  await page.getByText('không có trên trang').waitFor();
  const given = { body: { level: 'commune', id: 'ang-cang', name: '<img src=x onerror=alert(1)>' }, periods: { 2025: { petitions: 3, __proto__: { x: 1 } } } };
  await put(JSON.stringify(given));
  await page.locator('luat-form .section').first().waitFor();
  await soon(async () => assert.equal((await report()).periods['2025'].petitions, 3));
  await soon(async () => assert.equal(await page.locator('img').count(), 0));
  // As it is saved with the verdicts on it.
  await put(JSON.stringify({ report: { ...given, periods: { 2025: { petitions: 4 } } }, result: { luat: 1, verdicts: [] } }));
  await page.waitForFunction(() => document.querySelector('luat-form').report.periods['2025'].petitions === 4);
  await page.goto(`${server.url}#<img src=x onerror=alert(1)>/2025/x`);
  await page.reload();
  await page.getByLabel('Đơn vị', { exact: true }).waitFor();
});

test('after the first visit the page works without a network, a reload included', async () => {
  await open('xuan-lao');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  });
  const kept = await page.evaluate(async () => {
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => url.slice(url.lastIndexOf('/') + 1));
  });
  assert.ok(kept.some((name) => name.startsWith('runtime_bg')), String(kept));
  assert.deepEqual(kept.filter((name) => /studio|editor|writing|judging/.test(name)), [], 'nobody loads the studio to fill in a form');
  await box('petitions').fill('5');
  await page.getByText('Bản nháp đã lưu').waitFor();
  await page.context().setOffline(true);
  try {
    await page.reload();
    await page.getByText('Đã khôi phục bản nháp').waitFor();
    await soon(async () => assert.equal(await box('petitions').inputValue(), '5'));
    await box('petitions.settled').fill('5');
    await clause('petitions_settled').locator('.status.met').waitFor();
    await page.goto(`${server.url}attach.html`);
    await page.locator('#counts li').first().waitFor();
  } finally {
    await page.context().setOffline(false);
  }
});

test('axe finds nothing, empty and filled', async () => {
  await open('nam-lich');
  await assertAccessible(page);
  await fillSample();
  await page.locator('luat-milestones .milestone').first().waitFor();
  await assertAccessible(page);
});

test('on a phone nothing runs out of the side', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open('ngoi-cay');
  await fillSample();
  await page.locator('luat-milestones .milestone').first().waitFor();
  await soon(async () => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0));
  await picture('portal-phone');
});

test('on paper the buttons are left out, the verdicts stay', async () => {
  await open('muong-lan');
  await fillSample();
  await page.emulateMedia({ media: 'print' });
  await soon(async () => assert.equal(await page.getByRole('button', { name: 'Kiểm tra và gửi' }).isVisible(), false));
  await soon(async () => assert.ok(await page.locator('.clause').first().isVisible()));
  await picture('portal-print');
});

test('both pages carry a strict policy', async () => {
  for (const name of ['', 'attach.html']) {
    await page.goto(server.url + name);
    const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:/);
  }
});
