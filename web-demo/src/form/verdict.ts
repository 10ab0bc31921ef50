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

/** `missing` are the missing facts, as links to their fields where they have one. */
export function verdictView(verdict: Verdict, words: VerdictWords, missing: Node[], texts: Texts): HTMLElement {
  const numbers = [isUnanswered(verdict) ? undefined : words.measure?.sentence, words.late_by, words.pace, ...(words.members ?? [])];
  const circumstances = [missing.length > 0 ? undefined : words.reason, words.so_far, words.due, ...(words.notes ?? [])];
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
    ...numbers.filter((text) => text !== undefined).map((text) => h('p', {}, text)),
    list('remedy', texts.remedy, words.remedy ?? []),
    list('missing', texts.missing, missing),
    h('p', { className: 'circumstances' }, circumstances.filter((text) => text !== undefined).join(' · ')),
  );
}

/** Nothing is reported yet: what is missing says it all. */
function isUnanswered({ measure }: Verdict): boolean {
  if (!measure) return false;
  if ('deeds' in measure) return measure.deeds.every(({ done }) => done === undefined);
  return ('value' in measure ? measure.value : 'of' in measure ? measure.of : '') === '0..';
}

function list(kind: string, title: string, items: (Node | string)[]): HTMLElement | undefined {
  if (items.length === 0) return undefined;
  return h('div', { className: kind }, h('p', {}, `${title}:`), h('ul', {}, ...items.map((item) => h('li', {}, item))));
}
