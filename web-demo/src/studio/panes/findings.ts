// The list below the editor: what is wrong in the texts, or where a name is used.
import type { Language } from 'luat';
import { h } from '../../dom';
import { quoting } from '../editor/markdown';
import type { Fix, TextPlace as Place } from 'luat/editor';
import type { Finding } from '../engine/engine';
import { textsIn } from '../texts';

/** Listed at most; more would hide what matters. */
const MOST = 200;

export interface FindingsHost {
  show(place: Place): void;
  mend(fix: Fix): void;
}

export function findingsView(found: [string, Finding[]][], language: Language, host: FindingsHost): HTMLElement {
  const all = found.flatMap(([name, findings]) => findings.map((finding) => ({ name, finding })));
  all.sort((one, other) => Number(one.finding.severity === 'warning') - Number(other.finding.severity === 'warning'));
  return h('ul', { className: 'list' }, ...all.slice(0, MOST).map(({ name, finding }) => findingView(name, finding, language, host)));
}

function findingView(name: string, finding: Finding, language: Language, host: FindingsHost): HTMLElement {
  const texts = textsIn(language);
  const { severity, code, message, label, help, line, fixes, also } = finding;
  const told = also.filter(({ text }) => text[language] !== '');
  return h(
    'li',
    { className: `finding ${severity}` },
    h('span', { className: 'sign', 'aria-hidden': 'true' }, severity === 'error' ? '✗' : '!'),
    h(
      'div',
      {},
      h('button', { type: 'button', className: 'link', onclick: () => host.show({ ...finding, file: name }) }, h('span', { className: 'hidden-text' }, `${texts.severities[severity]}: `), quoting(message[language])),
      h('span', { className: 'cite' }, ` ${name}, ${texts.line(line)} · ${code}`),
      label[language] !== '' && h('p', { className: 'at' }, quoting(label[language])),
      help !== undefined && h('p', { className: 'help' }, quoting(help[language])),
      ...told.map((label) => h('p', { className: 'cite' }, `${texts.also} `, h('button', { type: 'button', className: 'link', onclick: () => host.show(label) }, `${label.file}, ${texts.line(label.line)}`), ': ', quoting(label.text[language]))),
      fixes.length > 0 && h('p', { className: 'actions' }, ...fixes.map((one) => h('button', { type: 'button', className: 'small', onclick: () => host.mend(one) }, `${texts.mend} `, quoting(one.title[language])))),
    ),
  );
}

/** Where a name is used. */
export function usesView(name: string, places: (Place & { number: number; text: string })[], language: Language, show: (place: Place) => void, back: () => void): HTMLElement {
  const texts = textsIn(language);
  return h(
    'div',
    {},
    h('p', { className: 'bar' }, h('strong', { id: 'uses', tabIndex: -1 }, texts.uses(places.length, name)), h('button', { type: 'button', className: 'link', onclick: back }, texts.back)),
    h(
      'ul',
      { className: 'list uses' },
      ...places.map((place) =>
        h('li', {}, h('button', { type: 'button', className: 'link code', onclick: () => show(place) }, place.text.trim()), h('span', { className: 'cite' }, ` ${place.file}, ${texts.line(place.number)}`)),
      ),
    ),
  );
}
