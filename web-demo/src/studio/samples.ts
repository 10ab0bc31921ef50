// What a visitor can begin with: a real document, or the small one that `luat new` writes.
import type { Language, Report, RuleText } from 'luat';
import { today } from '../choice';
import type { Kept } from './store';

const urlsOf = (found: Record<string, string>): [string, string][] =>
  Object.entries(found).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]);

const RULES = urlsOf({
  ...import.meta.glob<string>('../../../rules/muong_ang_154/muong_ang_154.luat', { query: '?url', import: 'default', eager: true }),
  ...import.meta.glob<string>('../../../rules/common.luat', { query: '?url', import: 'default', eager: true }),
  ...import.meta.glob<string>('../../../rules/muong_ang_154/scenarios/*.luat', { query: '?url', import: 'default', eager: true }),
});
const [REPORT = ''] = Object.values(
  import.meta.glob<string>('../../../rules/muong_ang_154/reports/muong-ang-2025-2026.json', { query: '?url', import: 'default', eager: true }),
);
const CATALOGUES = new Map(urlsOf(import.meta.glob<string>('../../../catalogue/*.json', { query: '?url', import: 'default', eager: true })));
const NEW = import.meta.glob<string>('../../../cli/src/new/*', { query: '?raw', import: 'default' });

const textAt = async (url: string): Promise<string> => (await fetch(url)).text();

/** Resolution 154/NQ-HĐND of Mường Ảng with its scenarios and its illustrative report. */
export async function realDocument(): Promise<Kept> {
  const [texts, report] = await Promise.all([
    Promise.all(RULES.map(async ([name, url]): Promise<RuleText> => ({ name, text: await textAt(url) }))),
    textAt(REPORT),
  ]);
  return {
    version: 1,
    texts,
    open: 'muong_ang_154.luat',
    trial: { report: JSON.parse(report) as Report, body: undefined, period: '2025', asOf: '2026-01-15' },
  };
}

/** The document that `luat new` begins with. */
export async function newDocument(language: Language): Promise<Kept> {
  const read = async (name: string): Promise<string> => (await NEW[`../../../cli/src/new/${name}`]?.()) ?? '';
  const [rules, scenarios, report] = await Promise.all([read(`rules.${language}.luat`), read(`scenarios.${language}.luat`), read('report.json')]);
  return {
    version: 1,
    texts: [
      { name: 'my_document.luat', text: rules },
      { name: 'scenarios.luat', text: scenarios },
    ],
    open: 'my_document.luat',
    trial: { report: JSON.parse(report) as Report, body: undefined, period: '2026', asOf: today() },
  };
}

/** One text with nothing but its language: for who has a document of their own to write. */
export const emptyDocument = (language: Language): Kept => ({
  version: 1,
  texts: [{ name: EMPTY[language].name, text: emptyText(language) }],
  open: EMPTY[language].name,
  trial: { report: undefined, body: undefined, period: undefined, asOf: today() },
});

/** A text with nothing but its language. */
export const emptyText = (language: Language): string => `${EMPTY[language].head}\n\n`;

const EMPTY = {
  en: { name: 'my_document.luat', head: 'language en' },
  vi: { name: 'van_ban.luat', head: 'ngôn ngữ vi' },
};

/** The catalogue of statements of a name, as JSON text; nothing where the project has none. */
export async function catalogue(name: string): Promise<string | undefined> {
  const url = CATALOGUES.get(`${name}.json`);
  return url === undefined ? undefined : textAt(url);
}
