// A plain form of a portal, bound by `attach`: a clerk fills, errs, mends, changes the language and submits.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { Ruleset } from 'luat';
import { ROOT } from '../files.mjs';
import { assertAccessible } from './axe.mjs';
import { openPages, page, server } from './pages.mjs';
import { serve } from './server.mjs';
import { soon } from './soon.mjs';

const RULES = `ngôn ngữ vi
văn bản ward_report "Report of the ward" / "Báo cáo của phường"
  có hiệu lực từ 2025-01-01
cấp ward "ward | wards" / "phường"
đối tượng officers "officer | officers" / "công chức" theo phường
  trạng thái trained "trained" / "được bồi dưỡng" trong kỳ
việc dialogue "hold a dialogue" / "tổ chức đối thoại" theo phường
việc plan "issue a plan" / "ban hành kế hoạch" theo phường
số tiền budget "funds" / "kinh phí" theo phường tính bằng VND
thông tin one_stop "there is a one-stop desk" / "có bộ phận một cửa" theo phường
quy định officers_trained "Training of officers" / "Bồi dưỡng công chức"
  căn cứ Điều 1
  chủ thể phường
  hằng năm trên 15% công chức được bồi dưỡng
quy định yearly_dialogue "Dialogue" / "Đối thoại"
  căn cứ Điều 2
  chủ thể phường
  phấn đấu hằng năm tổ chức đối thoại
quy định funded "Funds" / "Kinh phí"
  căn cứ Điều 3
  chủ thể phường
  hằng năm kinh phí trên 1000 VND
quy định one_stop_desk "One-stop desk" / "Một cửa"
  căn cứ Điều 4
  chủ thể phường
  có bộ phận một cửa
quy định yearly_plan "Plan" / "Kế hoạch"
  căn cứ Điều 5
  chủ thể phường
  hằng năm ban hành kế hoạch
`;

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'";

const page_ = (form, extra = '') => `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Báo cáo</title>
<link rel="icon" href="/icon.svg">
<script type="module" src="/page.js"></script>
</head>
<body>
<main>
<h1>Báo cáo năm 2025</h1>
${form}
${extra}
</main>
</body>
</html>`;

const FORM = `<form id="report">
  <input type="hidden" name="token" value="của cổng">
  <p><label for="all">Số công chức</label> <input id="all" name="officers" inputmode="numeric"></p>
  <p><label for="trained">Được bồi dưỡng</label> <input id="trained" name="so_nguoi_hoc" aria-describedby="hint"> <span id="hint">trong năm</span></p>
  <p><label>Kinh phí (đồng) <input name="budget"></label></p>
  <p><label for="dialogue">Ngày đối thoại</label> <input id="dialogue" name="dialogue"></p>
  <p><label for="why">Không rõ, vì</label> <input id="why" name="dialogue:unknown"></p>
  <fieldset><legend>Bộ phận một cửa</legend>
    <label><input type="radio" name="one_stop" value="có"> Có</label>
    <label><input type="radio" name="one_stop" value="không"> Không</label>
  </fieldset>
  <p><button>Gửi</button> <button type="reset">Làm lại</button></p>
</form>`;

const SCRIPT = `
import init, { Ruleset } from '/pkg/runtime.js';
import { attach } from '/pkg/form/index.js';
await init();
const bytes = new Uint8Array(await (await fetch('/ward.luatc')).arrayBuffer());
const ruleset = Ruleset.load(bytes);
const options = { level: 'ward', body: { id: 'an-binh' }, period: '2025', asOf: '2026-01-10', names: { so_nguoi_hoc: 'officers.trained' } };
globalThis.sent = [];
globalThis.judged = 0;
const bind = (more = {}) => {
  const form = document.querySelector('#report');
  const onVerdicts = () => globalThis.judged++;
  return (globalThis.handle = attach(form, ruleset, { ...options, onVerdicts, ...more }));
};
globalThis.bind = bind;
document.querySelector('#report').addEventListener('submit', (event) => {
  event.preventDefault();
  sent.push(Object.fromEntries(new FormData(event.target)));
});
globalThis.ready = true;
`;

