// What people type, and what it is taken for: tables to be read by those who know the forms.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readEntry, showEntry } from 'luat/form';

const COUNT = { input: 'count', least: '0', label: { vi: 'số lượng trưởng bản', en: 'number of hamlet heads' } };
const AMOUNT = { input: 'amount', least: '0', label: { vi: 'kinh phí', en: 'funds' } };
const MONEY = { ...AMOUNT, unit: 'VND' };
const SHARE = { ...AMOUNT, unit: '%' };
const CHANGE = { input: 'amount', label: { vi: 'tăng giảm', en: 'change' } };
const DAY = { input: 'date', label: { vi: 'ngày ban hành', en: 'day of issue' } };
const ACT = { input: 'act', label: { vi: 'tổ chức hội nghị', en: 'hold a conference' } };
const YES_NO = { input: 'yes_no', label: { vi: 'có bộ phận một cửa', en: 'one-stop unit' } };
const CHOICE = {
  input: 'choice',
  label: { vi: 'vùng', en: 'region' },
  options: [
    { id: 'delta', label: { vi: 'Đồng bằng', en: 'Delta' } },
    { id: 'highlands', label: { vi: 'Tây Nguyên', en: 'Highlands' } },
  ],
};

/** An entry as the tables write it: a value, `hỏi: …` for a question with its answers, `!fault`. */
function told(entry, language) {
  if ('fault' in entry) return `!${entry.fault}`;
  if ('asked' in entry) return `? ${entry.asked.map(({ words }) => words[language]).join(' | ')}`;
  return entry.value;
}

function table(name, field, rows, { language = 'vi', period = '2024' } = {}) {
  test(name, () => {
    const read = (text) => told(readEntry(field, text, { language, period }), language);
    assert.deepEqual(rows.map(([text]) => [text, read(text)]), rows);
  });
}

// What tables read of the same words: `cli/src/tables/day.rs`.
test('ngày, giờ: biểu mẫu và bảng đọc như nhau', async () => {
  const cases = JSON.parse(await readFile(new URL('../../typed/moments.json', import.meta.url), 'utf8'));
  const read = (text) => readEntry(DAY, text, { language: 'vi' }).value ?? null;
  assert.deepEqual(cases.map(([text]) => [text, read(text)]), cases);
});

const NBSP = '\u00A0';
const THIN = '\u202F';

table('số lượng: chỉ số nguyên', COUNT, [
  ['', undefined],
  ['   ', undefined],
  ['131', 131],
  [' 131 ', 131],
  ['0', 0],
  ['007', 7],
  ['1.250', 1250],
  ['12.500', 12500],
  ['1.250.000', 1250000],
  ['1 250', 1250],
  [`1${NBSP}250${THIN}000`, 1250000],
  ['１２５', 125],
  ['１．２５０', 1250],
  ['1250,0', 1250],
  ['131 trưởng bản', 131],
  ['131 TRƯỞNG BẢN', 131],
  ['3 trăm', 300],
  ['2 nghìn', 2000],
  ['2 chục', '!unit'],
  ['1,5 triệu', 1500000],
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', '9007199254740992'],
  ['90.071.992.547.409.930', '90071992547409930'],
  // Only the English norm can read these.
  ['1,250', '? 1.250 (một nghìn hai trăm năm mươi)'],
  ['1,250,000', '? 1.250.000 (một triệu hai trăm năm mươi nghìn)'],
  ['1250.0', '? 1.250 (một nghìn hai trăm năm mươi)'],
  ['75,5', '!whole'],
  ['1.25', '!whole'],
  ['1250.5', '!whole'],
  ['-5', '!negative'],
  ['−5', '!negative'],
  ['75%', '!percent'],
  ['12 con', '!unit'],
  ['12 50', '!whole'],
  ['1.2.3', '!whole'],
  ['1..250', '!whole'],
  ['mười hai', '!whole'],
  ['1e3', '!unit'],
  ['+5', '!whole'],
  ['٣', '!whole'],
  ['12²', '!unit'],
  ['½', '!whole'],
]);

