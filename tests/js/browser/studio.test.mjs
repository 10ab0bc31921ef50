// The studio as built: a visitor writes, errs, mends, renames, turns the language, asks why, shares and comes back.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { read, ROOT } from '../files.mjs';
import { assertAccessible } from './axe.mjs';
import { launch } from './chromium.mjs';
import { openPages, page, picture, server } from './pages.mjs';
import { serve } from './server.mjs';
import { soon } from './soon.mjs';

openPages({ serve: () => serve(join(ROOT, 'web-demo/dist')), viewport: { width: 1440, height: 900 }, acceptDownloads: true });

const RULES = 'muong_ang_154.luat';
const content = () => page.locator('#editor .cm-content');
const tab = (name) => page.getByRole('tab', { name: new RegExp(name) });
const step = () => page.locator('#tour-step');
/** The texts as the draft has them, which is what was written last. */
const draft = () => page.evaluate(() => JSON.parse(localStorage.getItem('luat-studio') ?? 'null'));

/** Opens the studio with what is kept in it; `seen`: without the tour. */
async function open({ kept, seen = true } = {}) {
  page.setDefaultTimeout(30_000);
  await page.goto(`${server.url}attach.html`);
  await page.evaluate(
    ([given, isSeen]) => {
      localStorage.clear();
      if (isSeen) localStorage.setItem('luat-studio-tour', 'seen');
      if (given) localStorage.setItem('luat-studio', JSON.stringify(given));
    },
    [kept, seen],
  );
  await page.goto(`${server.url}studio.html`);
  await page.locator('#status').getByText(/lỗi|fault/).waitFor();
}

const TEMPLATE = {
  version: 1,
  texts: [
    { name: 'my_document.luat', text: read('cli/src/new/rules.vi.luat') },
    { name: 'scenarios.luat', text: read('cli/src/new/scenarios.vi.luat') },
  ],
  open: 'my_document.luat',
  trial: { report: JSON.parse(read('cli/src/new/report.json')), period: '2026', asOf: '2027-01-10' },
};

/** The workspace that a link holds. */
const unpacked = (link) => JSON.parse(inflateRawSync(Buffer.from(link.split('#w=')[1], 'base64url')));

/** The template without the words of the law, against which a threshold is held. */
const UNQUOTED = { ...TEMPLATE, texts: TEMPLATE.texts.map(({ name, text }) => ({ name, text: text.replace(' nêu "trên 15%"', '') })) };

/** Puts the cursor behind words of the open text. */
async function after(words) {
  await content().getByText(words, { exact: false }).first().waitFor();
  const at = await page.evaluate((wanted) => {
    const root = document.querySelector('#editor').shadowRoot;
    const walker = document.createTreeWalker(root.querySelector('.cm-content'), NodeFilter.SHOW_TEXT);
    for (const line of root.querySelectorAll('.cm-line')) {
      const from = line.textContent.indexOf(wanted);
      if (from < 0) continue;
      line.scrollIntoView({ block: 'center' });
      let left = from + wanted.length;
      walker.currentNode = line;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (left <= node.length) {
          const range = document.createRange();
          range.setStart(node, Math.max(0, left - 1));
          range.setEnd(node, left);
          const { right, top, height } = range.getBoundingClientRect();
          return { x: right - 1, y: top + height / 2 };
        }
        left -= node.length;
      }
    }
    return undefined;
  }, words);
  assert.ok(at, `${words} is in sight`);
  await page.mouse.click(at.x, at.y);
}

/** Waits until the draft holds a text of which `holds` is true. */
async function kept(holds) {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await draft();
    if (found && holds(found)) return found;
    await page.waitForTimeout(50);
  }
  return assert.fail('the draft does not come to hold what was written');
}

const textOf = ({ texts }, name) => texts.find((one) => one.name === name).text;

