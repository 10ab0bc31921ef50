// What is said on a page: beside which control, and how.
import type { Language } from 'luat';
import type { Entry } from '../entry/reading.js';
import type { Judge, Notice } from '../judge.js';
import { formTexts } from '../texts.js';
import type { Binding } from './binding.js';
import { isBlank } from './controls.js';
import type { Line } from './notes.js';

export interface Spoken {
  beside: Map<Binding, Line[]>;
  /** What is about nothing on the page. */
  loose: Line[];
}

/** Of a question or fault in what is typed. `choose` takes the answer. */
export function entryLine(typed: string, entry: Entry, language: Language, choose: (at: number) => void): Line | undefined {
  const texts = formTexts(language);
  if ('fault' in entry) return { weight: 'blocks', text: texts.faults[entry.fault] };
  if (!('asked' in entry)) return undefined;
  const answers = entry.asked.map(({ words }, at) => ({ text: words[language], choose: () => choose(at) }));
  return { weight: 'blocks', text: texts.asked(typed, answers.length), answers };
}

/** Puts every notice beside the control that it concerns most. */
export function spoken(judge: Judge, bindings: Map<string, Binding>, entries: Map<string, Entry>, language: Language): Spoken {
  const beside = new Map<Binding, Line[]>();
  const loose: Line[] = [];
  for (const notice of judge.notices(language)) {
    if (notice.verdict?.status === 'unknown' || notice.counted?.counts === 'unknown') continue;
    const binding = anchorOf(notice, bindings, entries);
    const line = { weight: notice.weight, ...(notice.title !== undefined && { cite: notice.title }), text: notice.text };
    if (binding) beside.set(binding, [...(beside.get(binding) ?? []), line]);
    // What cannot be mended on this page does not hold it back.
    else if (notice.weight !== 'informs') loose.push({ ...line, weight: 'warns' });
  }
  return { beside, loose };
}

/** The control to change, or, where nothing is to be changed, the last one that it stands on. */
function anchorOf({ paths, weight }: Notice, bindings: Map<string, Binding>, entries: Map<string, Entry>): Binding | undefined {
  const here = paths.map((path) => bindings.get(path)).filter((binding) => binding !== undefined && binding.active.length > 0);
  if (weight !== 'informs') return here[0];
  return here.findLast((binding) => binding && !isBlank(entries.get(binding.path) ?? { value: undefined }));
}
