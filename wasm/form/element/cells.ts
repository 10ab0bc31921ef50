// Cells of a roster: their texts read, and what is said of rows.
import type { FactValue, FormField, FormSection, Language, Status } from 'luat';
import { readEntry } from '../entry.js';
import type { Judge, Notice } from '../judge.js';
import { readPath } from '../path.js';
import { formTexts } from '../texts.js';
import { placesById, type Cell, type Row } from './roster.js';
import { textsIn } from './texts.js';

const DECLARED = /^(chưa biết|không rõ|unknown|not known|không áp dụng|does not apply|not applicable)\s*[:,]\s*(\S.*)$/iu;

/** Reads the text of a cell: as a field's, or as `unknown: reason`. What is asked about a field is unread in a cell. */
export function readCell(column: FormField, text: string, context: { language: Language; period: string }): Cell {
  const [, kind, reason] = DECLARED.exec(text.normalize('NFC').trim()) ?? [];
  if (kind !== undefined && reason !== undefined) {
    const isOut = /áp dụng|appl/iu.test(kind);
    return { value: (isOut ? { not_applicable: reason } : { unknown: reason }) as FactValue };
  }
  const entry = readEntry(column, text, context);
  if (!('value' in entry)) return { typed: text };
  return entry.value === undefined ? {} : { value: entry.value };
}

/** What is said of the rows of a section, by their place. */
export function rowNotes(judge: Judge, section: FormSection, rows: readonly Row[], language: Language): Map<number, string[]> {
  const notes = new Map<number, string[]>();
  const add = (at: number, text: string) => notes.set(at, [...(notes.get(at) ?? []), text]);
  const columns = section.columns ?? [];
  rows.forEach((row, at) => {
    for (const column of columns) {
      const typed = row.cells[column.key]?.typed;
      if (typed !== undefined) add(at, `${column.label[language]}: ${faultOf(column, typed, judge, language)}`);
    }
  });
  const places = placesById(rows);
  for (const notice of judge.notices(language)) {
    for (const [member, text] of membersIn(notice, section, judge, language)) for (const at of places.get(member) ?? []) add(at, text);
    const column = allAskedOf(notice, section);
    if (column === undefined) continue;
    rows.forEach((row, at) => {
      if (row.cells[column.key]?.value === false) add(at, `${notice.words?.title ?? ''}: ${formTexts(language).statuses.not_met}`);
    });
  }
  return notes;
}

function faultOf(column: FormField, typed: string, judge: Judge, language: Language): string {
  const entry = readEntry(column, typed, { language, period: judge.form.period });
  if ('fault' in entry) return formTexts(language).faults[entry.fault];
  return 'asked' in entry ? formTexts(language).asked(typed, entry.asked.length) : textsIn(language).unread;
}

/** The members that a notice speaks of one by one. */
function membersIn(notice: Notice, section: FormSection, judge: Judge, language: Language): [string, string][] {
  const { problem, verdict, words, text } = notice;
  if (problem) {
    const path = readPath(problem.fact);
    const isHere = path?.name === section.of && (problem.period ?? judge.form.period) === section.period;
    return isHere && path?.member !== undefined ? [[path.member, text]] : [];
  }
  if (!verdict || !belongsTo(notice, section)) return [];
  return (verdict.members ?? [])
    .map(({ member, status }, at): [string, string, Status] => [bareMember(member), words?.members?.[at] ?? '', status])
    .filter(([, , status]) => status === 'not_met' || status === 'late')
    .map(([id, told, status]) => [id, `${words?.title ?? ''}: ${ownPart(told, id) ?? formTexts(language).statuses[status]}`]);
}

/** A member is named by its id alone, or as a path. */
const bareMember = (member: string): string => readPath(member)?.member ?? member;

/** What is told of a member, without its name: that stands in the row. */
function ownPart(told: string, id: string): string | undefined {
  const at = told.indexOf(`${id}: `);
  return at < 0 ? told || undefined : told.slice(at + id.length + 2);
}

/** The column of which all members are asked, where some of them lack it. */
function allAskedOf(notice: Notice, section: FormSection): FormField | undefined {
  const { verdict } = notice;
  if (!verdict || !belongsTo(notice, section) || (verdict.status !== 'not_met' && verdict.so_far !== 'not_met')) return undefined;
  if (!verdict.measure || !('required' in verdict.measure) || verdict.measure.required !== '>= 100%') return undefined;
  const facts = (verdict.remedy ?? []).map(({ fact }) => readPath(fact)).filter((path) => path?.name === section.of);
  return section.columns?.find(({ key }) => facts.some((path) => path?.fact === key));
}

/** Only verdicts that read this very section, of its period, speak of its rows. */
const belongsTo = ({ verdict }: Notice, section: FormSection): boolean =>
  (section.columns ?? []).some(({ needed_by }) =>
    needed_by.some(
      (need) => need.rule === verdict?.rule && need.document === verdict.document && need.requirement === verdict.requirement && need.period === verdict.period,
    ),
  );
