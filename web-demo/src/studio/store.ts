// What is worked on: rule texts, the report they are tried on, and whose it is.
import type { Report, RuleText } from 'luat';

/** All that is kept of a workspace, in the browser and in a link. */
export interface Kept {
  version: 1;
  texts: RuleText[];
  /** Name of the text that is open. */
  open: string;
  trial: Trial;
}

/** A report on which the rules are tried. */
export interface Trial {
  report: Report | undefined;
  /** Of the report's bodies, which one: `LEVEL:ID`. */
  body: string | undefined;
  period: string | undefined;
  /** The day as of which it is judged. */
  asOf: string;
}

/** Something kept, read back; nothing where it is none. */
export function readKept(found: unknown): Kept | undefined {
  if (typeof found !== 'object' || found === null) return undefined;
  const { version, texts, open, trial } = found as Partial<Kept>;
  const sound = version === 1 && Array.isArray(texts) && texts.length > 0 && texts.every(isText) && isTrial(trial);
  if (!sound) return undefined;
  const names = new Set(texts.map(({ name }) => name));
  if (names.size !== texts.length) return undefined;
  return { version, texts, open: open !== undefined && names.has(open) ? open : (texts[0]?.name ?? ''), trial };
}

const isText = (one: unknown): one is RuleText =>
  typeof one === 'object' && one !== null && typeof (one as RuleText).name === 'string' && typeof (one as RuleText).text === 'string';

const isOptionalText = (one: unknown): one is string | undefined => one === undefined || typeof one === 'string';

function isTrial(one: unknown): one is Trial {
  if (typeof one !== 'object' || one === null) return false;
  const { report, body, period, asOf } = one as Partial<Trial>;
  const isReport = report === undefined || (typeof report === 'object' && report !== null && typeof report.body?.id === 'string' && typeof report.periods === 'object');
  return isReport && isOptionalText(body) && isOptionalText(period) && typeof asOf === 'string';
}

const KEY = 'luat-studio';

/** The draft kept in this browser. */
export const draft = {
  read(): Kept | undefined {
    try {
      return readKept(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    } catch {
      return undefined;
    }
  },
  /** Whether the browser kept it. */
  write(kept: Kept): boolean {
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  },
};
