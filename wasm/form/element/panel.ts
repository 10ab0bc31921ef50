// The clauses: where each stands, by which numbers, and what is to be done.
import type { Form, Language, Measure, Status, Verdict, VerdictWords } from 'luat';
import type { Judge, Notice } from '../judge.js';
import { formTexts, statusOrder, statusSigns } from '../texts.js';
import { h, svg } from './dom.js';
import { capital, textsIn } from './texts.js';

/** A status as sign and word. */
export function statusView(status: Status, language: Language): HTMLElement {
  return h(
    'span',
    { className: `status ${status}`, part: `status ${status}` },
    h('span', { className: 'sign', 'aria-hidden': 'true' }, statusSigns[status]),
    ' ',
    capital(formTexts(language).statuses[status]),
  );
}

/** How many clauses stand how. */
export function countsView(notices: Notice[], language: Language): HTMLElement {
  const items = statusOrder.map((status) => [status, notices.filter(({ verdict }) => verdict?.status === status).length] as const);
  return h(
    'ul',
    { className: 'counts', part: 'counts' },
    ...items.filter(([, count]) => count > 0).map(([status, count]) => h('li', {}, h('strong', {}, String(count)), ' ', statusView(status, language))),
  );
}

/** The verdicts on the reporting body, in the order of the law. */
export function ownNotices(judge: Judge, language: Language): Notice[] {
  const { level, id } = judge.draft.body;
  return judge.notices(language).filter(({ verdict }) => verdict?.body.level === level && verdict.body.id === id);
}

/** The clauses as a list; `go` leads to the field that a clause hangs on. */
export function clausesView(notices: Notice[], language: Language, go: (notice: Notice) => (() => void) | undefined): HTMLElement {
  return h('ol', { className: 'clauses', part: 'clauses' }, ...notices.map((notice) => clauseView(notice, language, go(notice))));
}

function clauseView({ verdict, words, remedy }: Notice, language: Language, go: (() => void) | undefined): HTMLElement {
  if (!verdict || !words) return h('li', {});
  const texts = textsIn(language);
  const title = go ? h('button', { type: 'button', className: 'link', onclick: go }, words.title) : h('span', {}, words.title);
  const isOpen = !isUnanswered(verdict);
  const rest = [verdict.status === 'met' ? undefined : words.reason, words.so_far, words.late_by, verdict.status === 'met' ? undefined : words.due];
  return h(
    'li',
    { className: `clause ${verdict.status}`, part: 'clause', 'data-rule': `${verdict.document}/${verdict.rule}/${verdict.requirement}` },
    h('div', { className: 'clause-head' }, statusView(verdict.status, language), words.severity !== undefined && h('span', { className: 'severity' }, capital(words.severity))),
    h('p', { className: 'clause-title' }, title),
    h('p', { className: 'cite' }, [words.cite, words.period].join(' · ')),
    isOpen && barView(verdict, words),
    isOpen && words.measure !== undefined && h('p', { className: 'numbers' }, capital(words.measure.sentence)),
    isOpen && h('p', { className: 'circumstances' }, capital(rest.filter((part) => part !== undefined).join('; '))),
    isOpen && words.pace !== undefined && h('p', { className: 'numbers' }, capital(words.pace)),
    remedy.length > 0 && isOpen && h('p', { className: 'remedy' }, h('strong', {}, texts.stillToDo), ' ', remedy.join('; ')),
  );
}

