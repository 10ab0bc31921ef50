// A verdict on a clause: its status, the numbers it stands on, what to do and what is missing.
import type { Status, Verdict, VerdictWords } from 'luat';
import { h } from '../dom';
import type { Texts } from '../texts';

/** Signs beside the words, so that no status is told by colour alone. */
export const SIGNS: Record<Status, string> = {
  met: '✓',
  late: '⏱',
  not_met: '✗',
  pending: '…',
  unknown: '?',
  not_applicable: '–',
};

export function verdictView(verdict: Verdict, words: VerdictWords, texts: Texts): HTMLElement {
  const details = [
    words.measure?.sentence,
    words.reason,
    words.so_far,
    words.due,
    words.late_by,
    words.pace,
    ...(words.members ?? []),
    ...(words.notes ?? []),
  ].filter((text) => text !== undefined);
  return h(
    'div',
    { className: `verdict ${verdict.status}` },
    h(
      'p',
      { className: 'status' },
      h('span', { className: 'sign', 'aria-hidden': 'true' }, SIGNS[verdict.status]),
      h('strong', {}, words.status),
      words.severity ? ` (${words.severity})` : '',
      h('span', { className: 'period' }, words.period),
    ),
    ...details.map((text) => h('p', {}, text)),
    list('remedy', texts.remedy, words.remedy),
    list('missing', texts.missing, words.missing),
  );
}

function list(kind: string, title: string, items: string[] | undefined): HTMLElement | undefined {
  if (!items || items.length === 0) return undefined;
  return h('div', { className: kind }, h('p', {}, `${title}:`), h('ul', {}, ...items.map((item) => h('li', {}, item))));
}
