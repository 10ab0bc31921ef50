// The TextMate grammar, read by the libraries of VS Code, says the same of a text as the engine does.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as lsp from 'vscode-languageserver-protocol/node';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { ROOT, find, read } from '../files.mjs';
import { coloured, session } from './client.mjs';

const GRAMMAR = 'editors/vscode/syntaxes/luat.tmLanguage.json';

const require = createRequire(import.meta.url);
await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => textmate.parseRawGrammar(read(GRAMMAR), GRAMMAR),
});
const grammar = await registry.loadGrammar('source.luat');

/** Words with the innermost scope of each; blanks and words without a scope left out. */
function scopes(text) {
  let state = textmate.INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens
      .map(({ startIndex, endIndex, scopes }) => ({ start: startIndex, end: endIndex, words: line.slice(startIndex, endIndex), scope: scopes.at(-1) }))
      .filter(({ words, scope }) => words.trim() && scope !== 'source.luat');
  });
}

const told = (line) => scopes(line).flat().map(({ words, scope }) => [words, scope.replace(/\.luat$/, '')]);

test('a Vietnamese text', () => {
  const text = `ngôn ngữ vi
cấp huyen "district" / "huyện"  # cấp trên
  ngày ban_hanh "issued" / "ban hành"
quy định a.b
  căn cứ Điều 1 khoản 2 điểm b
  Hằng  năm, TRÊN 15,5% trưởng bản được tập huấn trước ngày 31/12/2025
  an toàn ≥ 06 tháng một lần`;
  assert.deepEqual(told(text), [
    ['ngôn ngữ', 'keyword.control.declaration'], ['vi', 'constant.language'],
    ['cấp', 'keyword.control.declaration'], ['huyen', 'entity.name.type'],
    ['"district"', 'string.quoted.double'], ['/', 'keyword.operator.word'], ['"huyện"', 'string.quoted.double'],
    ['# cấp trên', 'comment.line.number-sign'],
    ['ngày', 'storage.type.member'], ['ban_hanh', 'entity.name.type'],
    ['"issued"', 'string.quoted.double'], ['/', 'keyword.operator.word'], ['"ban hành"', 'string.quoted.double'],
    ['quy định', 'keyword.control.declaration'], ['a.b', 'entity.name.type'],
    ['căn cứ', 'storage.type.line'], ['Điều', 'keyword.other.citation'], ['1', 'constant.numeric'],
    ['khoản', 'keyword.other.citation'], ['2', 'constant.numeric'], ['điểm', 'keyword.other.citation'],
    ['Hằng  năm', 'keyword.other.time'], ['TRÊN', 'keyword.operator.comparison'], ['15,5', 'constant.numeric'],
    ['được', 'keyword.other.filler'], ['trước ngày', 'keyword.other.time'], ['31/12/2025', 'constant.numeric.date'],
    ['≥', 'keyword.operator.comparison'], ['06 tháng một lần', 'keyword.other.time'],
  ]);
});

test('an English text, without a line that says so', () => {
  const text = `# rules
rule plan "A plan, \\"drafted\\"
  cite article 1 says “over 15%”
  annually over 15% of hamlet heads trained by 2026-Q2, at least two thirds of an overview`;
  assert.deepEqual(told(text), [
    ['# rules', 'comment.line.number-sign'],
    ['rule', 'keyword.control.declaration'], ['plan', 'entity.name.type'],
    ['"A plan, \\"', 'string.quoted.double'], ['"', 'string.quoted.double'],
    ['cite', 'storage.type.line'], ['article', 'keyword.other.citation'], ['1', 'constant.numeric'], ['says', 'keyword.other.citation'],
    ['“over 15%”', 'string.quoted.double'],
    ['annually', 'keyword.other.time'], ['over', 'keyword.operator.comparison'], ['15', 'constant.numeric'], ['of', 'keyword.operator.word'],
    ['by', 'storage.modifier.detail'], ['2026-Q2', 'constant.numeric.period'],
    ['at least', 'keyword.operator.comparison'], ['two thirds', 'constant.numeric.word'], ['of', 'keyword.operator.word'],
  ]);
});

/** What the engine's kinds look like in the grammar. */
const SAME = {
  comment: /^comment\./,
  string: /^string\./,
  number: /^(constant\.numeric|keyword\.other\.time|keyword\.other\.unit)/,
  keyword: /^(keyword|storage|constant)\./,
};

/** Together, each once: what a folder holds is read as one. */
const FOLDERS = ['rules', 'tests/english'];

test('every text of the project is coloured as the engine reads it', async (t) => {
  const files = FOLDERS.flatMap((folder) => find(folder, /\.luat$/));
  const uri = (path) => pathToFileURL(join(ROOT, path)).href;
  const editor = await session(t, { roots: FOLDERS.map(uri) });
  const { legend } = editor.greeting.capabilities.semanticTokensProvider;
  let seen = 0;
  for (const file of files) {
    const text = read(file);
    const { data } = await editor.ask(lsp.SemanticTokensRequest.type, { textDocument: { uri: uri(file) } });
    const painted = scopes(text);
    const differing = [];
    for (const { words, kind, line, character } of coloured(text, data, legend.tokenTypes)) {
      const expected = SAME[kind];
      const over = painted[line].find(({ start, end }) => start <= character && character < end);
      if (expected && !expected.test(over?.scope ?? '')) differing.push(`${line + 1}: ${kind} “${words}” is ${over?.scope} “${over?.words}”`);
      seen += 1;
    }
    assert.deepEqual(differing, [], file);
    const outline = await editor.ask(lsp.DocumentSymbolRequest.type, { textDocument: { uri: uri(file) } });
    for (const symbol of outline) holdsItsParts(symbol, file);
  }
  assert.ok(seen > 10_000, `${seen} tokens`);
  assert.equal(await editor.leave(), 0);
});

/** Editors show no outline at all where a part lies outside its whole. */
function holdsItsParts({ name, range, selectionRange, children = [] }, file) {
  const order = (one, other) => one.line - other.line || one.character - other.character;
  const holds = (part) => order(range.start, part.start) <= 0 && order(part.end, range.end) <= 0;
  assert.ok(name && holds(selectionRange), `${file}: ${name}`);
  for (const child of children) {
    assert.ok(holds(child.range), `${file}: ${child.name} in ${name}`);
    holdsItsParts(child, file);
  }
}
