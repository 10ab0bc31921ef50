// Every kept answer has the form that the TypeScript types promise.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { find, read, ROOT } from '../files.mjs';

test('the kept answers of all cases satisfy the types', () => {
  const folder = mkdtempSync(join(ROOT, 'node_modules/.luat-types-'));
  try {
    for (const path of find('tests/conformance/results', /\.json$/)) {
      const name = path.replace(/^.*\/|\.json$/g, '');
      // As a literal in a program: JSON imported as a module would lose its exact strings.
      writeFileSync(
        join(folder, `${name}.ts`),
        `import type { Result } from 'luat';\nexport const answers: Result[] = ${read(path)};\n`,
      );
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tests/js/tsconfig.json', files: [], include: ['*.ts'] }));
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { cwd: ROOT, encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