test('a first-time visitor meets a real document and a tour, by keyboard', async () => {
  await open({ seen: false });
  await soon(async () => assert.equal(await page.locator('html').getAttribute('lang'), 'vi'));
  await step().getByText('Bước 1 trên 5').waitFor();
  await picture('studio-tour');
  for (const heading of ['Quy định là một văn bản', 'Báo lỗi ngay khi gõ', 'Biểu mẫu', 'Kết quả và vì sao', 'Tình huống và độ phủ']) {
    await step().getByRole('heading', { name: heading }).waitFor();
    await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.id), 'tour-title', 'the step has the focus'));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  }
  await step().waitFor({ state: 'detached' });
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.id), 'tour'));
  await page.keyboard.press('Enter');
  await step().waitFor();
  await page.keyboard.press('Escape');
  await step().waitFor({ state: 'detached' });
  await page.reload();
  await page.locator('#status').getByText('Không có lỗi').waitFor();
  await soon(async () => assert.equal(await step().count(), 0, 'it is met once'));
  await tab('Tình huống').getByText(/^(\d+)\/\1$/).waitFor();
});

test('the form, the verdicts, why, the scenarios and the coverage of the real document', async () => {
  await open();
  await page.locator('luat-form .section').first().waitFor();
  await page.locator('#editor .is-keyword').first().waitFor();
  const look = await page.locator('luat-form input[type=text]').first().evaluate((box) => ((style) => [style.borderTopStyle, style.backgroundColor])(getComputedStyle(box)));
  assert.deepEqual(look, ['solid', 'rgb(255, 255, 255)'], 'where to write can be seen');
  await picture('studio');
  await assertAccessible(page);
  await tab('Kết quả').click();
  const verdict = page.locator('.verdict[data-rule="muong_ang_154/overseers_trained/1"]');
  await verdict.getByRole('button').first().click();
  await verdict.getByRole('tree').getByRole('treeitem').first().waitFor();
  await soon(async () => assert.ok((await verdict.getByRole('treeitem').count()) > 2));
  await verdict.getByRole('treeitem').first().press('ArrowLeft');
  await soon(async () => assert.equal(await verdict.getByRole('treeitem').first().getAttribute('aria-expanded'), 'false'));
  await verdict.getByRole('treeitem').first().press('ArrowRight');
  await picture('studio-why');
  await assertAccessible(page);
  await verdict.getByRole('button', { name: 'Xem trong văn bản' }).click();
  await page.waitForFunction(() => document.querySelector('#editor').shadowRoot.querySelector('.cm-activeLine')?.textContent.includes('trên 20%'));
  await tab('Tình huống').click();
  await soon(async () => assert.ok((await page.locator('.scenario.good').count()) > 40));
  await soon(async () => assert.equal(await page.locator('.scenario.bad').count(), 0));
  await picture('studio-scenarios');
  await assertAccessible(page);
  await tab('Độ phủ').click();
  await page.getByRole('heading', { name: 'Điều 1' }).waitFor();
  await soon(async () => assert.ok((await page.locator('.covered.computed').count()) > 20));
  await page.locator('.covered.principle').first().getByRole('button', { name: 'Xem trong văn bản' }).waitFor();
  await picture('studio-coverage');
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Chia sẻ bằng liên kết' }).click();
  await page.getByText('Liên kết này dài').waitFor();
});

test('a fault is told with help as it is typed, and mended by completion without tone marks', async () => {
  await open({ kept: TEMPLATE });
  await after('trên 15% trưởng thôn');
  for (let back = 0; back < 'trưởng thôn'.length; back += 1) await page.keyboard.press('Backspace');
  await page.keyboard.type('trưởng bản');
  await page.locator('.finding.error').first().waitFor();
  await soon(async () => assert.match(await page.locator('#status').innerText(), /lỗi/));
  await page.locator('.finding .help').first().waitFor();
  await page.getByText('đây là kết quả theo quy định trước khi có lỗi').waitFor();
  await picture('studio-fault');
  await assertAccessible(page);
  await page.locator('.finding .link').first().click();
  await after('trên 15% trưởng bản');
  for (let back = 0; back < 'trưởng bản'.length; back += 1) await page.keyboard.press('Backspace');
  await page.keyboard.type('truong t');
  await page.locator('#editor .cm-tooltip-autocomplete li').getByText('trưởng thôn').first().waitFor();
  await picture('studio-completion');
  // A list that has only just come takes no key, lest it take one meant for the text.
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await page.locator('#status').getByText('Không có lỗi').waitFor();
  assert.equal(textOf(await kept((found) => textOf(found, 'my_document.luat') === TEMPLATE.texts[0].text), 'my_document.luat'), TEMPLATE.texts[0].text);
});

