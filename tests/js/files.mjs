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

/** Where `scripts/test corpus` puts the corpus. */
export const corpusFile = () => join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'corpus.ndjson');
