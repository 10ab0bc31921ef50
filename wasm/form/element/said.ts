// What is said under each field: problems, then the verdicts that it decides.
import type { FormField, Language, Status } from 'luat';
import { showDate } from '../entry/date.js';
import { isSpan } from '../entry/span.js';
import type { Judge, Notice } from '../judge.js';
import { textsIn } from './texts.js';

/** Something said under a field. */
export interface Said {
  tone: 'wrong' | 'warns' | 'fine' | 'informs';
  /** Of a verdict. */
  status?: Status;
  cite?: string;
  text: string;
  remedy: string[];
  weight: Notice['weight'];
}

/** What is said, by path of the field under which it stands. */
export function saidByPath(judge: Judge, language: Language): Map<string, Said[]> {
  const said = new Map<string, Said[]>();
  for (const notice of judge.notices(language)) {
    const path = placeOf(notice, judge);
    if (path === undefined) continue;
    said.set(path, [...(said.get(path) ?? []), saidOf(notice)]);
  }
  for (const path of tooLate(judge)) {
    const text = textsIn(language).afterAsOf(showDate(judge.asOf, language));
    said.set(path, [{ tone: 'warns', text, remedy: [], weight: 'informs' }, ...(said.get(path) ?? [])]);
  }
  return said;
}

/** Where something is said to be done on a day that is yet to come: verdicts take no notice of it, so the person has to. */
function tooLate(judge: Judge): string[] {
  const isDeed = ({ path, input }: FormField) => {
    const given = input === 'act' ? judge.draft.get(path) : undefined;
    const value = isSpan(given) ? given.from : given;
    return typeof value === 'string' && value.slice(0, judge.asOf.length) > judge.asOf;
  };
  return judge.form.sections.flatMap(({ fields }) => fields.filter(isDeed).map(({ path }) => path));
}

/**
 * The one field under which a notice stands: the first to change, where there is something to do, else the last that is
 * filled in. What stands on blanks alone is not said: the field is empty, and that is seen.
 */
function placeOf({ paths, remedy, problem, verdict, counted }: Notice, judge: Judge): string | undefined {
  if (problem) return paths[0];
  const given = paths.filter((path) => judge.draft.get(path) !== undefined);
  if (given.length === 0 || (verdict?.status ?? counted?.counts ?? 'unknown') === 'unknown') return undefined;
  return (remedy.length > 0 ? given.find((path) => path === paths[0]) : undefined) ?? given.at(-1);
}

function saidOf(notice: Notice): Said {
  const { verdict, words, cite, remedy, weight, text, problem, counted } = notice;
  if (counted) return { tone: counted.counts === 'yes' ? 'fine' : 'informs', ...(cite !== undefined && { cite }), text, remedy, weight };
  if (problem || !verdict) return { tone: 'wrong', text, remedy: [], weight };
  const isBroken = verdict.severity === 'breach';
  const tone = isBroken ? 'wrong' : verdict.severity !== undefined || verdict.so_far === 'not_met' ? 'warns' : verdict.status === 'met' ? 'fine' : 'informs';
  const numbers = verdict.status === 'met' ? words?.title : words?.measure?.sentence ?? words?.title;
  return {
    tone,
    status: verdict.status,
    ...(cite !== undefined && { cite }),
    text: [numbers, words?.so_far, verdict.status === 'met' ? undefined : words?.reason, words?.late_by].filter((part) => part !== undefined).join('; '),
    remedy,
    weight,
  };
}
