// Whatever comes in, the server answers as the protocol asks, or passes on; it neither dies nor hangs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as lsp from 'vscode-languageserver-protocol/node';
import { start } from './client.mjs';

const INITIALIZE = { jsonrpc: '2.0', id: 'greeting', method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } };

/** A session in bare bytes, whose answers are collected. */
function bare(t) {
  const server = start(t);
  const answers = [];
  const waiting = [];
  new lsp.StreamMessageReader(server.child.stdout).listen((message) => {
    answers.push(message);
    for (const wake of waiting.splice(0)) wake();
  });
  const bytes = (text) => server.child.stdin.write(text);
  const send = (message) => {
    const body = typeof message === 'string' ? message : JSON.stringify(message);
    bytes(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const answer = async (find) => {
    for (;;) {
      const at = answers.findIndex(find);
      if (at >= 0) return answers.splice(at, 1)[0];
      await new Promise((wake) => waiting.push(wake));
    }
  };
  /** Still alive, and in step: a request gets its own answer. */
  let asked = 0;
  const alive = async () => {
    const id = `alive ${(asked += 1)}`;
    send({ jsonrpc: '2.0', id, method: 'workspace/symbol', params: { query: '' } });
    assert.ok('result' in (await answer((one) => one.id === id)));
  };
  const greet = async () => {
    send(INITIALIZE);
    await answer((one) => one.id === 'greeting');
    send({ jsonrpc: '2.0', method: 'initialized', params: {} });
  };
  const error = async (id = null) => (await answer((one) => one.id === id)).error.code;
  return { ...server, bytes, send, answer, alive, greet, error, answers };
}

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;
const NOT_INITIALIZED = -32002;
const REQUEST_FAILED = -32803;

test('what is no message is answered, and the next one is understood', async (t) => {
  const server = bare(t);
  await server.greet();
  const broken = [
    ['{', PARSE_ERROR],
    ['', PARSE_ERROR],
    ['\u0000\u0001', PARSE_ERROR],
    ['['.repeat(100_000), PARSE_ERROR],
    ['[]', INVALID_REQUEST],
    ['null', INVALID_REQUEST],
    ['{}', INVALID_REQUEST],
    ['{"jsonrpc":"2.0","id":{},"method":"shutdown"}', INVALID_REQUEST],
    ['{"jsonrpc":"2.0","id":1.5,"method":"shutdown"}', INVALID_REQUEST],
    ['{"jsonrpc":"2.0","method":7}', INVALID_REQUEST],
  ];
  for (const [body, code] of broken) {
    server.send(body);
    assert.equal(await server.error(), code, body.slice(0, 60));
    await server.alive();
  }
  assert.equal(server.said.stderr, '');
});

test('wrong lengths and noise between messages are told once, and reading goes on', async (t) => {
  const server = bare(t);
  await server.greet();
  const body = JSON.stringify({ jsonrpc: '2.0', method: '$/setTrace', params: { value: 'off' } });
  const noise = [
    'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
    `Content-Length: ${body.length - 9}\r\n\r\n${body}`,
    `Content-Length: ${body.length + 40}\r\n\r\n${body}`,
    'Content-Length: -5\r\n\r\n{}',
    'Content-Length: 99999999999999999999\r\n\r\n{}',
    'Content-Length: 999999999999\r\n\r\n{}',
    'Content-Length: many\r\n\r\n{}',
    `${'x'.repeat(100_000)}\r\n`,
  ];
  for (const bytes of noise) {
    server.bytes(bytes);
    // A length that is too long swallows what comes next: the message after that is found again.
    server.send({ jsonrpc: '2.0', method: '$/setTrace', params: { value: 'off' } });
    assert.equal(await server.error(), PARSE_ERROR, bytes.slice(0, 60));
    await server.alive();
  }
});

test('requests out of their time, unknown ones and those without sense are refused', async (t) => {
  const server = bare(t);
  server.send({ jsonrpc: '2.0', id: 1, method: 'textDocument/hover', params: {} });
  assert.equal(await server.error(1), NOT_INITIALIZED);
  server.send({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: {} });
  server.send({ jsonrpc: '2.0', id: 2, method: 'initialize', params: { capabilities: 'none' } });
  assert.equal(await server.error(2), INVALID_PARAMS);
  await server.greet();
  const refused = [
    ['initialize', {}, INVALID_REQUEST],
    ['textDocument/brew', {}, METHOD_NOT_FOUND],
    ['$/unknown', {}, METHOD_NOT_FOUND],
    ['textDocument/formatting', {}, INVALID_PARAMS],
    ['textDocument/documentSymbol', null, INVALID_PARAMS],
    ['textDocument/documentSymbol', { textDocument: { uri: 'file:///nowhere.luat' } }, REQUEST_FAILED],
    ['textDocument/documentSymbol', { textDocument: { uri: '%%%' } }, REQUEST_FAILED],
    ['workspace/executeCommand', { command: 'rm' }, INVALID_PARAMS],
    ['workspace/executeCommand', { command: 'luat.translate', arguments: [1, 2, 3] }, INVALID_PARAMS],
    ['workspace/executeCommand', { command: 'luat.translate', arguments: ['untitled:a', 'fr'] }, INVALID_PARAMS],
  ];
  let id = 10;
  for (const [method, params, code] of refused) {
    server.send({ jsonrpc: '2.0', id: (id += 1), method, params });
    assert.equal(await server.error(id), code, method);
  }
  for (const method of ['$/unknown', 'textDocument/didOpen', 'textDocument/didChange', 'workspace/didChangeWatchedFiles']) {
    server.send({ jsonrpc: '2.0', method, params: { textDocument: 7 } });
  }
  server.send({ jsonrpc: '2.0', id: 99, result: null });
  server.send({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 'never asked' } });
  await server.alive();

  server.send({ jsonrpc: '2.0', id: 100, method: 'shutdown' });
  await server.answer((one) => one.id === 100 && one.result === null);
  server.send({ jsonrpc: '2.0', id: 101, method: 'workspace/symbol', params: { query: '' } });
  assert.equal(await server.error(101), INVALID_REQUEST);
  server.send({ jsonrpc: '2.0', method: 'exit' });
  assert.equal(await server.ended, 0);
});

test('positions that are nowhere and texts that are none do no harm', async (t) => {
  const server = bare(t);
  await server.greet();
  const uri = 'untitled:a';
  const textDocument = { uri, languageId: 'luat', version: 1, text: 'rule \uD83D\uDE00 "x\r\n\r\0' };
  server.send({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument } });
  const far = 4_294_967_295;
  const places = [[0, 0], [0, 6], [1, 99], [far, far], [2, 0]].map(([line, character]) => ({ line, character }));
  let version = 1;
  for (const start of places) {
    for (const end of places) {
      const contentChanges = [{ range: { start, end }, text: 'điều \uD83D\uDE00\n' }];
      server.send({ jsonrpc: '2.0', method: 'textDocument/didChange', params: { textDocument: { uri, version: (version += 1) }, contentChanges } });
    }
    const params = { textDocument: { uri }, position: start, context: { includeDeclaration: true, triggerKind: 1 }, newName: '\n' };
    for (const method of ['hover', 'completion', 'definition', 'references', 'documentHighlight', 'prepareRename', 'rename', 'documentSymbol', 'foldingRange', 'semanticTokens/full']) {
      const id = `${method} ${start.line} ${start.character}`;
      server.send({ jsonrpc: '2.0', id, method: `textDocument/${method}`, params });
      const { error } = await server.answer((one) => one.id === id);
      assert.ok(!error || error.code === REQUEST_FAILED, `${method}: ${error?.message}`);
    }
  }
  await server.alive();
  assert.equal(server.said.stderr, '');
});

test('leaving without a farewell is an exit code of its own', async (t) => {
  const rude = bare(t);
  await rude.greet();
  rude.send({ jsonrpc: '2.0', method: 'exit' });
  assert.equal(await rude.ended, 1);
  const gone = bare(t);
  await gone.greet();
  gone.child.stdin.end('Content-Length: 100\r\n\r\n{');
  assert.equal(await gone.ended, 1);
});
