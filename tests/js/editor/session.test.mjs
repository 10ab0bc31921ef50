// What an editor does all day, against the built command.
import assert from 'node:assert/strict';
import { writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as lsp from 'vscode-languageserver-protocol/node';
import { position } from '../files.mjs';
import { at, coloured, edited, folder, session, words } from './client.mjs';

const NAMES = `ngôn ngữ vi

văn bản chung "Common names" / "Tên gọi chung"
  có hiệu lực từ 01/01/2025

cấp huyen "district | districts" / "huyện"

đối tượng truong_ban "hamlet head | hamlet heads" / "trưởng bản" theo huyen
  trạng thái tap_huan "trained" / "được tập huấn" trong kỳ
`;

const RULES = `ngôn ngữ vi

# 😀 mọi thứ đếm bằng UTF-16
văn bản nghi_quyet "Resolution" / "Nghị quyết"
  có hiệu lực từ 01/01/2025

dùng chung

quy định tap_huan_truong_ban "Training" / "Tập huấn trưởng bản"
  căn cứ Điều 1
  chủ thể huyện
  hằng năm trên 15% trưởng bản được tập huấn
`;

const LAYOUT = { tabSize: 2, insertSpaces: true };
const about = (uri, more = {}) => ({ textDocument: { uri }, ...more });

test('a fault typed is told once, with its code, its place and its page, and gone when mended', async (t) => {
  const { uri } = folder(t, { 'chung.luat': NAMES, 'quy_dinh.luat': RULES });
  const editor = await session(t, { root: uri() });
  const rules = uri('quy_dinh.luat');
  editor.open(rules, RULES);
  assert.deepEqual(await editor.findings(rules, 1), []);

  const start = at(RULES, 'trên 15%');
  const end = { ...start, character: start.character + 'trên '.length };
  editor.change(rules, 2, { range: { start, end }, text: '' });
  const faulty = RULES.replace('trên 15%', '15%');
  const [finding, ...others] = await editor.findings(rules, 2);
  assert.deepEqual(others, []);
  assert.match(finding.code, /^E0/);
  assert.equal(words(faulty, finding.range), '15%');
  assert.equal(finding.severity, lsp.DiagnosticSeverity.Error);
  assert.equal(finding.source, 'luat');
  assert.match(finding.message, /gợi ý: .*`trên 15%`/s);
  assert.ok(finding.codeDescription.href.endsWith(`docs/errors.vi.md#${finding.code.toLowerCase()}`));

  editor.change(rules, 3, { range: { start, end: start }, text: 'trên ' });
  assert.deepEqual(await editor.findings(rules, 3), []);
  assert.equal(await editor.leave(), 0);
  assert.equal(editor.said.stderr, '');
});

test('texts of a folder belong together, open or not, and what is open counts before the disk', async (t) => {
  const { path, uri } = folder(t, { 'chung.luat': NAMES, 'phuong/quy_dinh.luat': RULES });
  const editor = await session(t, { root: uri() });
  const [names, rules] = [uri('chung.luat'), uri('phuong/quy_dinh.luat')];
  editor.open(names, NAMES.replace('tap_huan', 'boi_duong').replace('được tập huấn', 'được bồi dưỡng'));
  const [finding] = await editor.findings(rules);
  assert.match(words(RULES, finding.range), /tập huấn/);
  editor.tell(lsp.DidCloseTextDocumentNotification.type, about(names));
  await editor.until(() => editor.told.at(-1).uri === rules && editor.told.at(-1).diagnostics.length === 0 || undefined);

  await editor.until(() => editor.watched.at(0));
  assert.equal(editor.watched[0].registerOptions.watchers[0].globPattern, '**/*.luat');
  const happened = (uri, type) => editor.tell(lsp.DidChangeWatchedFilesNotification.type, { changes: [{ uri, type }] });
  rmSync(join(path, 'chung.luat'));
  happened(names, lsp.FileChangeType.Deleted);
  await editor.until(() => editor.told.at(-1).diagnostics.length > 0 || undefined);
  writeFileSync(join(path, 'chung.luat'), NAMES);
  happened(names, lsp.FileChangeType.Created);
  await editor.until(() => editor.told.at(-1).diagnostics.length === 0 || undefined);
  assert.equal(await editor.leave(), 0);
});

test('a text of no folder stands alone, with what it uses beside it', async (t) => {
  const { uri } = folder(t, { 'chung.luat': NAMES });
  const editor = await session(t);
  editor.open(uri('moi.luat'), RULES);
  assert.deepEqual(await editor.findings(uri('moi.luat'), 1), []);
  editor.open('untitled:Untitled-1', NAMES);
  assert.deepEqual(await editor.findings('untitled:Untitled-1', 1), []);
  assert.equal(await editor.leave(), 0);
});

test('a text is laid out and turned into the other language and back', async (t) => {
  const { uri } = folder(t, { 'chung.luat': NAMES });
  const editor = await session(t, { root: uri(), options: { language: 'en' } });
  const rules = uri('quy_dinh.luat');
  const untidy = RULES.replace('  chủ thể huyện', ' chủ thể   huyện');
  editor.open(rules, untidy);
  const edits = await editor.ask(lsp.DocumentFormattingRequest.type, about(rules, { options: LAYOUT }));
  assert.equal(edits.length, 1);
  const tidy = edited(untidy, edits);
  assert.match(tidy, /^ {2}chủ thể/m);
  editor.change(rules, 2, { text: tidy });
  assert.deepEqual(await editor.ask(lsp.DocumentFormattingRequest.type, about(rules, { options: LAYOUT })), []);

  const turn = async (title) => {
    const whole = { start: position(tidy, 0), end: position(tidy, 0) };
    const actions = await editor.ask(lsp.CodeActionRequest.type, about(rules, { range: whole, context: { diagnostics: [], only: ['refactor'] } }));
    assert.deepEqual(actions.map((one) => one.title), [title]);
    const { command, arguments: given } = actions[0].command;
    const asked = editor.applied.length;
    await editor.ask(lsp.ExecuteCommandRequest.type, { command, arguments: given });
    return editor.until(() => editor.applied[asked]?.changes[rules]);
  };
  const english = edited(tidy, await turn('Turn into English'));
  assert.match(english, /annually over 15% of hamlet heads trained/);
  editor.change(rules, 3, { text: english });
  assert.equal(edited(english, await turn('Turn into Vietnamese')), tidy);
  editor.change(rules, 4, { text: tidy.replace('trên 15%', '15%') });
  await assert.rejects(editor.ask(lsp.DocumentFormattingRequest.type, about(rules, { options: LAYOUT })), { code: -32803 });
  assert.equal(await editor.leave(), 0);
});

test('what is being typed is completed, tone marks or none', async (t) => {
  const { uri } = folder(t, { 'chung.luat': NAMES });
  const editor = await session(t, { root: uri() });
  const rules = uri('quy_dinh.luat');
  const typed = RULES.replace('trưởng bản được tập huấn', 'truong b');
  editor.open(rules, typed);
  const cursor = at(typed, 'truong b', 'truong b'.length);
  const { items } = await editor.ask(lsp.CompletionRequest.type, about(rules, { position: cursor }));
  const [first] = items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1));
  assert.equal(first.label, 'trưởng bản');
  assert.equal(first.filterText, 'truong b');
  assert.match(edited(typed, [first.textEdit]), /trên 15% trưởng bản\n/);

  editor.change(rules, 2, { text: `${RULES}\nquy` });
  const end = position(`${RULES}\nquy`, RULES.length + 4);
  const snippets = await editor.ask(lsp.CompletionRequest.type, about(rules, { position: end }));
  assert.ok(snippets.items.some((one) => one.kind === lsp.CompletionItemKind.Snippet && one.insertTextFormat === lsp.InsertTextFormat.Snippet));
  assert.equal(await editor.leave(), 0);
});