test('a word that is written out is no longer completed: Enter begins a new line', async () => {
  await open({ kept: TEMPLATE });
  await after('trên 15% trưởng thôn');
  for (let back = 0; back < 'trưởng thôn'.length; back += 1) await page.keyboard.press('Backspace');
  await page.keyboard.type('trưởng thôn');
  await page.locator('#editor .cm-tooltip-autocomplete li').getByText('trưởng thôn').first().waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await page.keyboard.type('# dòng mới');
  const found = await kept((one) => textOf(one, 'my_document.luat').includes('# dòng mới'));
  assert.match(textOf(found, 'my_document.luat'), /trên 15% trưởng thôn[^\n]*\n\s*# dòng mới/);
});

test('a name is told, found, renamed over rules and scenarios', async () => {
  await open({ kept: TEMPLATE });
  await after('hằng năm tổ chức đối');
  await page.keyboard.press('Control+i');
  await page.locator('#editor .cm-tooltip.hint').waitFor();
  await picture('studio-hover');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F12');
  await page.locator('#uses').waitFor();
  await soon(async () => assert.ok((await page.locator('.uses li').count()) >= 3));
  await picture('studio-uses');
  await page.getByRole('button', { name: 'Trở lại danh sách lỗi' }).click();
  await after('hằng năm tổ chức đối');
  await page.keyboard.press('F2');
  await page.locator('dialog #answer').fill('đối thoại với người dân');
  await picture('studio-rename');
  await page.keyboard.press('Enter');
  const found = await kept((one) => textOf(one, 'scenarios.luat').includes('đối thoại với người dân'));
  assert.match(textOf(found, 'my_document.luat'), /hằng năm đối thoại với người dân/);
  assert.doesNotMatch(textOf(found, 'scenarios.luat'), /tổ chức đối thoại với Nhân dân/);
  await page.locator('#status').getByText('Không có lỗi').waitFor();
  await tab('Tình huống').getByText('6/6').waitFor();
  await after('hằng năm đối thoại với');
  await page.keyboard.press('F12');
  await page.waitForFunction(() => document.querySelector('#editor').shadowRoot.querySelector('.cm-activeLine')?.textContent.startsWith('việc dialogue'));
});

test('what words are is told in whole lines, in the language of the page, beside what the page has besides', async () => {
  await open({ kept: TEMPLATE });
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await after('quy định heads_trained');
  await page.keyboard.press('Control+i');
  const card = page.locator('#editor .cm-tooltip.hint');
  await card.waitFor();
  assert.match(await card.locator('pre').textContent(), /^rule heads_trained .*\ncite .*\nbearer/);
  assert.doesNotMatch(await card.textContent(), /```/);
  const [over, beside] = await Promise.all([card, page.locator('#editor')].map((one) => one.boundingBox()));
  assert.ok(over.x >= beside.x && over.x + over.width <= beside.x + beside.width + 1 && over.y >= beside.y - 1, JSON.stringify([over, beside]));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Tiếng Việt', exact: true }).click();
  await after('quy định heads_trained');
  await page.keyboard.press('Control+i');
  await card.waitFor();
  assert.equal(await card.locator('pre').count(), 0, 'what stands there in the language of the page is not told again');
});

test('the whole text turns to English and back to the same bytes', async () => {
  await open();
  await page.locator('luat-form .section').first().waitFor();
  await page.getByRole('button', { name: 'Viết bằng tiếng Anh' }).click();
  await page.getByRole('button', { name: 'Viết bằng tiếng Việt' }).waitFor();
  const english = await kept(({ texts }) => texts.every(({ text }) => text.startsWith('language en')));
  assert.equal(english.texts.length, 7);
  await page.locator('#status').getByText('Không có lỗi').waitFor();
  await picture('studio-english-text');
  await page.getByRole('button', { name: 'Viết bằng tiếng Việt' }).click();
  const back = await kept(({ texts }) => texts.every(({ text }) => text.startsWith('ngôn ngữ vi')));
  for (const { name, text } of back.texts) {
    const path = name === 'common.luat' ? `rules/${name}` : name === RULES ? `rules/muong_ang_154/${name}` : `rules/muong_ang_154/scenarios/${name}`;
    assert.equal(text, read(path), name);
  }
});

test('a scenario goes red when a threshold is changed, and is led to', async () => {
  await open({ kept: UNQUOTED });
  await tab('Tình huống').getByText('6/6').waitFor();
  await after('hằng năm trên 15');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('0');
  await tab('Tình huống').getByText('5/6').waitFor();
  await tab('Tình huống').click();
  await page.getByLabel('Chỉ hiện tình huống không đúng kỳ vọng').check();
  await soon(async () => assert.equal(await page.locator('.scenario').count(), 1));
  await picture('studio-red');
  await assertAccessible(page);
  await page.locator('.scenario.bad .link').first().click();
  await page.waitForFunction(() => document.querySelector('#editor').shadowRoot.querySelector('.cm-activeLine')?.textContent.startsWith('tình huống'));
  await soon(async () => assert.equal(await tab('scenarios.luat').getAttribute('aria-selected'), 'true'));
});

test('what is filled into the form is what is judged', async () => {
  await open({ kept: TEMPLATE });
  await page.locator('luat-form [data-path="hamlet_heads.trained"] input').first().fill('3');
  await kept(({ trial }) => trial.report.periods['2026']['hamlet_heads.trained'] === 3);
  await tab('Kết quả').click();
  await page.locator('.verdict[data-rule="my_document/heads_trained/1"] .status.met').waitFor();
  await page.getByLabel('Đơn vị báo cáo').selectOption({ label: 'xã khác' });
  await page.locator('.verdict[data-rule="my_document/heads_trained/1"] .status.unknown').waitFor();
  await tab('Biểu mẫu').click();
  await soon(async () => assert.equal(await page.locator('luat-form [data-path="hamlet_heads.trained"] input').first().inputValue(), ''));
  await tab('Độ phủ').click();
  await soon(async () => assert.equal(await page.locator('.covered').count(), 3, 'without a catalogue the places cited are shown'));
});

test('a report of several years opens with the year that the day falls in', async () => {
  const { report } = TEMPLATE.trial;
  const periods = { 2025: report.periods['2026'], 2026: report.periods['2026'], 2027: {} };
  for (const [asOf, year] of [['2026-11-23', '2026'], ['2028-01-10', '2027'], ['2024-05-01', '2025']]) {
    await open({ kept: { ...TEMPLATE, trial: { report: { ...report, periods }, asOf } } });
    assert.equal(await page.locator('#year').inputValue(), year, asOf);
  }
});

test('the day is typed as people here write it; targets of years to come can be looked at', async () => {
  await open({ kept: { ...TEMPLATE, trial: { ...TEMPLATE.trial, asOf: '2026-02-11' } } });
  const day = page.locator('#as-of');
  await soon(async () => assert.equal(await day.inputValue(), '11/02/2026'));
  await day.fill('hôm qua');
  await day.press('Tab');
  await page.getByText('Hãy ghi ngày/tháng/năm').waitFor();
  await soon(async () => assert.equal(await day.getAttribute('aria-invalid'), 'true'));
  await day.fill('5/3/2026');
  await day.press('Tab');
  await kept(({ trial }) => trial.asOf === '2026-03-05');
  await page.locator('#as-of[value="05/03/2026"], #as-of').first().waitFor();
  await page.getByLabel('Năm', { exact: true }).selectOption('2030');
  await kept(({ trial }) => trial.period === '2030');
  await page.locator('#language').click();
  await page.getByRole('heading', { level: 1, name: 'Rule studio' }).waitFor();
  await day.fill('06/03/2026');
  await day.press('Tab');
  await kept(({ trial }) => trial.asOf === '2026-03-06');
  await page.waitForFunction(() => document.getElementById('as-of').value === '2026-03-06');
});

test('what the words at a place should be is listed with the finding', async () => {
  const [rules, scenarios] = UNQUOTED.texts;
  await open({ kept: { ...UNQUOTED, texts: [{ ...rules, text: rules.text.replace('trên 15%', '15%') }, scenarios] } });
  await page.locator('.finding .at').getByText('trên, ít nhất, dưới?').waitFor();
});

/** The template with a rule of two sentences, one of two decisions published late. */
const LATE = {
  ...TEMPLATE,
  texts: [
    {
      name: 'my_document.luat',
      text: `${TEMPLATE.texts[0].text}
quy định on_time  "On time" / "Công khai đúng hạn"
  căn cứ   Điều 4
  chủ thể  xã
  hằng năm, ít nhất 95% quyết định được công khai trong vòng 5 ngày làm việc kể từ ngày ban hành
  hằng năm không có quyết định mà không công khai trong vòng 10 ngày làm việc kể từ ngày ban hành
`,
    },
  ],
  trial: {
    report: {
      body: { level: 'commune', id: 'thu-cuc', name: 'Thu Cúc' },
      periods: {
        2026: {
          decisions: [
            { id: 'd1', issued: '2026-03-02', published: '2026-03-03' },
            { id: 'd2', issued: '2026-04-01', published: '2026-06-01' },
          ],
        },
      },
    },
    period: '2026',
    asOf: '2027-01-10',
  },
};

test('each verdict says what its sentence asks, names the members in the way, and leads to the sentence', async () => {
  await open({ kept: LATE });
  await tab('Kết quả').click();
  const verdict = (number) => page.locator(`.verdict[data-rule="my_document/on_time/${number}"]`);
  await verdict(1).locator('.asked').getByText(/^ít nhất 95% quyết định/).waitFor();
  await verdict(2).locator('.asked').getByText(/^không có quyết định/).waitFor();
  await verdict(1).locator('.cite').getByText('1/2 (50%)').waitFor();
  await page.locator('.verdict .status.late .sign').getByText('▲').first().waitFor();
  await verdict(1).getByRole('button').first().click();
  const tree = verdict(1).getByRole('tree');
  await tree.getByText('quyết định d2', { exact: true }).waitFor();
  await soon(async () => assert.equal(await tree.getByText('quyết định d1', { exact: true }).count(), 0, 'who does what is asked is not in the way'));
  await soon(async () => assert.doesNotMatch(await tree.innerText(), /[[\]]|tất cả nội dung sau/, 'as people name it'));
  await picture('studio-asked');
  await verdict(1).getByRole('button', { name: 'Xem trong văn bản' }).click();
  const line = (words) => page.waitForFunction((wanted) => document.querySelector('#editor').shadowRoot.querySelector('.cm-activeLine')?.textContent.includes(wanted), words);
  await line('ít nhất 95%');
  await verdict(2).getByRole('button').first().click();
  await verdict(2).getByRole('tree').getByText('quyết định d2', { exact: true }).waitFor();
  await verdict(2).getByRole('button', { name: 'Xem trong văn bản' }).click();
  await line('không có quyết định');
  // What was judged is led to where it stands by now, also while the text above it has errors.
  await content().press('Control+Home');
  await page.keyboard.type('quy đinh\n\n');
  await page.locator('.stale').waitFor();
  await verdict(2).getByRole('button', { name: 'Xem trong văn bản' }).click();
  await line('không có quyết định');
  await page.setViewportSize({ width: 390, height: 800 });
  await soon(async () => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0));
  await picture('studio-asked-narrow');
});

test('a deed of a day to come is told in the form', async () => {
  await open({ kept: { ...TEMPLATE, trial: { ...TEMPLATE.trial, asOf: '2026-11-22' } } });
  const field = page.locator('luat-form [data-path="dialogue"]');
  const note = field.getByText('Ngày này sau ngày xét 22/11/2026');
  const box = field.locator('input[type=text]').first();
  await box.fill('1/1/2027');
  await box.press('Tab');
  await note.waitFor();
  await picture('studio-day-to-come');
  await box.fill('1/10/2026');
  await box.press('Tab');
  await note.waitFor({ state: 'detached' });
});

test('what is written over a selection is plain text; the room above the findings stays while it is written', async () => {
  await open({ kept: TEMPLATE });
  const height = () => page.locator('#text').evaluate((text) => text.clientHeight);
  const whole = await height();
  const line = content().locator('.cm-line', { hasText: 'hằng năm tổ chức' });
  await line.scrollIntoViewIfNeeded();
  await line.locator('.is-keyword').first().dblclick();
  // A style that the browser carried over would be refused by the policy, which is an error of the page.
  await page.keyboard.insertText('hằ');
  await content().press('Control+a');
  await page.keyboard.insertText(`${TEMPLATE.texts[0].text}\n`);
  await page.locator('#status').getByText('Không có lỗi').waitFor();
  await page.keyboard.type('quy');
  await page.locator('.finding.error').first().waitFor();
  const left = await height();
  assert.ok(left < whole);
  const last = await page.locator('#editor').evaluate((element) => {
    const root = element.shadowRoot;
    return root.querySelector('.cm-scroller').getBoundingClientRect().bottom - root.querySelector('.cm-activeLine').getBoundingClientRect().bottom;
  });
  assert.ok(last >= 0, 'the line that is written is in sight');
  for (let back = 0; back < 'quy'.length; back += 1) await page.keyboard.press('Backspace');
  await page.locator('#status').getByText('Không có lỗi').waitFor();
  assert.equal(await height(), left, 'nothing moves while it is written');
  await page.locator('#share').focus();
  await page.waitForFunction((high) => document.querySelector('#text').clientHeight === high, whole);
});

test('the box to find words offers no patterns; a page drawn anew leaves no listeners behind', async () => {
  await page.addInitScript(() => {
    globalThis.listening = 0;
    const [add, remove] = [globalThis.addEventListener, globalThis.removeEventListener];
    globalThis.addEventListener = (type, ...more) => ((globalThis.listening += Number(type === 'pointerdown')), add.call(globalThis, type, ...more));
    globalThis.removeEventListener = (type, ...more) => ((globalThis.listening -= Number(type === 'pointerdown')), remove.call(globalThis, type, ...more));
  });
  await open({ kept: TEMPLATE });
  const listening = () => page.evaluate(() => globalThis.listening);
  const before = await listening();
  for (let turn = 0; turn < 4; turn += 1) await page.locator('#language').click();
  assert.equal(await listening(), before);
  await page.locator('#file summary').click();
  await page.locator('#new').waitFor();
  // A browser tells a moment later that a menu has opened.
  await soon(async () => assert.equal(await listening(), before + 1));
  await page.mouse.click(700, 20);
  await page.locator('#new').waitFor({ state: 'hidden' });
  await content().press('Control+f');
  await page.locator('#editor .cm-search label').getByText('nguyên từ').waitFor();
  await soon(async () => assert.equal(await page.locator('#editor .cm-search [name=re]').isVisible(), false));
});

test('a link carries the workspace to another browser; a damaged one is told', async () => {
  await open({ kept: TEMPLATE });
  await page.getByRole('button', { name: 'Chia sẻ bằng liên kết' }).click();
  const link = await soon(async () => {
    const made = await page.locator('#link').inputValue();
    assert.match(made, /#./);
    return made;
  });
  await picture('studio-share');
  await assertAccessible(page);
  const other = await launch({ locale: 'vi-VN' });
  try {
    const visitor = await other.context.newPage();
    await visitor.goto(link);
    await visitor.getByText('Đã mở bàn soạn của liên kết').waitFor();
    await visitor.getByRole('tab', { name: /my_document/ }).waitFor();
    await soon(async () => assert.equal(await visitor.locator('#tour-step').count(), 0));
    await visitor.locator('#share').click();
    await soon(async () => assert.deepEqual(unpacked(await visitor.locator('#link').inputValue()), unpacked(link)));
    assert.deepEqual(unpacked(link).texts, TEMPLATE.texts, 'the same texts to the byte');
    await visitor.goto('about:blank');
    await visitor.goto(link.slice(0, -40));
    await visitor.getByText('Liên kết bị hỏng hoặc bị cắt ngắn').waitFor();
  } finally {
    await other.close();
  }
});

test('who has a document to write begins with nothing in the way', async () => {
  await open();
  const asked = [];
  page.on('dialog', (dialog) => (asked.push(dialog.message()), dialog.accept()));
  const begin = async () => {
    await page.locator('#file summary').click();
    await page.locator('#empty').click();
  };
  await begin();
  await tab('van_ban.luat').waitFor();
  await soon(async () => assert.equal(await page.locator('#files-open [role=tab], #writing [role=tab]').count(), 1));
  assert.deepEqual(asked, [], 'nothing of the visitor is lost');
  await page.locator('#status').getByText('Không có lỗi').waitFor();
  await content().press('Control+End');
  await page.keyboard.type('# của tôi');
  await kept(({ texts: [{ text }] }) => text.includes('của tôi'));
  await begin();
  await kept(({ texts: [{ text }] }) => !text.includes('của tôi'));
  assert.equal(asked.length, 1);
});

test('a report that was filled in is not dropped without asking, nor is a text for a file of the same name', async () => {
  await page.addInitScript(() => {
    delete globalThis.showOpenFilePicker;
  });
  await open();
  const asked = [];
  let answer = 'dismiss';
  page.on('dialog', (dialog) => (asked.push(dialog.message()), dialog[answer]()));
  const box = page.locator('luat-form .field input[type=text]:not(.day):visible').first();
  await box.fill('4321');
  await kept(({ trial }) => JSON.stringify(trial.report).includes('4321'));
  const chooses = async (id) => {
    await page.locator('#file summary').click();
    await page.locator(id).click();
  };
  await chooses('#empty');
  assert.equal(asked.length, 1);
  await soon(async () => assert.equal(await box.inputValue(), '4321'));

  const opens = async (name, text) => {
    await page.locator('#file summary').click();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Mở tệp …' }).click()]);
    await chooser.setFiles([{ name, mimeType: 'text/plain', buffer: Buffer.from(text) }]);
  };
  const before = textOf(await kept(() => true), 'common.luat');
  await opens('common.luat', 'ngôn ngữ vi\n\n# Của tệp\n');
  await opens('ban_soan.json', JSON.stringify(TEMPLATE));
  await opens('common.luat', before);
  await page.getByText('Đã mở common.luat').waitFor();
  assert.deepEqual(asked.slice(1).map((text) => /common\.luat|Các văn bản khác/.exec(text)[0]), ['common.luat', 'Các văn bản khác'], 'the same words ask nothing');
  assert.equal(textOf(await kept(() => true), 'common.luat'), before);
  answer = 'accept';
  await opens('common.luat', 'ngôn ngữ vi\n\n# Của tệp\n');
  await kept((found) => textOf(found, 'common.luat').includes('Của tệp'));
  await content().press('Control+z');
  await kept((found) => textOf(found, 'common.luat') === before);
});

test('where the browser can write to files, a text goes back to the file it came from', async () => {
  await page.addInitScript(() => {
    const disk = (globalThis.disk = { 'cua_toi.luat': 'ngôn ngữ vi\n\n# Một\n' });
    const handle = (name) => ({
      getFile: async () => new File([disk[name]], name),
      createWritable: async () => {
        let text = '';
        return { write: async (more) => void (text += more), close: async () => void (disk[name] = text) };
      },
    });
    const givesUp = () => {
      throw new DOMException('', 'AbortError');
    };
    globalThis.showOpenFilePicker = async () => (globalThis.isGivenUp ? givesUp() : [handle('cua_toi.luat')]);
    globalThis.showSaveFilePicker = async ({ suggestedName }) => (globalThis.isGivenUp ? givesUp() : handle(`ban_khac_${suggestedName}`));
  });
  await open({ kept: TEMPLATE });
  const downloads = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  page.on('dialog', (dialog) => dialog.accept('cua_toi.luat'));
  const chooses = async (name) => {
    await page.locator('#file summary').click();
    await page.getByRole('button', { name, exact: true }).click();
  };
  const onDisk = (name, words) => page.waitForFunction(([of, text]) => globalThis.disk[of]?.includes(text), [name, words]);
  const write = async (words) => {
    await content().press('Control+End');
    await page.keyboard.type(words);
  };
  await page.evaluate(() => (globalThis.isGivenUp = true));
  await chooses('Mở tệp …');
  await soon(async () => assert.equal(await tab('cua_toi.luat').count(), 0));
  await page.evaluate(() => (globalThis.isGivenUp = false));
  await chooses('Mở tệp …');
  await tab('cua_toi.luat').waitFor();
  await write('# Hai');
  await chooses('Lưu văn bản này');
  await onDisk('cua_toi.luat', '# Một\n# Hai');
  await chooses('Lưu văn bản này thành …');
  await onDisk('ban_khac_cua_toi.luat', '# Hai');
  await write(' và ba');
  await chooses('Lưu văn bản này');
  await onDisk('ban_khac_cua_toi.luat', '# Hai và ba');
  await soon(async () => assert.ok(!(await page.evaluate(() => globalThis.disk['cua_toi.luat'])).includes('ba')));
  await page.evaluate(() => (globalThis.isGivenUp = true));
  await chooses('Lưu văn bản này thành …');
  assert.deepEqual(downloads, []);
  // What has lost its file is not written over it, whatever it is called.
  await chooses('Bỏ văn bản này …');
  await chooses('Thêm một văn bản trống …');
  await page.getByRole('dialog').getByRole('textbox').fill('cua_toi');
  await page.keyboard.press('Enter');
  await tab('cua_toi.luat').waitFor();
  await Promise.all([page.waitForEvent('download'), chooses('Lưu văn bản này')]);
  await soon(async () => assert.ok((await page.evaluate(() => globalThis.disk['ban_khac_cua_toi.luat'])).includes('ba')));
});

test('files are opened and saved, a new document is begun, a draft comes back', async () => {
  // Not every browser lets pages write to files.
  await page.addInitScript(() => {
    delete globalThis.showOpenFilePicker;
    delete globalThis.showSaveFilePicker;
  });
  await open();
  page.on('dialog', (dialog) => dialog.accept());
  await page.locator('#file summary').click();
  await page.locator('#new').click();
  await tab('my_document.luat').waitFor();
  await tab('Tình huống').getByText('6/6').waitFor();
  await picture('studio-new');
  await page.locator('#file summary').click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Mở tệp …' }).click()]);
  await chooser.setFiles([
    { name: 'them.luat', mimeType: 'text/plain', buffer: Buffer.from('ngôn ngữ vi\n\n# Ghi chú của tôi\n') },
    { name: 'la.json', mimeType: 'application/json', buffer: Buffer.from('{"x":1}') },
  ]);
  await page.getByText('la.json không phải là').waitFor();
  await tab('them.luat').waitFor();
  await kept(({ texts }) => texts.length === 3);
  await page.reload();
  await tab('them.luat').waitFor();
  await soon(async () => assert.equal(await tab('them.luat').getAttribute('aria-selected'), 'true'));
  await page.locator('#file summary').click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Lưu văn bản này', exact: true }).click()]);
  assert.equal(file.suggestedFilename(), 'them.luat');
});

test('in English, in the dark, on a tablet: the same page, and axe finds nothing', async () => {
  await open({ kept: TEMPLATE });
  await page.locator('#language').click();
  await page.getByRole('heading', { level: 1, name: 'Rule studio' }).waitFor();
  await soon(async () => assert.equal(await page.locator('html').getAttribute('lang'), 'en'));
  await tab('Verdicts').click();
  await page.locator('.verdict').first().waitFor();
  await assertAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture('studio-dark');
  await assertAccessible(page);
  await page.setViewportSize({ width: 820, height: 1180 });
  await soon(async () => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0));
  await picture('studio-tablet');
});

test('the page carries a strict policy and works without a network after the first visit', async () => {
  await open({ kept: UNQUOTED });
  const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:/);
  await page.evaluate(async () => {
    while (!navigator.serviceWorker.controller || !(await caches.match('studio.html'))) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await page.context().setOffline(true);
  try {
    await page.reload();
    await tab('Tình huống').getByText('6/6').waitFor();
    await after('hằng năm trên 15');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('0');
    await tab('Tình huống').getByText('5/6').waitFor();
  } finally {
    await page.context().setOffline(false);
  }
});
