// The clerk's page as built: filled in, judged as typed, shared, printed, on a phone; and it talks to nobody.
// LUAT_SCREENSHOTS=FOLDER keeps pictures of what was seen.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { Ruleset } from 'luat';
import { find, read, ROOT } from '../files.mjs';
import { launch } from './chromium.mjs';
import { serve } from './server.mjs';

const SAMPLE = 'rules/muong_ang_154/reports/muong-ang-2025-2026.json';
const AS_OF = '2026-11-20';

let server;
let browser;
let page;
/** Whatever a test must not bring about: errors of the page, refusals by its policy, calls to other places. */
let amiss;

before(async () => {
  server = await serve(join(ROOT, 'web-demo/dist'));
  browser = await launch({ locale: 'vi-VN', viewport: { width: 1280, height: 900 } });
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
  page.on('request', (request) => request.url().startsWith('http') && !request.url().startsWith(server.url) && amiss.push(request.url()));
  await page.goto(server.url);
  await page.locator('.clause').first().waitFor();
});

afterEach(async () => {
  await page.close();
  assert.deepEqual(amiss, []);
});

const picture = async (name) => {
  const folder = process.env.LUAT_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};

const clause = (rule) => page.locator(`[data-rule="muong_ang_154/${rule}"]`);

/** Sets year and day, which else follow the calendar of the machine. */
async function on(year, asOf) {
  await page.getByLabel('Năm của số liệu').selectOption(year);
  await page.getByLabel('Tính đến ngày').fill(asOf);
  await page.getByLabel('Tính đến ngày').blur();
}

test('a commune asks what its clauses need, and nothing is judged before it is entered', async () => {
  await on('2025', AS_OF);
  assert.equal(await page.locator('html').getAttribute('lang'), 'vi');
  assert.ok((await page.locator('.clause').count()) > 10);
  assert.equal(await page.locator('.verdict.met, .verdict.not_met').count(), 0);
  assert.match(await page.locator('#summary').innerText(), /Đã điền 0\//);
  await picture('commune-empty');
});

test('a clause is judged as it is typed', async () => {
  await on('2025', AS_OF);
  const training = clause('members_trained');
  const [members, trained] = await training.locator('input').all();
  await members.fill('5');
  await trained.pressSequentially('3');
  await training.locator('.verdict.not_met').waitFor();
  assert.match(await training.locator('.remedy').innerText(), /2/);
  await trained.fill('5');
  await training.locator('.verdict.met').waitFor();
  assert.ok(await trained.evaluate((element) => element === document.activeElement), 'the field keeps its focus');
  await trained.fill('năm');
  await training.locator('.verdict.unknown').waitFor();
  assert.match((await training.locator('.fault').allInnerTexts()).join(), /số nguyên/);
  await picture('commune-typed');
});

test('a deed is entered by its day', async () => {
  await on('2025', AS_OF);
  const plan = clause('yearly_plan');
  await plan.locator('select').selectOption('day');
  await plan.locator('input[type=date]').fill('2025-02-14');
  await plan.locator('input[type=date]').blur();
  await plan.locator('.verdict.met').waitFor();
  await plan.locator('select').selectOption('no');
  await plan.locator('.verdict.not_met').waitFor();
});

test('what is entered survives a reload and a change of language', async () => {
  await on('2025', AS_OF);
  await clause('officer_assigned').locator('input').first().fill('3');
  await clause('officer_assigned').locator('.verdict.met').waitFor();
  await page.reload();
  await clause('officer_assigned').locator('.verdict.met').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Check your report' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.equal(await clause('officer_assigned').locator('input').first().inputValue(), '3');
  await picture('commune-english');
});

test('the sample report gets the very verdicts that the engine gives elsewhere', async () => {
  await page.getByRole('button', { name: 'Điền số liệu mẫu' }).click();
  await page.getByText('đơn vị cấp dưới').waitFor();
  await page.getByLabel('Tính đến ngày').fill(AS_OF);
  await page.getByLabel('Tính đến ngày').blur();
  const texts = ['rules/common.luat', ...find('rules/muong_ang_154', /\.luat$/).filter((name) => !name.includes('scenarios'))];
  const ruleset = Ruleset.compile(texts.map((name) => ({ name: name.replace('rules/', ''), text: read(name) })));
  const { verdicts } = ruleset.check(read(SAMPLE), { asOf: AS_OF });
  const expected = {};
  for (const { body, status } of verdicts) if (body.level === 'district') expected[status] = (expected[status] ?? 0) + 1;
  await page.waitForFunction((met) => document.querySelectorAll('.verdict.met').length === met, expected.met);
  const shown = {};
  for (const status of Object.keys(expected)) shown[status] = await page.locator(`.verdict.${status}`).count();
  assert.deepEqual(shown, expected);
  await picture('district-sample');
});

test('a hostile address or file does no harm', async () => {
  const values = ['vi', 'muong_ang_154', 'commune', '<img src=x onerror=alert(1)>', '2025', AS_OF, false, { '<b>': '<i>' }];
  const hash = Buffer.from(JSON.stringify(values)).toString('base64url');
  await page.goto(`${server.url}#${hash}`);
  await page.reload();
  await page.locator('.clause').first().waitFor();
  assert.equal(await page.locator('img, main b, main i').count(), 0);
  for (const content of ['', '[]', '{"body":{"level":"x"},"periods":{}}', '{"body":7}', '\u0000']) {
    await page.locator('#file').setInputFiles({ name: 'report.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    await page.locator('.failure').waitFor();
  }
  await page.getByRole('button', { name: 'Xóa hết' }).click();
  await page.locator('.clause').first().waitFor();
});

test('on a phone nothing runs out of the side', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wider, 0);
  await picture('phone');
});

test('on paper the buttons are left out, the verdicts stay', async () => {
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('button', { name: 'In', exact: true }).isVisible(), false);
  assert.ok(await page.locator('.verdict').first().isVisible());
  await picture('print');
});

test('every control has a label', async () => {
  const unnamed = await page.locator('input:not([type=file]):not([hidden]), select').evaluateAll((controls) =>
    controls.filter((control) => control.labels.length === 0).map((control) => control.outerHTML),
  );
  assert.deepEqual(unnamed, []);
});

test('the page carries a strict policy', async () => {
  const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:/);
});