table('số tiền, số đo: số thập phân chính xác', AMOUNT, [
  ['75,5', '75.5'],
  ['75,50', '75.5'],
  ['0,5', '0.5'],
  ['0,250', '0.25'],
  ['1250,5', '1250.5'],
  ['1250,500', '1250.5'],
  ['1.250', 1250],
  ['12.500.000', 12500000],
  ['1.250.000,5', '1250000.5'],
  ['1 250 000,50', '1250000.5'],
  ['１．２５０，５', '1250.5'],
  ['0,1234567890123456789', '0.1234567890123456789'],
  ['12.345.678.901.234.567,89', '12345678901234567.89'],
  // A spreadsheet writes so for thousands.
  ['1,250', '? 1.250 (một nghìn hai trăm năm mươi) | 1,25'],
  ['12,500', '? 12.500 (mười hai nghìn năm trăm) | 12,5'],
  // Only the English norm can read these.
  ['1250.5', '? 1.250,5'],
  ['1.25', '? 1,25'],
  ['0.5', '? 0,5'],
  ['0.500', '? 0,5'],
  ['1,250.5', '? 1.250,5'],
  ['1,250,000', '? 1.250.000 (một triệu hai trăm năm mươi nghìn)'],
  ['1,5,2', '!number'],
  ['1.25.000', '!number'],
  ['1.250,', '!number'],
  [',5', '!number'],
  ['12.', '!number'],
  ['75,5%', '!percent'],
]);

table('đơn vị sau số', MONEY, [
  ['12.500.000 đồng', 12500000],
  ['12.500.000đ', 12500000],
  ['12.500.000 VNĐ', 12500000],
  ['12.500.000 vnd', 12500000],
  ['12,5 triệu', 12500000],
  ['12,5 triệu đồng', 12500000],
  ['1,2 tỷ đồng', 1200000000],
  ['1.250 triệu', 1250000000],
  ['1,250 triệu', '? 1.250.000.000 (một tỷ hai trăm năm mươi triệu) | 1.250.000 (một triệu hai trăm năm mươi nghìn)'],
  ['12 USD', '!unit'],
  ['12 triệu USD', '!unit'],
]);

table('phần trăm, nơi hỏi phần trăm', SHARE, [
  ['75,5%', '75.5'],
  ['75,5 %', '75.5'],
  ['75,5', '75.5'],
  ['７５％', 75],
]);

table('số âm, nơi có thể có', CHANGE, [
  ['-1.250,5', '-1250.5'],
  ['− 3', -3],
  ['–3', -3],
  ['-0', 0],
]);

table('numbers on an English page: what both norms read alike, or one alone, is taken', AMOUNT, [
  ['75,5', '75.5'],
  ['75.5', '75.5'],
  ['1250.5', '1250.5'],
  ['1,250.5', '1250.5'],
  ['1.250.000,5', '1250000.5'],
  ['1,250,000', 1250000],
  ['1 250', 1250],
  ['1.250', '? 1,250 (one thousand two hundred and fifty) | 1.25'],
  ['1,250', '? 1,250 (one thousand two hundred and fifty) | 1.25'],
], { language: 'en' });

table('counts on an English page', COUNT, [
  ['1.250', 1250],
  ['1,250', 1250],
  ['131 hamlet heads', 131],
  ['2 thousand', 2000],
  ['75.5', '!whole'],
], { language: 'en' });

