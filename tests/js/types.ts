// The package's types as a user meets them; compiled, never run.
import init, { diagnose, Ruleset, Session, version } from 'luat';
import * as runtime from 'luat/runtime';
import { attach, Draft, Judge, readEntry, readReport, showEntry, type Attached, type AttachOptions, type Entry, type Notice, type Rules } from 'luat/form';
import type { Change, CheckOptions, Diagnostic, Explanations, Form, FormField, Levels, LuatError, Report, Result, Told, Verdict } from 'luat';

const report: Report = {
  luat: 1,
  body: { level: 'district', id: 'muong-ang', name: 'Mường Ảng' },
  periods: {
    2025: {
      final: true,
      hamlet_heads: [{ id: 'h1', trained: true }, { id: 'h2' }],
      budget: '12500000',
      plan: '2025-03-01',
      notice: { from: '2025-01-02' },
      dialogue: { unknown: 'the minutes are lost' },
    },
  },
  below: [{ body: { level: 'commune', id: 'ang-to' }, periods: {} }],
};
const options: CheckOptions = { asOf: '2026-11-20', periods: ['2025'] };

export async function use(): Promise<void> {
  await init();
  const ruleset: Ruleset = Ruleset.compile([{ name: 'rules.luat', text: '' }]);
  const result: Result = ruleset.check(report, options);
  const [verdict]: Verdict[] = result.verdicts;
  const status: 'met' | 'late' | 'not_met' | 'pending' | 'unknown' | 'not_applicable' | undefined = verdict?.status;
  const text: string = ruleset.checkJson('{}', options);
  const told: Told = ruleset.tell(report, options, 'vi');
  const findings: Diagnostic[] = [...ruleset.diagnostics(), ...diagnose([])];
  const levels: Levels = ruleset.levels();
  const form: Form = ruleset.form({ level: levels.levels[0]?.id ?? '', period: '2025', report, asOf: '2026-11-20' });
  const [field]: FormField[] = form.sections.flatMap(({ fields, columns }) => [...fields, ...(columns ?? [])]);
  const state: 'missing' | 'given' | 'open' | 'settled' | undefined = field?.state;
  const why: Explanations = ruleset.explain(report, { ...options, rule: 'training', language: 'en' });
  const said: string[] = [version(), ruleset.id, ruleset.digest, text, status ?? '', told.verdicts[0]?.sentence ?? ''];
  ruleset.free();
  void [findings, form, state, field?.needed_by[0]?.relevant?.[0]?.vi, said, why.explanations[0]?.tree?.parts?.[0]?.count?.moved_over, why.words?.[0]?.paragraph];
}

/** A `Ruleset` of either entry serves a form. */
export function bindBoth(form: HTMLFormElement, full: Ruleset, small: runtime.Ruleset): string[] {
  const options: AttachOptions = {
    level: 'ward',
    body: { id: 'an-binh' },
    period: '2025',
    asOf: '2026-01-10',
    language: 'vi',
    names: { so_nguoi_hoc: 'officers.trained' },
    block: 'problem',
    sendAs: 'report',
    onVerdicts: (judge) => void judge.told('en'),
    place: (control, note) => control.after(note),
  };
  const rules: Rules[] = [full, small];
  const bound: Attached[] = rules.map((one) => attach(form, one, options));
  const judge = new Judge(small, { level: 'ward', body: { id: 'an-binh' }, period: '2025', asOf: '2026-01-10' });
  judge.set('officers', 131);
  const [notice]: Notice[] = judge.noticesAt('officers', 'vi');
  const draft = new Draft({ body: { level: 'ward', id: 'x' }, period: '2025' }, readReport('{}'));
  const [field] = judge.form.sections.flatMap(({ fields }) => fields);
  const entry: Entry | undefined = field && readEntry(field, '1,250', { language: 'vi', period: '2025' });
  const asked = entry && 'asked' in entry ? entry.asked.map(({ words }) => words.vi) : [];
  return [...bound.flatMap(({ findings }) => findings.missing), notice?.weight ?? '', ...asked, ...Object.keys(draft.report().periods), field ? showEntry(field, 1, 'vi') : ''];
}

// @ts-expect-error a form is judged as of a day
export const attachWithoutDay: AttachOptions = { level: 'ward', body: { id: 'x' }, period: '2025' };

/** A report while it is filled in. */
export function fill(ruleset: Ruleset): string[] {
  const session: Session = ruleset.session(report, { ...options, period: '2026' });
  const change: Change = session.set('hamlet_heads', 131);
  session.set('hamlet_heads[h1].trained', true);
  session.set('hamlet_heads[h1]', { id: 'h1', trained: false });
  session.set('hamlet_heads', [{ id: 'h1' }]);
  session.set('2025/dialogue', { unknown: 'the minutes are lost' });
  session.set('plan', null);
  session.set('plan', undefined);
  const verdicts: Verdict[] = change.verdicts;
  const form: Form = session.form();
  const other: Form = session.form({ period: '2025', asOf: '2025-12-31' });
  const told: Told = session.tell('en');
  const result: Result = session.result();
  const texts: string[] = [session.resultJson(), session.reportJson(), ...change.gone, ...change.next_facts];
  const found: string[] = change.problems.map(({ code }) => code);
  session.free();
  void [verdicts, form, other, told, result, change.summary.met];
  return [...texts, ...found];
}

/** What is measured is told apart by its keys. */
export function numbers({ measure }: Verdict): string {
  if (!measure) return '';
  if ('achieved' in measure) return `${measure.achieved} of ${measure.of}`;
  if ('value' in measure) return measure.value;
  if ('deeds' in measure) return measure.deeds.map(({ fact }) => fact).join();
  return 'each' in measure ? String(measure.counts.met) : measure.parts.join();
}

/** One step of a remedy says exactly one thing. */
export function steps({ remedy }: Verdict): string[] {
  return (remedy ?? []).map((step) => ('more' in step ? step.more : 'fewer' in step ? step.fewer : 'do'));
}

export function findingsOf(error: unknown): Diagnostic[] {
  return error instanceof Error && error.name === 'LuatError' ? (error as LuatError).diagnostics : [];
}

// @ts-expect-error the day of the check is not optional
export const withoutDay: CheckOptions = {};
// @ts-expect-error a fact is no function
export const noFact = (session: Session): Change => session.set('plan', () => true);
// @ts-expect-error there is no such status
export const noStatus: Verdict['status'] = 'perhaps';
