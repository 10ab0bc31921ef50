// An editor as far as the protocol goes: the very client library of VS Code, speaking to the built command.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as lsp from 'vscode-languageserver-protocol/node';
import { LUAT, position } from '../files.mjs';

const CAPABILITIES = {
  general: { positionEncodings: ['utf-16'] },
  workspace: { applyEdit: true, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, versionSupport: true },
  },
};

/** A folder with files, gone when the test ends. */
export function folder(t, files) {
  const path = mkdtempSync(join(tmpdir(), 'luật '));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, uri: (name = '') => pathToFileURL(join(path, name)).href };
}

/** The command as a process: bytes in, bytes out. */
export function start(t) {
  const child = spawn(LUAT, ['lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const said = { stderr: '' };
  child.stderr.on('data', (bytes) => (said.stderr += bytes));
  // What is written to a server that has left is nobody's fault.
  child.stdin.on('error', () => {});
  const ended = once(child, 'exit').then(([code]) => code);
  t.after(() => child.kill());
  return { child, said, ended };
}

/** A session with the server, after the greeting. */
export async function session(t, { root, roots = root ? [root] : null, locale = 'vi', options, capabilities = CAPABILITIES } = {}) {
  const server = start(t);
  const connection = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(server.child.stdout),
    new lsp.StreamMessageWriter(server.child.stdin),
  );
  const told = [];
  const waiting = new Set();
  connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
    told.push(params);
    for (const wake of waiting) wake();
  });
  const applied = [];
  connection.onRequest(lsp.ApplyWorkspaceEditRequest.type, ({ edit }) => {
    applied.push(edit);
    for (const wake of waiting) wake();
    return { applied: true };
  });
  const watched = [];
  connection.onRequest(lsp.RegistrationRequest.type, ({ registrations }) => void watched.push(...registrations));
  connection.listen();
  const greeting = await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    locale,
    capabilities,
    initializationOptions: options,
    workspaceFolders: roots?.map((uri) => ({ uri, name: uri })) ?? null,
  });
  await connection.sendNotification(lsp.InitializedNotification.type, {});

  /** Waits until something that was said or asked is there. */
  async function until(find) {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise((wake) => {
        const once = () => waiting.delete(once) && wake();
        waiting.add(once);
      });
    }
  }
  return {
    ...server,
    connection,
    greeting,
    told,
    applied,
    watched,
    until,
    ask: (type, params) => connection.sendRequest(type, params),
    tell: (type, params) => connection.sendNotification(type, params),
    open: (uri, text, version = 1) =>
      connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: 'luat', version, text },
      }),
    change: (uri, version, ...contentChanges) =>
      connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges,
      }),
    /** The findings of a text, at this version where it is open. */
    findings: (uri, version) =>
      until(() => told.findLast((one) => one.uri === uri && one.version === version)?.diagnostics),
    /** Says farewell as the protocol asks; the exit code. */
    async leave() {
      await connection.sendRequest(lsp.ShutdownRequest.type);
      await connection.sendNotification(lsp.ExitNotification.type);
      return server.ended;
    },
  };
}

/** Where some words stand in a text, as editors count. */
export function at(text, words, within = 0) {
  const offset = text.indexOf(words);
  if (offset < 0) throw new Error(`no “${words}” in the text`);
  return position(text, offset + within);
}

/** The words in a range. */
export function words(text, { start, end }) {
  const lines = text.split('\n');
  const offset = ({ line, character }) => lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return text.slice(offset(start), offset(end));
}

/** A text after the edits that an editor would make. */
export function edited(text, edits) {
  const lines = text.split('\n');
  const offset = ({ line, character }) =>
    Math.min(text.length, lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character);
  const parts = edits
    .map(({ range, newText }) => [offset(range.start), offset(range.end), newText])
    .sort(([a], [b]) => b - a);
  return parts.reduce((whole, [start, end, insert]) => whole.slice(0, start) + insert + whole.slice(end), text);
}

/** Tokens as the protocol counts them, as words with their kinds and places. */
export function coloured(text, data, types) {
  const lines = text.split('\n');
  const found = [];
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down, right, length, type] = data.slice(i, i + 4);
    [line, character] = [line + down, (down ? 0 : character) + right];
    found.push({ words: lines[line].slice(character, character + length), kind: types[type], line, character });
  }
  return found;
}