openPages({
  serve: () => {
    const rules = Ruleset.compile([{ name: 'ward.luat', text: RULES }]);
    return serve(join(ROOT, 'wasm'), {
      '/index.html': page_(FORM),
      '/two.html': page_(FORM, FORM.replaceAll('id="', 'id="b-').replaceAll('for="', 'for="b-').replace('aria-describedby="', 'aria-describedby="b-')),
      '/page.js': SCRIPT,
      '/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '/ward.luatc': rules.save(),
    });
  },
  viewport: { width: 900, height: 900 },
});

beforeEach(() => open(''));

async function open(path, options = {}) {
  await page.goto(server.url + path);
  await page.waitForFunction(() => globalThis.ready);
  await page.evaluate((more) => void bind(more), options);
}

const field = (name) => page.locator(`#report [name="${name}"]`);
const note = async (name) => {
  const ids = await field(name).first().getAttribute('aria-describedby');
  return (await page.locator(`#${ids.split(' ').at(-1)}`).innerText()).replaceAll('\n', ' ');
};
const summary = () => page.locator('#report .luat-summary').innerText();
const submit = () => page.getByRole('button', { name: 'Gửi' }).first().click();
const sent = () => page.evaluate(() => globalThis.sent);
const report = () => page.evaluate(() => handle.report());
const message = (name) => field(name).first().evaluate((control) => control.validationMessage);
const focused = () => page.evaluate(() => document.activeElement.name);

async function fill(name, text) {
  await field(name).fill(text);
  await field(name).blur();
}

test('a clerk fills, errs, mends, changes the language and submits', async () => {
  await fill('officers', '131');
  await fill('so_nguoi_hoc', '19');
  await soon(async () => assert.match(await note('so_nguoi_hoc'), /Điều 1 \(Bồi dưỡng công chức\): không đạt.*19 trong số 131.*thêm 1/));
  await submit();
  await soon(async () => assert.deepEqual(await sent(), []));
  await soon(async () => assert.equal(await focused(), 'so_nguoi_hoc'));
  await soon(async () => assert.match(await summary(), /Chưa gửi được: còn 1 điểm/));
  await assertAccessible(page);

  await page.evaluate(() => handle.setLanguage('en'));
  await soon(async () => assert.match(await note('so_nguoi_hoc'), /Article 1 \(Training of officers\): not met.*19 of 131.*1 more/));
  await soon(async () => assert.match(await message('so_nguoi_hoc'), /Article 1/));
  await soon(async () => assert.match(await summary(), /Not sent/));
  await page.evaluate(() => handle.setLanguage('vi'));

  await fill('so_nguoi_hoc', '20');
  await soon(async () => assert.match(await note('so_nguoi_hoc'), /Điều 1 .*: đạt/));
  await fill('dialogue', 'chưa');
  await soon(async () => assert.match(await note('dialogue'), /Điều 2 .*chưa đạt mục tiêu/));
  await soon(async () => assert.match(await summary(), /Có 1 điểm chưa đạt mục tiêu; vẫn gửi được báo cáo/));
  await assertAccessible(page);
  await submit();
  const [one] = await sent();
  assert.equal(one.so_nguoi_hoc, '20');
  assert.equal(one.token, 'của cổng');
});

test('what can be meant in two ways is asked about, and the answer is taken', async () => {
  await fill('budget', '1,250');
  await soon(async () => assert.match(await note('budget'), /“1,250” có thể hiểu theo nhiều cách/));
  await soon(async () => assert.deepEqual((await report()).periods['2025'], {}));
  await submit();
  await soon(async () => assert.deepEqual(await sent(), []));
  await soon(async () => assert.equal(await focused(), 'budget'));
  await assertAccessible(page);
  await page.getByRole('button', { name: 'một nghìn hai trăm năm mươi' }).click();
  await soon(async () => assert.equal(await field('budget').inputValue(), '1.250'));
  await soon(async () => assert.equal(await focused(), 'budget'));
  await soon(async () => assert.equal((await report()).periods['2025'].budget, 1250));
  await page.evaluate(() => handle.setLanguage('en'));
  await soon(async () => assert.equal((await report()).periods['2025'].budget, 1250, 'another language does not change what was meant'));
});

