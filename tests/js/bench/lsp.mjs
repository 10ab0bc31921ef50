// What a key costs in a text of 5,000 lines, end to end: from the change that an editor sends to `luat lsp` until its
// findings are back.
//
//   cargo build --release -p luat-cli && node tests/js/bench/lsp.mjs        (LUAT names another command)
//
// Two times are told of each key: how long one waits for the findings, and (on Linux) how long the processor worked for
// them, which other programs disturb less.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as lsp from 'vscode-languageserver-protocol/node';
import { position, TARGET } from '../files.mjs';

const LUAT = process.env.LUAT ?? join(TARGET, 'release/luat');
const LINES = 5000;
const KEYS = Number(process.env.KEYS ?? 300);
const LIMIT = 50;

const text = document(LINES);
const server = spawn(LUAT, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
const connection = lsp.createProtocolConnection(
  new lsp.StreamMessageReader(server.stdout),
  new lsp.StreamMessageWriter(server.stdin),
);
let told = () => {};
connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => told(params));
connection.listen();
await connection.sendRequest(lsp.InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: {} });

const uri = 'untitled:5000';
let version = 1;
const opened = findings();
const begun = performance.now();
connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'luat', version, text } });
const found = await opened;
console.log(`${text.split('\n').length - 1} lines, ${text.length} characters, ${found.length} findings; opened in ${ms(performance.now() - begun)}`);

const middle = text.indexOf('\nquy định', text.length / 2);
const places = {
  'in a sentence': [text.indexOf('trên 15%', middle) + 'trên 15%'.length, ' của'],
  'in a declared name': [text.indexOf('được tập huấn', middle) + 'được tập huấn'.length, ' đủ'],
  'a new rule, word by word': [middle + 1, 'quy định moi "New" / "Mới"\n  chủ thể xã\n  hằng năm ít nhất 3 lớp\n'],
  'in a comment': [text.indexOf('# ', middle) + 2, 'ghi chú'],
  'a line at the top': [0, '#\n#\n'],
  // An editor asks for these after each key; findings come first.
  'with colours and outline': [text.indexOf('trên 15%', middle) + 'trên 15%'.length, ' của', true],
};
let worst = 0;
for (const [what, [offset, typed, asks]] of Object.entries(places)) {
  const times = [];
  while (times.length < KEYS) times.push(...(await type(offset, typed, asks)));
  const of = (which) => {
    const sorted = times.map((time) => time[which]).sort((a, b) => a - b);
    return [sorted[Math.floor(sorted.length / 2)], sorted[Math.floor(sorted.length * 0.99)]];
  };
  const [waited, worked] = [of('waited'), of('worked')];
  worst = Math.max(worst, waited[1]);
  const told = ([median, p99]) => `median ${ms(median)}  p99 ${ms(p99)}`;
  console.log(`${what.padEnd(26)} ${told(waited)}   processor ${told(worked)}   of ${times.length} keys`);
}
for (const [what, request, params] of [
  ['completion', lsp.CompletionRequest.type, { position: position(text, places['in a sentence'][0]) }],
  ['colours of all', lsp.SemanticTokensRequest.type, {}],
  ['outline', lsp.DocumentSymbolRequest.type, {}],
]) {
  const since = performance.now();
  await connection.sendRequest(request, { textDocument: { uri }, ...params });
  console.log(`${what.padEnd(26)} ${ms(performance.now() - since)}`);
}
await connection.sendRequest(lsp.ShutdownRequest.type);
connection.sendNotification(lsp.ExitNotification.type);
console.log(worst <= LIMIT ? `every key within ${LIMIT} ms` : `NOT within ${LIMIT} ms`);

/**
 * Types words key by key and takes them back key by key; how long the findings of each key took. Where the editor asks for
 * colours and outline, it does so at once, and waits for them before the next key.
 */
async function type(offset, words, asks = false) {
  const times = [];
  const start = position(text, offset);
  const at = (typed) => {
    const lines = typed.split('\n');
    const character = lines.length > 1 ? lines.at(-1).length : start.character + typed.length;
    return { line: start.line + lines.length - 1, character };
  };
  const key = async (range, text) => {
    version += 1;
    const answer = findings(version);
    const [since, before] = [performance.now(), processor()];
    connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [{ range, text }] });
    const shown = asks ? [lsp.SemanticTokensRequest.type, lsp.DocumentSymbolRequest.type] : [];
    const asked = shown.map((request) => connection.sendRequest(request, { textDocument: { uri } }));
    await answer;
    times.push({ waited: performance.now() - since, worked: processor() - before });
    await Promise.all(asked);
  };
  for (let n = 0; n < words.length; n += 1) {
    const here = at(words.slice(0, n));
    await key({ start: here, end: here }, words[n]);
  }
  for (let n = words.length; n > 0; n -= 1) await key({ start: at(words.slice(0, n - 1)), end: at(words.slice(0, n)) }, '');
  return times;
}

/** How long the processor has worked for the server, in milliseconds; not a number where the system does not tell. */
function processor() {
  try {
    const tasks = `/proc/${server.pid}/task`;
    const busy = (task) => Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]);
    return readdirSync(tasks).reduce((sum, task) => sum + busy(task), 0) / 1e6;
  } catch {
    return Number.NaN;
  }
}

function findings(version = 1) {
  return new Promise((found) => {
    told = (params) => params.version === version && found(params.diagnostics);
  });
}

function ms(time) {
  return `${time.toFixed(1).padStart(6)} ms`;
}

/** A text of so many lines: what a province would gather of many resolutions, each with its own names. */
function document(lines) {
  const made = [
    'ngôn ngữ vi', '',
    'văn bản gop "Gathered" / "Văn bản gộp"', '  có hiệu lực từ 01/01/2025', '',
    'cấp xa "commune | communes" / "xã"', '',
    'số lượng lop "class | classes" / "lớp" theo xa', '',
  ];
  const letters = 'ABCDEGHIKLMNOPQRSTUVXY';
  for (let n = 0; made.length + 14 <= lines; n += 1) {
    const mark = `${letters[Math.floor(n / letters.length) % letters.length]}${letters[n % letters.length]}`.toLowerCase();
    made.push(
      `đối tượng nhom_${n} "member of group ${mark} | members of group ${mark}" / "thành viên nhóm ${mark}" theo xa`,
      `  trạng thái tap_huan "trained" / "được tập huấn" trong kỳ`,
      `  trạng thái cong_nhan "recognised to date" / "đã được công nhận" lũy kế`,
      '',
      `việc ke_hoach_${n} "a plan for group ${mark} issued" / "ban hành kế hoạch nhóm ${mark}" theo xa`,
      '',
      `# Điều ${n + 1}`,
      `quy định quy_dinh_${n} "Group ${mark}" / "Nhóm ${mark}"`,
      `  căn cứ Điều ${n + 1} khoản 2`,
      '  chủ thể xã',
      `  hằng năm trên 15% thành viên nhóm ${mark} được tập huấn`,
      `  phấn đấu đến năm 2030 trên 75% thành viên nhóm ${mark} đã được công nhận`,
      `  chậm nhất ngày 30/06/2026 ban hành kế hoạch nhóm ${mark}`,
      '',
    );
  }
  while (made.length < lines) made.push('#');
  return `${made.join('\n')}\n`;
}