/** The body's own part in what the level above is asked for. */
export function countedView(judge: Judge, form: Form, language: Language): HTMLElement | undefined {
  const texts = textsIn(language);
  const counted = judge.told(language).result.counted ?? [];
  if (counted.length === 0) return undefined;
  const items = counted.map(({ document, rule, counts }) => {
    const known = form.rules.find(({ document: of, id }) => of === document && id === rule);
    const sign = counts === 'yes' ? statusSigns.met : counts === 'no' ? statusSigns.not_met : statusSigns.unknown;
    return h(
      'li',
      { className: `counted ${counts}` },
      h('span', { className: 'sign', 'aria-hidden': 'true' }, sign),
      h('div', {}, h('p', {}, known?.label[language] ?? rule), h('p', { className: 'cite' }, [known?.cite[language], formTexts(language).counts[counts]].filter((part) => part !== undefined).join(' · '))),
    );
  });
  return h('section', { className: 'counted-list' }, h('h3', {}, texts.counted), h('ul', {}, ...items));
}

/** A share as a bar with a mark where the requirement stands; none where there is no one number yet. */
export function barView({ measure, status }: Pick<Verdict, 'measure' | 'status'>, words: Pick<VerdictWords, 'measure'>): SVGElement | undefined {
  const drawn = sharesOf(measure);
  if (!drawn) return undefined;
  const [from, to] = drawn.achieved;
  const bar = svg('svg', { class: `bar ${status}`, viewBox: '0 0 1000 24', preserveAspectRatio: 'none', role: 'img', 'aria-label': words.measure?.sentence ?? '' });
  bar.append(svg('rect', { class: 'ground', x: 0, y: 4, width: 1000, height: 16 }), svg('rect', { class: 'possible', x: 0, y: 4, width: to, height: 16 }), svg('rect', { class: 'done', x: 0, y: 4, width: from, height: 16 }));
  if (drawn.required !== undefined) bar.append(svg('rect', { class: 'mark', x: Math.min(drawn.required, 994), y: 0, width: 6, height: 24 }));
  return bar;
}

/** Thousandths of the whole, for drawing alone: from exact fractions, what is certain and what is possible. */
export function sharesOf(measure: Measure | undefined): { achieved: [number, number]; required: number | undefined } | undefined {
  if (!measure || !('of' in measure)) return undefined;
  const [least, most] = ends(measure.achieved);
  const [fewest, all] = ends(measure.of);
  if (least === undefined || all === undefined || all.top === 0n) return undefined;
  const from = thousandths(least, all);
  const to = most && fewest && fewest.top > 0n ? thousandths(most, fewest) : 1000;
  const percent = /(\d+(?:\.\d+)?)%/.exec(measure.required)?.[1];
  return { achieved: [from, Math.max(from, to)], required: percent === undefined ? undefined : thousandths(fraction(percent), { top: 100n, bottom: 1n }) };
}

interface Fraction {
  top: bigint;
  bottom: bigint;
}

/** Both ends of a quantity, `19` or what is still possible, `8..10`. */
function ends(text: string): [Fraction | undefined, Fraction | undefined] {
  const [from = '', to = from] = text.split('..');
  return [from === '' ? undefined : fraction(from), to === '' ? undefined : fraction(to)];
}

/** `75`, `12.5` or `19/131`, exactly. */
function fraction(text: string): Fraction {
  const [above = '0', below = '1'] = text.split('/');
  const [whole = '0', decimals = ''] = above.split('.');
  const isNumber = /^-?\d+$/.test(whole) && /^\d*$/.test(decimals) && /^\d+$/.test(below);
  return isNumber ? { top: BigInt(whole + decimals), bottom: BigInt(below) * 10n ** BigInt(decimals.length) } : { top: 0n, bottom: 1n };
}

function thousandths(part: Fraction, whole: Fraction): number {
  const bottom = part.bottom * whole.top;
  const share = bottom === 0n ? 0n : (1000n * part.top * whole.bottom) / bottom;
  return Number(share < 0n ? 0n : share > 1000n ? 1000n : share);
}

/** Nothing is reported yet: the field says so. */
function isUnanswered({ measure, status }: Verdict): boolean {
  if (status !== 'unknown' || !measure) return false;
  if ('deeds' in measure) return measure.deeds.every(({ done }) => done === undefined);
  return ('value' in measure ? measure.value : 'of' in measure ? measure.of : '') === '0..';
}