table('ngày', DAY, [
  ['', undefined],
  ['13/11/2024', '2024-11-13'],
  ['13-11-2024', '2024-11-13'],
  ['13.11.2024', '2024-11-13'],
  ['3/4/2024', '2024-04-03'],
  ['03/04/2024', '2024-04-03'],
  ['2024-11-13', '2024-11-13'],
  ['2024/11/13', '2024-11-13'],
  ['１３/１１/２０２４', '2024-11-13'],
  ['ngày 13 tháng 11 năm 2024', '2024-11-13'],
  ['Ngày 13/11/2024', '2024-11-13'],
  ['13 tháng 11 năm 2024'.normalize('NFD'), '2024-11-13'],
  ['29/02/2024', '2024-02-29'],
  ['29/02/2000', '2000-02-29'],
  ['29/02/2023', '!no_such_day'],
  ['29/02/1900', '!no_such_day'],
  ['31/04/2024', '!no_such_day'],
  ['31/13/2024', '!no_such_day'],
  ['00/11/2024', '!no_such_day'],
  ['2024-13-11', '!no_such_day'],
  // The month before the day, as in America: no day by the Vietnamese order.
  ['11/13/2024', '? 13/11/2024 (ngày 13 tháng 11)'],
  ['02/29/2024', '? 29/02/2024 (ngày 29 tháng 2)'],
  // The year is not typed, or not all of it.
  ['13/11', '? 13/11/2024 (ngày 13 tháng 11)'],
  ['ngày 13 tháng 11', '? 13/11/2024 (ngày 13 tháng 11)'],
  ['13/11/24', '? 13/11/2024 (ngày 13 tháng 11)'],
  ['chưa', false],
  ['Chưa có', false],
  ['có', '!date'],
  ['11/2024', '!date'],
  ['2024', '!date'],
  ['13/11-2024', '!date'],
  ['13112024', '!date'],
  ['hôm qua', '!date'],
]);

table('ngày không ghi năm, báo cáo của hai năm', DAY, [
  ['13/11', '? 13/11/2024 (ngày 13 tháng 11) | 13/11/2025 (ngày 13 tháng 11)'],
  ['29/02', '? 29/02/2024 (ngày 29 tháng 2)'],
], { period: '2024-2025' });

table('ngày không ghi năm, kỳ không có năm', DAY, [['13/11', '!year']], { period: 'standing' });

table('ngày giờ', DAY, [
  ['14:30 13/11/2024', '2024-11-13T14:30'],
  ['13/11/2024 14:30', '2024-11-13T14:30'],
  ['13/11/2024, 14:30', '2024-11-13T14:30'],
  ['14h30 13/11/2024', '2024-11-13T14:30'],
  ['14g30 13/11/2024', '2024-11-13T14:30'],
  ['8h 13/11/2024', '2024-11-13T08:00'],
  ['14 giờ 30 phút ngày 13 tháng 11 năm 2024', '2024-11-13T14:30'],
  ['lúc 14 giờ 30, ngày 13/11/2024', '2024-11-13T14:30'],
  ['2024-11-13T14:30', '2024-11-13T14:30'],
  ['2024-11-13T14:30:15', '2024-11-13T14:30:15'],
  ['24:00 13/11/2024', '!time'],
  ['14:60 13/11/2024', '!time'],
  ['14:30', '!date'],
]);

table('days on an English page: in doubt where either order gives a day', DAY, [
  ['2024-11-13', '2024-11-13'],
  ['13/11/2024', '2024-11-13'],
  ['11/11/2024', '2024-11-11'],
  ['03/04/2024', '? 3 April 2024 | 4 March 2024'],
  ['11/13/2024', '? 13 November 2024'],
  ['not yet', false],
], { language: 'en' });

table('việc đã làm, chưa làm', ACT, [
  ['13/11/2024', '2024-11-13'],
  ['đã làm', true],
  ['Rồi', true],
  ['chưa', false],
  ['không', false],
  ['xong', '!date'],
]);

table('có, không', YES_NO, [
  ['có', true],
  ['CÓ', true],
  ['co\u0301', true],
  ['không', false],
  ['true', true],
  ['', undefined],
  ['có lẽ', '!yes_no'],
]);

table('lựa chọn', CHOICE, [
  ['delta', 'delta'],
  ['Đồng bằng', 'delta'],
  ['tây nguyên', 'highlands'],
  ['Highlands', 'highlands'],
  ['', undefined],
  ['miền núi', '!choice'],
  ['constructor', '!choice'],
]);