test('a name is told of, found where it is declared and used, and renamed in both texts', async (t) => {
  const { uri } = folder(t, { 'chung.luat': NAMES, 'quy_dinh.luat': RULES });
  const editor = await session(t, { root: uri() });
  const [names, rules] = [uri('chung.luat'), uri('quy_dinh.luat')];
  editor.open(rules, RULES);
  const position = at(RULES, 'trưởng bản được', 3);

  const told = await editor.ask(lsp.HoverRequest.type, about(rules, { position }));
  assert.match(told.contents.value, /trưởng bản/);
  assert.equal(words(RULES, told.range), 'trưởng bản');
  const declared = await editor.ask(lsp.DefinitionRequest.type, about(rules, { position }));
  assert.equal(declared.uri, names);
  assert.match(words(NAMES, declared.range), /truong_ban|trưởng bản/);

  const asked = (includeDeclaration) => editor.ask(lsp.ReferencesRequest.type, about(rules, { position, context: { includeDeclaration } }));
  const uses = await asked(false);
  assert.deepEqual(uses.map((one) => [one.uri, words(RULES, one.range)]), [[rules, 'trưởng bản']]);
  assert.equal((await asked(true)).length, 2);
  const here = await editor.ask(lsp.DocumentHighlightRequest.type, about(rules, { position }));
  assert.deepEqual(here.map((one) => words(RULES, one.range)), ['trưởng bản']);

  const prepared = await editor.ask(lsp.PrepareRenameRequest.type, about(rules, { position }));
  assert.deepEqual(prepared, { range: told.range, placeholder: 'trưởng bản' });
  const rename = (newName) => editor.ask(lsp.RenameRequest.type, about(rules, { position, newName }));
  const { changes } = await rename('trưởng thôn');
  assert.match(edited(NAMES, changes[names]), /\/ "trưởng thôn" theo huyen/);
  assert.match(edited(RULES, changes[rules]), /trên 15% trưởng thôn được tập huấn/);
  await assert.rejects(rename('"'), { code: -32803 });
  assert.equal(await editor.ask(lsp.PrepareRenameRequest.type, about(rules, { position: { line: 1, character: 0 } })), null);
  assert.equal(await editor.leave(), 0);
});

