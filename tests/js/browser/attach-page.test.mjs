// The second page of the demo: a form written by hand, bound by `attach`, as built and under its own policy.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { Ruleset } from 'luat';
import { read, ROOT } from '../files.mjs';
import { assertAccessible } from './axe.mjs';
import { openPages, page, picture, server } from './pages.mjs';
import { serve } from './server.mjs';
import { soon } from './soon.mjs';

openPages({ serve: () => serve(join(ROOT, 'web-demo/dist')), viewport: { width: 1000, height: 900 } });

beforeEach(async () => {
  await page.goto(`${server.url}attach.html`);
  await page.locator('#counts li').first().waitFor();
});

async function fill(label, text) {
  await page.getByLabel(label).fill(text);
  await page.getByLabel(label).blur();
}

test('the form is filled in, held back, mended and received, and the report gets the same verdicts elsewhere', async () => {
  await picture('attach-empty');
  await assertAccessible(page);
  await fill('Họ và tên', 'Lò Văn Pánh');
  await fill('Ngày ban hành kế hoạch', '14/2/2025');
  await fill('Ngày tổ chức hội nghị đối thoại', '30/02/2025');
  await fill('Số bản, tổ dân phố', '12');
  await fill('đã ban hành hương ước', '11');
  await fill('Số kiến nghị', '8');
  await fill('được giải quyết kịp thời', '9');
  await fill('Kinh phí', '1,250');
  await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
  await soon(async () => assert.equal(await page.locator('#receipt').isVisible(), false));
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.id), 'doi_thoai'));
  await soon(async () => assert.match(await page.locator('.luat-summary').innerText(), /Chưa gửi được: còn \d điểm/));
  await assertAccessible(page);
  await picture('attach-held-back');

  await page.getByRole('button', { name: 'Messages in English' }).click();
  await page.getByText('There is no such day in the calendar').waitFor();
  await picture('attach-english');
  await page.getByRole('button', { name: 'Thông báo bằng tiếng Việt' }).click();

  await fill('Ngày tổ chức hội nghị đối thoại', '30/05/2025');
  await fill('đã ban hành hương ước', '12');
  await fill('được giải quyết kịp thời', '7');
  await page.getByText('7 trong số 8 kiến nghị').waitFor();
  await picture('attach-breach');
  await fill('được giải quyết kịp thời', '8');
  await page.getByRole('button', { name: '1,25', exact: true }).click();
  await fill('Kinh phí', '12,5 triệu');
  await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
  await page.getByRole('heading', { name: 'Đã nhận báo cáo' }).waitFor();
  await assertAccessible(page);
  await picture('attach-received');

  const kept = JSON.parse(await page.locator('#receipt pre').innerText());
  assert.deepEqual(kept.report.periods['2025'], {
    democracy_plan: '2025-02-14',
    dialogue: '2025-05-30',
    hamlet: 12,
    'hamlet.convention': 12,
    petitions: 8,
    'petitions.settled': 8,
    budget: 12500000,
  });
  const texts = ['common.luat', 'muong_ang_154/muong_ang_154.luat'].map((name) => ({ name, text: read(`rules/${name}`) }));
  const ruleset = Ruleset.compile(texts);
  assert.equal(kept.ruleset.digest, ruleset.digest);
  const { level, id } = kept.report.body;
  const form = ruleset.form({ level, period: '2025' });
  const periods = form.sections.flatMap(({ fields, columns = [] }) => [...fields, ...columns]).flatMap(({ needed_by }) => needed_by.map(({ period }) => period));
  const { summary } = ruleset.check(kept.report, { asOf: kept.as_of, periods: [...new Set(periods)] });
  assert.deepEqual(kept.summary, summary);
  assert.equal(id, 'ang-to');
});

test('the page keeps its own validation: a name is required', async () => {
  await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.id), 'officer'));
  await soon(async () => assert.equal(await page.locator('#receipt').isVisible(), false));
});

test('on a phone nothing runs out of the side', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await fill('Kinh phí', '1,250');
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wider, 0);
  await picture('attach-phone');
});
