// The way to a milestone: where things stand, what is asked by its day, and the step of each year.
import type { Language, Verdict, VerdictWords } from 'luat';
import { h, svg } from './dom.js';
import { sharesOf, statusView } from './panel.js';
import { capital, textsIn } from './texts.js';

const WIDTH = 320;
const HEIGHT = 150;
/** Half of a point. */
const RADIUS = 6;
/** Room for the words beside the drawing, which a point on the edge does not cover. */
const EDGE = { left: 46, right: 16, top: 14, bottom: 24 };

/** A verdict with its words. */
export interface Told {
  verdict: Verdict;
  words: VerdictWords;
}

/** Verdicts with a share to be reached by a day to come. */
export const milestonesOf = (told: Told[]): Told[] =>
  told.filter(({ verdict }) => verdict.period.startsWith('by ') && sharesOf(verdict.measure) !== undefined);

/** The milestones as small charts, each with its numbers in words; `asOf` is the day of the judgement. */
export function milestonesView(told: Told[], asOf: string, language: Language): HTMLElement | undefined {
  const milestones = milestonesOf(told);
  const last = milestones.map(({ verdict }) => verdict.period.slice(3, 7)).sort().at(-1);
  if (last === undefined) return undefined;
  const texts = textsIn(language);
  return h(
    'section',
    { className: 'milestones', part: 'milestones' },
    h('h2', {}, texts.milestones(last)),
    h('p', { className: 'hint' }, texts.milestonesLead),
    h('div', { className: 'charts' }, ...milestones.map((one) => milestoneView(one, asOf, language))),
  );
}

function milestoneView({ verdict, words }: Told, asOf: string, language: Language): HTMLElement {
  const numbers = [words.measure?.sentence, words.so_far, words.pace].filter((part) => part !== undefined);
  return h(
    'figure',
    { className: 'milestone', part: 'milestone', 'data-rule': `${verdict.document}/${verdict.rule}/${verdict.requirement}` },
    h('figcaption', {}, h('strong', {}, words.title), h('span', { className: 'cite' }, `${words.cite} · ${words.period}`)),
    drawing(verdict, asOf, language),
    h('p', { className: 'numbers' }, statusView(verdict.status, language), '. ', capital(numbers.join('; '))),
  );
}

/** Drawn from exact fractions, in thousandths; told in words beneath, hence hidden from screen readers. */
function drawing(verdict: Verdict, asOf: string, language: Language): SVGElement {
  const shares = sharesOf(verdict.measure);
  const [from, to] = shares?.achieved ?? [0, 0];
  const required = shares?.required ?? 1000;
  const end = Number(verdict.period.slice(3, 7));
  const start = Math.min(Number(asOf.slice(0, 4)), end - 1);
  const years = Math.min(20, end - start);
  const x = (year: number) => EDGE.left + ((WIDTH - EDGE.left - EDGE.right) * (year - start)) / years;
  const y = (share: number) => HEIGHT - EDGE.bottom - ((HEIGHT - EDGE.top - EDGE.bottom) * share) / 1000;
  const chart = svg('svg', { class: `chart ${verdict.status}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' });
  for (const share of [0, 500, 1000]) {
    chart.append(
      svg('line', { class: 'grid', x1: EDGE.left, x2: WIDTH - EDGE.right, y1: y(share), y2: y(share) }),
      svg('text', { class: 'scale', x: EDGE.left - RADIUS - 4, y: y(share) + 4, 'text-anchor': 'end' }, `${share / 10}%`),
    );
  }
  chart.append(svg('line', { class: 'asked', x1: EDGE.left, x2: WIDTH - EDGE.right, y1: y(required), y2: y(required) }));
  if (from < required) {
    chart.append(svg('line', { class: 'way', x1: x(start), y1: y(from), x2: x(end), y2: y(required) }));
    for (let step = 1; step < years; step += 1) {
      chart.append(svg('circle', { class: 'step', cx: x(start + step), cy: y(from + ((required - from) * step) / years), r: 3 }));
    }
  }
  if (to > from) chart.append(svg('line', { class: 'range', x1: x(start), x2: x(start), y1: y(from), y2: y(to) }));
  chart.append(
    svg('circle', { class: 'point', cx: x(start), cy: y(from), r: RADIUS }),
    svg('circle', { class: 'goal', cx: x(end), cy: y(required), r: RADIUS }),
    svg('text', { class: 'scale', x: x(start), y: HEIGHT - 6, 'text-anchor': 'start' }, `${start} (${textsIn(language).now})`),
    svg('text', { class: 'scale', x: x(end), y: HEIGHT - 6, 'text-anchor': 'end' }, String(end)),
  );
  return chart;
}