test('a finding comes with its mend', async (t) => {
  const { uri } = folder(t, { 'chung.luat': NAMES });
  const editor = await session(t, { root: uri(), options: { language: 'vi' } });
  const rules = uri('quy_dinh.luat');
  const faulty = RULES.replace('chủ thể huyện', 'chủ thể huyệm');
  editor.open(rules, faulty);
  const [finding] = await editor.findings(rules, 1);
  const actions = await editor.ask(lsp.CodeActionRequest.type, about(rules, { range: finding.range, context: { diagnostics: [finding], only: ['quickfix'] } }));
  const mend = actions.find((one) => one.edit);
  assert.deepEqual(mend.diagnostics, [finding]);
  assert.equal(mend.kind, 'quickfix');
  assert.equal(edited(faulty, mend.edit.changes[rules]), RULES);
  assert.equal(await editor.leave(), 0);
});

test('outline, folds, declarations by name and colours', async (t) => {
  const { uri } = folder(t, { 'chung.luat': NAMES });
  const editor = await session(t, { root: uri() });
  const rules = uri('quy_dinh.luat');
  editor.open(rules, RULES);

  const [document] = await editor.ask(lsp.DocumentSymbolRequest.type, about(rules));
  assert.equal(document.name, 'Nghị quyết');
  const rule = document.children.at(-1);
  assert.equal(rule.name, 'Tập huấn trưởng bản');
  assert.equal(words(RULES, rule.selectionRange), 'tap_huan_truong_ban');
  assert.match(words(RULES, rule.range), /^quy định.*được tập huấn$/s);

  const folds = await editor.ask(lsp.FoldingRangeRequest.type, about(rules));
  const lines = RULES.split('\n');
  assert.ok(folds.some((fold) => lines[fold.startLine].startsWith('quy định') && lines[fold.endLine].includes('hằng năm')));

  const found = await editor.ask(lsp.WorkspaceSymbolRequest.type, { query: 'trưởng bản' });
  assert.deepEqual(found.map((one) => one.location.uri).sort(), [uri('chung.luat'), rules].sort());

  const { legend } = editor.greeting.capabilities.semanticTokensProvider;
  const tokens = await editor.ask(lsp.SemanticTokensRequest.type, about(rules));
  const shown = coloured(RULES, tokens.data, legend.tokenTypes);
  assert.deepEqual(shown.filter(({ words }) => ['hằng năm', '15', 'trưởng bản', 'được tập huấn'].includes(words)).map(({ words, kind }) => [words, kind]), [
    ['hằng năm', 'keyword'], ['15', 'number'], ['trưởng bản', 'class'], ['được tập huấn', 'property'],
  ]);
  const changed = RULES.replace('15%', '2500%');
  editor.change(rules, 2, { range: { start: at(RULES, '15%'), end: at(RULES, '15%', 2) }, text: '2500' });
  const delta = await editor.ask(lsp.SemanticTokensDeltaRequest.type, about(rules, { previousResultId: tokens.resultId }));
  assert.ok(delta.edits.length === 1 && delta.edits[0].data.length <= 10, 'only the difference is told');
  const data = [...tokens.data];
  for (const { start, deleteCount, data: came } of delta.edits) data.splice(start, deleteCount, ...came);
  const anew = await editor.ask(lsp.SemanticTokensRequest.type, about(rules));
  assert.deepEqual(data, anew.data);
  assert.ok(coloured(changed, data, legend.tokenTypes).some(({ words }) => words === '2500'));
  assert.equal(await editor.leave(), 0);
});

