// Scenarios: green as expected, red with what was found instead.
import type { Language } from 'luat';
import type { ScenarioRun } from 'luat/editor';
import { h } from '../../dom';
import { textsIn } from '../texts';

/** A standing as sign and tone. What nobody has ticked yet is neither good nor bad. */
const SHOWN: Record<ScenarioRun['standing'], { sign: string; tone: 'good' | 'bad' | 'waiting' }> = {
  as_expected: { sign: '✓', tone: 'good' },
  not_as_expected: { sign: '✗', tone: 'bad' },
  ticked_wrong: { sign: '✗', tone: 'bad' },
  to_tick: { sign: '○', tone: 'waiting' },
};

/** How many stand as expected, and whether none fails. */
export function sumOf(runs: ScenarioRun[]): { passed: number; waiting: number; tone: 'good' | 'bad' } {
  const count = (tone: string) => runs.filter(({ standing }) => SHOWN[standing].tone === tone).length;
  return { passed: count('good'), waiting: count('waiting'), tone: count('bad') > 0 ? 'bad' : 'good' };
}

/** The scenarios; `only`: those not as expected. */
export function scenariosView(runs: ScenarioRun[], language: Language, only: boolean, turn: (only: boolean) => void, show: (file: string, line: number) => void): HTMLElement {
  const texts = textsIn(language);
  if (runs.length === 0) return h('p', { className: 'empty' }, texts.noScenarios);
  const { passed, waiting, tone } = sumOf(runs);
  const box = h('input', { type: 'checkbox', id: 'only-red', checked: only, onchange: () => turn(box.checked) });
  const told = runs.filter(({ as_expected }) => !only || !as_expected);
  const files = [...new Set(told.map(({ file }) => file))];
  return h(
    'div',
    { className: 'scenarios' },
    h('div', { className: 'bar' }, h('p', { className: `sum ${tone}` }, texts.passed(passed, runs.length)), h('label', { className: 'check' }, box, ` ${texts.onlyRed}`)),
    waiting > 0 && h('p', { className: 'cite' }, texts.waiting(waiting)),
    ...files.map((file) =>
      h(
        'section',
        {},
        h('h3', {}, file),
        h('ol', { className: 'list' }, ...told.filter((run) => run.file === file).map((run) => runView(run, language, show))),
      ),
    ),
  );
}

function runView({ file, line, title, standing, found }: ScenarioRun, language: Language, show: (file: string, line: number) => void): HTMLElement {
  const texts = textsIn(language);
  const go = (to: number) => () => show(file, to);
  return h(
    'li',
    { className: `scenario ${SHOWN[standing].tone}` },
    h('span', { className: 'sign', 'aria-hidden': 'true' }, SHOWN[standing].sign),
    h(
      'div',
      {},
      h('button', { type: 'button', className: 'link', onclick: go(line) }, title),
      h('span', { className: 'hidden-text' }, ` (${texts.standings[standing]})`),
      ...found.map((one) =>
        h(
          'div',
          { className: 'found' },
          h('p', {}, h('strong', {}, texts.expected), ' ', h('button', { type: 'button', className: 'link code', onclick: go(one.line) }, one.expected)),
          ...one.found.map((text) => h('p', {}, h('strong', {}, texts.found), ` ${text}`)),
        ),
      ),
    ),
  );
}