test('by keyboard alone: a question is the next stop, and answered', async () => {
  await field('budget').focus();
  await page.keyboard.type('2,500');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => document.querySelector('.luat-note button'));
  await field('budget').focus();
  await page.keyboard.press('Tab');
  await soon(async () => assert.match(await page.evaluate(() => document.activeElement.textContent), /2\.500/));
  await page.keyboard.press('Enter');
  await soon(async () => assert.equal((await report()).periods['2025'].budget, 2500));
});

test('what is not finished is not complained about, what is judged is judged as typed', async () => {
  await field('budget').pressSequentially('12 tri');
  await page.waitForTimeout(300);
  await soon(async () => assert.equal(await note('budget'), ''));
  await field('budget').pressSequentially('ệu');
  await page.waitForFunction(() => handle.result().verdicts.some(({ rule, status }) => rule === 'funded' && status === 'met'));
  await soon(async () => assert.match(await note('budget'), /Điều 3/));
  await fill('budget', '12 tri');
  await soon(async () => assert.match(await note('budget'), /Đơn vị ghi sau số/));
});

test('Enter in a field submits what was just typed, judged', async () => {
  await fill('officers', '131');
  await field('so_nguoi_hoc').fill('19');
  await field('so_nguoi_hoc').press('Enter');
  await soon(async () => assert.deepEqual(await sent(), []));
  await soon(async () => assert.match(await summary(), /Chưa gửi được/));
});

test('a form that validates nothing itself is held back before its own scripts see the submit', async () => {
  await page.evaluate(() => (document.querySelector('#report').noValidate = true));
  await fill('officers', '131');
  await fill('so_nguoi_hoc', '140');
  await soon(async () => assert.match(await note('so_nguoi_hoc'), /140/));
  await submit();
  await soon(async () => assert.deepEqual(await sent(), []));
  await soon(async () => assert.equal(await focused(), 'so_nguoi_hoc'));
  assert.equal(await page.evaluate(() => handle.reportValidity()), false);
});

test('a button that asks for no validation puts a draft aside', async () => {
  await page.evaluate(() => {
    const button = Object.assign(document.createElement('button'), { formNoValidate: true, textContent: 'Lưu nháp' });
    document.querySelector('#report').append(button);
  });
  await fill('officers', '131');
  await fill('so_nguoi_hoc', '19');
  await page.getByRole('button', { name: 'Lưu nháp' }).click();
  await soon(async () => assert.equal((await sent()).length, 1));
});

test('a message that the page has set itself is left alone', async () => {
  await field('so_nguoi_hoc').evaluate((control) => control.setCustomValidity('của cổng'));
  await fill('officers', '131');
  await fill('so_nguoi_hoc', '19');
  await soon(async () => assert.equal(await message('so_nguoi_hoc'), 'của cổng'));
  await fill('so_nguoi_hoc', '20');
  await soon(async () => assert.equal(await message('so_nguoi_hoc'), 'của cổng'));
  await field('so_nguoi_hoc').evaluate((control) => control.setCustomValidity(''));
  await fill('so_nguoi_hoc', '19');
  await soon(async () => assert.match(await message('so_nguoi_hoc'), /Điều 1/));
});

test('what the page lacks and what the rules do not know is told, not thrown', async () => {
  const findings = await page.evaluate(() => handle.findings);
  assert.deepEqual(findings, { missing: ['plan'], unknown: ['token'] });
  await page.evaluate(() => {
    document.querySelector('[name=budget]').closest('p').remove();
    document.querySelector('[name=officers]').name = 'oficers';
    handle.refresh();
  });
  await soon(async () => assert.deepEqual(await page.evaluate(() => handle.findings), { missing: ['budget', 'plan', 'officers'], unknown: ['token', 'oficers'] }));
});