test('an editor that counts in bytes is answered in bytes', async (t) => {
  const { uri } = folder(t, { 'chung.luat': NAMES });
  const capabilities = { general: { positionEncodings: ['utf-8', 'utf-16'] } };
  const editor = await session(t, { root: uri(), capabilities });
  assert.equal(editor.greeting.capabilities.positionEncoding, 'utf-8');
  const rules = uri('quy_dinh.luat');
  editor.open(rules, RULES);
  const line = RULES.split('\n').findIndex((line) => line.includes('15%'));
  const bytes = Buffer.byteLength('  hằng năm ');
  const end = bytes + Buffer.byteLength('trên ');
  editor.change(rules, 2, { range: { start: { line, character: bytes }, end: { line, character: end } }, text: '' });
  const [finding] = await editor.findings(rules, 2);
  assert.deepEqual(finding.range, { start: { line, character: bytes }, end: { line, character: bytes + 3 } });
  assert.equal(await editor.leave(), 0);
});

test('messages speak the language set, else that of the editor, and a change of it is heard', async (t) => {
  const faulty = RULES.replace('trên 15%', '15%').replace('dùng chung\n', '');
  for (const [said, expected] of [[{ locale: 'en-GB' }, /declare/], [{ locale: 'en', options: { language: 'vi' } }, /khai báo/], [{ locale: undefined }, /khai báo/]]) {
    const editor = await session(t, said);
    editor.open('untitled:a', faulty);
    const found = await editor.findings('untitled:a', 1);
    assert.match(found.map((one) => one.message).join('\n'), expected);
    editor.tell(lsp.DidChangeConfigurationNotification.type, { settings: { luat: { language: 'en' } } });
    await editor.until(() => editor.told.at(-1).diagnostics.some((one) => /declare/.test(one.message)) || undefined);
    assert.equal(await editor.leave(), 0);
  }
});

test('keys pressed during other work are looked at once, and what was given up is not done', async (t) => {
  const editor = await session(t);
  editor.open('untitled:a', NAMES);
  await editor.findings('untitled:a', 1);
  const before = editor.told.length;
  const last = 200;
  for (let version = 2; version <= last; version += 1) {
    editor.change('untitled:a', version, { range: { start: position(NAMES, 0), end: position(NAMES, 0) }, text: '\n' });
  }
  const cancel = new lsp.CancellationTokenSource();
  const tokens = editor.connection.sendRequest(lsp.SemanticTokensRequest.type, about('untitled:a'), cancel.token);
  cancel.cancel();
  await assert.rejects(tokens, { code: -32800 });
  await editor.findings('untitled:a', last);
  assert.ok(editor.told.length - before < last / 2, `${editor.told.length - before} times`);
  assert.equal(await editor.leave(), 0);
});
