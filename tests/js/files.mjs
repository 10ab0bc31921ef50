// Where the shared material lies, read the same way by every JavaScript test.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, relative } from 'node:path';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The text of a file named from the root of the repository. */
export const read = (path) => readFileSync(join(ROOT, path), 'utf8');

/** Files under a folder whose path matches, named from the root, in a fixed order. */
export function find(folder, pattern) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((path) => pattern.test(path))
    .sort();
}

/** The rule texts as shipped, as `Ruleset.compile` takes them. */
export const shippedRules = () => find('rules', /\.luat$/).map((name) => ({ name, text: read(name) }));

/** The folder of what cargo builds. */
export const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');

/** The command under test: `LUAT`, else the one that cargo built for tests. */
export const LUAT = process.env.LUAT ?? join(TARGET, 'debug/luat');

/** Where `scripts/test corpus` puts the corpus. */
export const corpusFile = () => join(TARGET, 'corpus.ndjson');

/** Where a small part of everything hostile is put besides. */
export const hostileFile = () => join(TARGET, 'hostile.ndjson');

/** What the command said, as its tests keep it in a snapshot, without its head. */
export const snapshot = (path) => read(path).replace(/^---\n[\s\S]*?\n---\n/, '');

/** The fenced blocks of a page: their language, what else is told of them, the file that they are, their text. */
export const blocksOf = (page) =>
  [...read(page).matchAll(/^```(\w+)(?:,(\S+))?\n([\s\S]*?)^```$/gm)].map(([, language, options = '', text]) => ({
    language,
    options,
    file: /(?:^|,)file=([^,]+)/.exec(options)?.[1],
    text,
  }));

/** The place of a UTF-16 offset, as editors count. */
export function position(text, offset) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1).length };
}
