// The VS Code extension as it is packed.
import assert from 'node:assert/strict';
import { createRequire, Module } from 'node:module';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, read } from '../files.mjs';

const FOLDER = join(ROOT, 'editors/vscode');
const manifest = JSON.parse(read('editors/vscode/package.json'));

test('the extension is built and packed by the tool of VS Code, with all that it names', () => {
  execFileSync('npm', ['run', 'package'], { cwd: FOLDER, stdio: 'pipe' });
  const packed = execFileSync('npx', ['vsce', 'ls', '--no-dependencies'], { cwd: FOLDER, encoding: 'utf8' }).trim().split('\n');
  const { languages, grammars } = manifest.contributes;
  const named = [manifest.main, ...languages.map((one) => one.configuration), ...grammars.map((one) => one.path)];
  for (const file of named) assert.ok(packed.includes(file.replace(/^\.\//, '')), file);
  assert.deepEqual(packed.filter((file) => /^(src|node_modules)\//.test(file)), []);
  assert.ok(existsSync(join(FOLDER, 'luat.vsix')));
});

test('every text that VS Code shows stands in both languages', () => {
  const keys = (file) => Object.keys(JSON.parse(read(file))).sort();
  assert.deepEqual(keys('editors/vscode/package.nls.json'), keys('editors/vscode/package.nls.vi.json'));
  const asked = JSON.stringify(manifest).match(/(?<="%)\w+(?=%")/g);
  assert.deepEqual([...new Set(asked)].sort(), keys('editors/vscode/package.nls.json'));
  const source = read('editors/vscode/src/extension.ts');
  const said = [...source.matchAll(/l10n\.t\('([^']+)'/g)].map(([, text]) => text).sort();
  assert.deepEqual(said, keys('editors/vscode/l10n/bundle.l10n.vi.json'));
});

test('the packed code loads where VS Code is', () => {
  const require = createRequire(import.meta.url);
  // A stand-in for the editor: whatever is asked of it is there, and does nothing.
  const anything = new Proxy(class {}, {
    get: (target, key) => (key === 'prototype' ? target.prototype : anything),
    apply: () => anything,
    construct: () => ({}),
  });
  const load = Module._load;
  Module._load = (name, ...rest) => (name === 'vscode' ? anything : load(name, ...rest));
  try {
    const { activate, deactivate } = require(join(FOLDER, 'dist/extension.js'));
    assert.deepEqual([typeof activate, typeof deactivate], ['function', 'function']);
  } finally {
    Module._load = load;
  }
});
