// The documents as shipped with this page: each folder of rules/, with the names that documents share.
import type { Report, RuleText, Words } from 'luat';

const RULES = import.meta.glob<string>(['../../rules/**/*.luat', '!**/*scenarios.luat', '!**/scenarios/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Reports of the shipped documents, without those that are made to be wrong. */
const REPORTS = import.meta.glob<Report>(['../../rules/*/reports/*.json', '!**/bad-*.json', '!**/breaks-*.json'], {
  import: 'default',
});

const ROOT = '../../rules/';

const folderOf = (path: string): string => path.slice(ROOT.length).split('/').slice(0, -1)[0] ?? '';

/** A shipped document. */
export interface Shipped {
  /** Its folder. */
  id: string;
  title: Words;
  texts: RuleText[];
  /** Loads a report to try it with, where one is shipped. */
  sample?: () => Promise<Report>;
}

/** The title out of a document's first line; the engine tells it too, but only once the rules are opened. */
function titleIn(texts: RuleText[]): Words | undefined {
  for (const { text } of texts) {
    const [, en, vi] = /^(?:document|văn bản)\s+\w+\s+"([^"]*)"\s*\/\s*"([^"]*)"/m.exec(text.normalize()) ?? [];
    if (en !== undefined && vi !== undefined) return { en, vi };
  }
  return undefined;
}

function shipped(id: string): Shipped {
  const texts = Object.entries(RULES)
    .filter(([path]) => ['', id].includes(folderOf(path)))
    .map(([path, text]) => ({ name: path.slice(ROOT.length), text }));
  const own = texts.filter(({ name }) => name.includes('/'));
  const sample = Object.entries(REPORTS).find(([path]) => folderOf(path) === id)?.[1];
  return { id, title: titleIn(own) ?? { en: id, vi: id }, texts, ...(sample && { sample }) };
}

export const DOCUMENTS: Shipped[] = [...new Set(Object.keys(RULES).map(folderOf))]
  .filter((id) => id !== '')
  .sort()
  .map(shipped);
