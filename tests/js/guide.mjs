// The programs of docs/portal.md, laid out as files of a project that has the package installed.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ruleset } from 'luat';
import { blocksOf, ROOT } from './files.mjs';

/** The block of a page that is marked `file=NAME`. */
export function snippet(page, name) {
  const block = blocksOf(page).find(({ file }) => file === name);
  if (!block) throw new Error(`${page} shows no ${name}`);
  return block.text;
}

/** The rules of the guide. */
export const guideRules = () => Ruleset.compile([{ name: 'ward.luat', text: snippet('docs/backend.md', 'ward.luat') }]);

/** Files in a folder beside the installed packages; answers `{ folder, remove }`. */
export function project(files) {
  const folder = mkdtempSync(join(ROOT, 'node_modules/.luat-guide-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
