// Whose report, of which year, as of which day; above the form and the verdicts alike.
import type { Language, Level, Report } from 'luat';
import { h, labelled } from '../../dom';
import { dayBox } from '../../day';
import { textsIn } from '../texts';
import { blankBody, bodiesOf, nameOf, yearsAhead, yearsOf, type Chosen } from '../trial';

export interface TrialHost {
  choose(change: { body?: string; period?: string; asOf?: string }): void;
  openReport(): void;
  emptyReport(): void;
}

export function trialView(whole: Report | undefined, chosen: Chosen, asOf: string, levels: Level[], language: Language, host: TrialHost): HTMLElement {
  const texts = textsIn(language);
  const now = chosen.isKept ? nameOf(chosen.report.body) : blankBody(chosen.level);
  const bound = levels.filter(({ rules }) => rules > 0);
  const option = (value: string, label: string) => h('option', { value, selected: value === now }, label);
  const groups = bound.map((level) => {
    const bodies = bodiesOf(whole).filter((body) => body.level === level.id && nameOf(body) !== blankBody(level.id));
    const options = bodies.map((body) => option(nameOf(body), body.name ?? body.id));
    return h('optgroup', { label: firstForm(level.label[language]) }, ...options, option(blankBody(level.id), texts.anotherBody(firstForm(level.label[language]))));
  });
  const body = h('select', { id: 'body', onchange: () => host.choose({ body: body.value }) }, ...groups);
  const years = [...new Set([...yearsOf(chosen.report, asOf), chosen.period, ...yearsAhead(asOf)])].sort();
  const year = h(
    'select',
    { id: 'year', onchange: () => host.choose({ period: year.value }) },
    ...years.map((one) => h('option', { value: one, selected: one === chosen.period }, one)),
  );
  const wrong = h('p', { className: 'wrong', role: 'alert' });
  const day = dayBox('as-of', asOf, { language, period: chosen.period }, (read) => {
    wrong.textContent = read === undefined ? texts.noDay : '';
    if (read !== undefined) host.choose({ asOf: read });
  });
  return h(
    'div',
    { className: 'trial' },
    labelled(texts.whose, body),
    labelled(texts.period, year),
    h('div', {}, labelled(texts.asOf, day), wrong),
    h(
      'div',
      { className: 'actions' },
      h('button', { type: 'button', id: 'open-report', onclick: () => host.openReport() }, texts.openReport),
      h('button', { type: 'button', onclick: () => host.emptyReport() }, texts.emptyReport),
    ),
  );
}

/** Of `commune | communes` the first. */
const firstForm = (label: string): string => label.split('|')[0]?.trim() ?? label;