test('a value is shown as it would be typed, and read again it is the same', () => {
  const cases = [
    [COUNT, 1250, '1.250', '1,250'],
    [COUNT, '90071992547409930', '90.071.992.547.409.930', '90,071,992,547,409,930'],
    [AMOUNT, '1250000.5', '1.250.000,5', '1,250,000.5'],
    [AMOUNT, '0.25', '0,25', '0.25'],
    [CHANGE, '-1250.5', '-1.250,5', '-1,250.5'],
    [DAY, '2024-04-03', '03/04/2024', '2024-04-03'],
    [DAY, '2024-04-03T14:30', '14:30 03/04/2024', '14:30 2024-04-03'],
    [DAY, { from: '2024-04-03', to: '2024-05-03' }, 'từ 03/04/2024 đến 03/05/2024', 'from 2024-04-03 to 2024-05-03'],
    [DAY, { from: '2024-04-03' }, 'từ 03/04/2024', 'from 2024-04-03'],
    [DAY, false, 'chưa', 'not yet'],
    [ACT, true, 'đã làm', 'done'],
    [YES_NO, false, 'không', 'no'],
    [CHOICE, 'delta', 'Đồng bằng', 'Delta'],
  ];
  for (const [field, value, vi, en] of cases) {
    assert.equal(showEntry(field, value, 'vi'), vi);
    assert.equal(showEntry(field, value, 'en'), en);
    assert.deepEqual(readEntry(field, vi, { language: 'vi', period: '2024' }), { value });
    if (field !== COUNT || value !== 1250) assert.ok(!('fault' in readEntry(field, en, { language: 'en', period: '2024' })));
  }
});

table('từ ngày đến ngày', DAY, [
  ['từ 01/03/2024 đến 31/03/2024', { from: '2024-03-01', to: '2024-03-31' }],
  ['Từ ngày 1/3/2024 đến hết ngày 31/3/2024', { from: '2024-03-01', to: '2024-03-31' }],
  ['01/03/2024 - 31/03/2024', { from: '2024-03-01', to: '2024-03-31' }],
  ['2024-03-01 – 2024-03-31', { from: '2024-03-01', to: '2024-03-31' }],
  ['từ 8h 01/03/2024 đến 31/03/2024', { from: '2024-03-01', to: '2024-03-31' }],
  ['từ 01/03/2024', { from: '2024-03-01' }],
  ['từ 01/03/2024 đến nay', { from: '2024-03-01' }],
  ['từ 31/02/2024 đến 31/03/2024', '!no_such_day'],
  ['từ mai đến mốt', '!date'],
]);

test('a span of days that can be meant in two ways is asked about whole', () => {
  const { asked } = readEntry(DAY, 'từ 1/3/24 đến 31/3/2024', { language: 'vi', period: '2024' });
  assert.deepEqual(asked, [
    { value: { from: '2024-03-01', to: '2024-03-31' }, words: { en: 'from 2024-03-01 to 2024-03-31', vi: 'từ 01/03/2024 đến 31/03/2024' } },
  ]);
});

test('a moment is shown by the clocks here, whatever its offset', () => {
  for (const [value, vi] of [
    ['2026-05-01T22:00+07:00', '22:00 01/05/2026'],
    ['2026-05-01T22:00:00+07:00', '22:00 01/05/2026'],
    ['2026-05-01T17:30:00.000Z', '00:30 02/05/2026'],
    ['2026-05-01T22:00:05', '22:00:05 01/05/2026'],
    ['2026-05-01T23:00-05:00', '11:00 02/05/2026'],
    ['2026-05-01T99:00+07:00', '2026-05-01T99:00+07:00'],
  ]) {
    assert.equal(showEntry(DAY, value, 'vi'), vi);
  }
  assert.deepEqual(readEntry(DAY, showEntry(DAY, '2026-05-01T22:00:05', 'vi'), { language: 'vi', period: '2026' }), { value: '2026-05-01T22:00:05' });
});

test('no text makes reading throw, hang or change the prototype of anything', () => {
  const hostile = ['__proto__', 'constructor', '1'.repeat(100_000), '1.'.repeat(50_000), `${' '.repeat(100_000)}x`, '1 '.repeat(50_000), `1${',250'.repeat(20_000)}x`, '\u0000', '\uD800'];
  for (const field of [COUNT, MONEY, DAY, ACT, YES_NO, CHOICE]) {
    for (const text of hostile) {
      const started = performance.now();
      readEntry(field, text, { language: 'vi', period: '2024' });
      assert.ok(performance.now() - started < 1000, `${field.input} ${text.slice(0, 20)}`);
    }
  }
});
