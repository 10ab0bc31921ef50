// How many clauses stand how, what to fill in next, and what is wrong with the figures.
import type { Status } from 'luat';
import { h } from '../dom';
import { jumpTo, labelOf } from '../form/field';
import { keyOf } from '../form/state';
import { SIGNS } from '../form/verdict';
import type { Model } from '../model';
import { textsIn } from '../texts';

const ORDER: Status[] = ['met', 'late', 'not_met', 'pending', 'unknown', 'not_applicable'];
const MOST_NEXT = 3;

export function summaryView(model: Model): HTMLElement[] {
  const { state, sections, told, failure } = model;
  const texts = textsIn(state.language);
  const statuses = sections.flatMap((section) => section.verdicts.map((at) => told.result.verdicts[at]?.status));
  const counts = ORDER.map((status) => [status, statuses.filter((one) => one === status).length] as const);
  const keys = sections.flatMap((section) => section.fields.map((field) => field.key));
  const views: (HTMLElement | undefined)[] = [
    failure ? h('p', { className: 'failure', role: 'alert' }, failure) : undefined,
    h(
      'ul',
      { className: 'counts' },
      ...counts
        .filter(([, count]) => count > 0)
        .map(([status, count]) => h('li', { className: status }, `${SIGNS[status]} ${count} ${texts.statuses[status]}`)),
    ),
    h('p', {}, texts.progress(keys.filter((key) => state.facts[key] !== undefined).length, keys.length)),
    nextView(model),
    problemsView(model),
  ];
  return views.filter((view) => view !== undefined);
}

/** The figures that would decide most, as links to their fields. */
function nextView({ state, sections, told }: Model): HTMLElement | undefined {
  const texts = textsIn(state.language);
  const fields = sections.flatMap((section) => section.fields);
  const links = told.result.next_facts.flatMap((path) => {
    const field = fields.find(({ key }) => key === keyOf(path, state.year));
    return field ? [jumpTo(field.key, labelOf(field, state.language, texts))] : [];
  });
  if (links.length === 0) return undefined;
  return h('p', { className: 'next' }, `${texts.nextFacts}: `, ...links.slice(0, MOST_NEXT).flatMap((link) => [link, ' ']));
}

function problemsView({ state, told }: Model): HTMLElement | undefined {
  if (told.problems.length === 0) return undefined;
  const items = told.problems.map(({ place, message, help }) => h('li', {}, [place, message].join(': '), help ? ` — ${help}` : ''));
  return h('div', { className: 'problems', role: 'alert' }, h('p', {}, `${textsIn(state.language).problems}:`), h('ul', {}, ...items));
}