test('a reason stands in for a value that is not known', async () => {
  await fill('dialogue:unknown', 'mất sổ ghi');
  await soon(async () => assert.deepEqual((await report()).periods['2025'], { dialogue: { unknown: 'mất sổ ghi' } }));
  await fill('dialogue', '13/11/2025');
  await soon(async () => assert.deepEqual((await report()).periods['2025'], { dialogue: '2025-11-13' }));
});

test('reset, disabled fields, fields added and taken away', async () => {
  await fill('officers', '131');
  await fill('so_nguoi_hoc', '19');
  await field('one_stop').first().check();
  await soon(async () => assert.deepEqual((await report()).periods['2025'], { officers: 131, 'officers.trained': 19, one_stop: true }));
  await page.getByRole('button', { name: 'Làm lại' }).click();
  await page.waitForFunction(() => document.querySelector('#trained').validationMessage === '');
  await soon(async () => assert.deepEqual((await report()).periods['2025'], {}));
  await soon(async () => assert.equal(await note('so_nguoi_hoc'), ''));
  await fill('officers', '131');
  await fill('so_nguoi_hoc', '19');
  await field('so_nguoi_hoc').evaluate((control) => (control.disabled = true));
  await soon(async () => assert.deepEqual((await report()).periods['2025'], { officers: 131 }));
  await field('so_nguoi_hoc').evaluate((control) => (control.disabled = false));
  await page.waitForFunction(() => document.querySelector('#trained').validationMessage !== '');
  await page.evaluate(() => document.querySelector('#trained').remove());
  await page.waitForFunction(() => handle.findings.missing.includes('officers.trained'));
  await soon(async () => assert.deepEqual((await report()).periods['2025'], { officers: 131 }));
  await page.evaluate(() => {
    const added = Object.assign(document.createElement('input'), { id: 'added', name: 'plan', ariaLabel: 'Kế hoạch' });
    document.querySelector('#report').append(added);
    const number = Object.assign(document.createElement('input'), { name: '2025/officers.trained', type: 'number', ariaLabel: 'Được bồi dưỡng' });
    document.querySelector('#report').append(number);
  });
  await page.waitForFunction(() => !handle.findings.missing.includes('officers.trained'));
  await field('2025/officers.trained').fill('21');
  await soon(async () => assert.equal((await report()).periods['2025']['officers.trained'], 21));
});

test('boxes, lists, number and date controls', async () => {
  await page.evaluate(() => {
    handle.detach();
    document.querySelector('#report').innerHTML = `
      <label>a <input type="checkbox" name="one_stop"></label>
      <label>b <input type="date" name="dialogue"></label>
      <label>c <input type="number" step="any" name="budget"></label>
      <label>d <select name="plan"><option value="">–</option><option value="chưa">chưa</option><option value="đã làm">rồi</option></select></label>
      <label>e <input type="number" name="officers"></label>`;
    bind();
  });
  assert.deepEqual((await report()).periods['2025'], {}, 'a box that nobody touched is no answer');
  await field('one_stop').check();
  await soon(async () => assert.equal((await report()).periods['2025'].one_stop, true));
  await field('one_stop').uncheck();
  await soon(async () => assert.equal((await report()).periods['2025'].one_stop, false));
  await field('dialogue').fill('2025-03-04');
  await field('budget').fill('1250000.5');
  await field('plan').selectOption('rồi');
  await field('officers').fill('7');
  await soon(async () => assert.deepEqual((await report()).periods['2025'], { one_stop: false, dialogue: '2025-03-04', budget: '1250000.5', plan: true, officers: 7 }));
  await field('budget').fill('1.250');
  await field('budget').blur();
  await soon(async () => assert.match(await note('budget'), /1\.250 .* 1,25/, 'a decimal point that may part thousands is asked about'));
});

