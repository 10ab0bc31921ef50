// Scenarios: green as expected, red with what was found instead.
import type { Language } from 'luat';
import type { ScenarioRun } from 'luat/editor';
import { h } from '../../dom';
import { textsIn } from '../texts';

/** The scenarios; `only`: those not as expected. */
export function scenariosView(runs: ScenarioRun[], language: Language, only: boolean, turn: (only: boolean) => void, show: (file: string, line: number) => void): HTMLElement {
  const texts = textsIn(language);
  if (runs.length === 0) return h('p', { className: 'empty' }, texts.noScenarios);
  const passed = runs.filter(({ as_expected }) => as_expected).length;
  const box = h('input', { type: 'checkbox', id: 'only-red', checked: only, onchange: () => turn(box.checked) });
  const told = runs.filter(({ as_expected }) => !only || !as_expected);
  const files = [...new Set(told.map(({ file }) => file))];
  return h(
    'div',
    { className: 'scenarios' },
    h('div', { className: 'bar' }, h('p', { className: passed === runs.length ? 'sum good' : 'sum bad' }, texts.passed(passed, runs.length)), h('label', { className: 'check' }, box, ` ${texts.onlyRed}`)),
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

function runView({ file, line, title, as_expected, found }: ScenarioRun, language: Language, show: (file: string, line: number) => void): HTMLElement {
  const texts = textsIn(language);
  const go = (to: number) => () => show(file, to);
  return h(
    'li',
    { className: as_expected ? 'scenario good' : 'scenario bad' },
    h('span', { className: 'sign', 'aria-hidden': 'true' }, as_expected ? '✓' : '✗'),
    h(
      'div',
      {},
      h('button', { type: 'button', className: 'link', onclick: go(line) }, title),
      h('span', { className: 'hidden-text' }, ` (${as_expected ? texts.asExpected : texts.notAsExpected})`),
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