test('a report begun is shown, and what the page does not ask for is kept', async () => {
  const begun = {
    luat: 1,
    body: { level: 'ward', id: 'an-binh', name: 'An Bình' },
    periods: { 2024: { officers: 90 }, 2025: { officers: 1250, dialogue: '2025-03-04', one_stop: false, plan: '2025-01-02', budget: { unknown: 'chưa quyết toán' } } },
  };
  await open('', { report: begun });
  await soon(async () => assert.equal(await field('officers').inputValue(), '1.250'));
  await soon(async () => assert.equal(await field('dialogue').inputValue(), '04/03/2025'));
  await soon(async () => assert.equal(await field('one_stop').nth(1).isChecked(), true));
  await soon(async () => assert.deepEqual(await report(), begun));
  await fill('budget', '12 triệu');
  await soon(async () => assert.equal((await report()).periods['2025'].budget, 12000000));
  await page.getByRole('button', { name: 'Làm lại' }).click();
  await page.waitForFunction(() => document.querySelector('[name=officers]').value === '1.250');
  await soon(async () => assert.deepEqual(await report(), begun));
});

test('rows of a page are members of a roster', async () => {
  await page.evaluate(() => {
    handle.detach();
    const row = (id) => `<p><label>${id} <input type="checkbox" name="officers[${id}].trained"></label></p>`;
    document.querySelector('#report').innerHTML = row('a') + row('b');
    bind();
  });
  const officers = async () => (await report()).periods['2025'].officers;
  await soon(async () => assert.deepEqual(await officers(), [{ id: 'a' }, { id: 'b' }]));
  await field('officers[b].trained').check();
  await soon(async () => assert.deepEqual(await officers(), [{ id: 'a' }, { id: 'b', trained: true }]));
  await field('officers[a].trained').evaluate((control) => control.closest('p').remove());
  await page.waitForFunction(() => handle.report().periods['2025'].officers.length === 1);
  await soon(async () => assert.deepEqual(await officers(), [{ id: 'b', trained: true }]));
});

test('two forms on a page do not disturb each other', async () => {
  await open('two.html');
  await page.evaluate(() => {
    globalThis.first = handle;
    document.querySelector('#report').id = 'first';
    document.querySelector('#b-report').id = 'report';
    bind();
  });
  await fill('officers', '10');
  await soon(async () => assert.deepEqual((await report()).periods['2025'], { officers: 10 }));
  await soon(async () => assert.deepEqual(await page.evaluate(() => first.report().periods['2025']), {}));
  const ids = await page.locator('.luat-note').evaluateAll((notes) => notes.map(({ id }) => id));
  assert.equal(new Set(ids).size, ids.length);
  assert.match(await page.evaluate(() => { try { bind(); return ''; } catch (error) { return error.message; } }), /attached already/);
});

test('detached, the form is as it was', async () => {
  await page.evaluate(() => handle.detach());
  const before = await page.locator('#report').innerHTML();
  await page.evaluate(() => void bind());
  await fill('officers', '131');
  await fill('so_nguoi_hoc', '19');
  await page.evaluate(() => handle.detach());
  assert.equal(await page.locator('#report').innerHTML(), before);
  await soon(async () => assert.equal(await message('so_nguoi_hoc'), ''));
  await submit();
  await soon(async () => assert.equal((await sent()).length, 1));
});

test('the report goes along with the form, and a breach may be let through', async () => {
  await open('', { sendAs: 'luat', block: 'problem' });
  await fill('officers', '131');
  await fill('so_nguoi_hoc', '19');
  await soon(async () => assert.match(await summary(), /vẫn gửi được/));
  await submit();
  const [one] = await sent();
  assert.deepEqual(JSON.parse(one.luat).periods['2025'], { officers: 131, 'officers.trained': 19 });
});

test('names of a page that are names of objects are names like any other', async () => {
  await page.evaluate(() => {
    for (const name of ['__proto__', 'constructor', 'toString', '__proto__.x', 'a/b/__proto__']) {
      document.querySelector('#report').append(Object.assign(document.createElement('input'), { name, value: '1', ariaLabel: name }));
    }
    handle.refresh();
  });
  assert.equal(await page.evaluate(() => ({}).x), undefined);
  await soon(async () => assert.equal((await page.evaluate(() => handle.findings.unknown)).length, 6));
});
