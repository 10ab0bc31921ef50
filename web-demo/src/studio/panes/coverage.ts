// Coverage: which places of the law the rules hold, article by article.
import type { Language } from 'luat';
import type { CheckedDocument, CoveragePage, CoverageRow, Held } from 'luat/editor';
import { h } from '../../dom';
import { textsIn } from '../texts';

const SIGNS: Record<Held, string> = { computed: '✓', attested: '✓', principle: '•', missing: '✗' };

export interface CoverageHost {
  choose(document: string): void;
  turn(onlyMissing: boolean): void;
  show(document: string, rule: string): void;
}

export interface Covering {
  documents: CheckedDocument[];
  document: string;
  page: CoveragePage | undefined;
  /** By a catalogue of the document's statements. */
  isCatalogued: boolean;
  onlyMissing: boolean;
}

export function coverageView({ documents, document: chosen, page, isCatalogued, onlyMissing }: Covering, language: Language, host: CoverageHost): HTMLElement {
  const texts = textsIn(language);
  const select = h('select', { id: 'document', onchange: () => host.choose(select.value) }, ...documents.map(({ id }) => h('option', { value: id, selected: id === chosen }, id)));
  const box = h('input', { type: 'checkbox', id: 'only-missing', checked: onlyMissing, onchange: () => host.turn(box.checked) });
  if (!page) return h('p', { className: 'empty' }, texts.noCoverage);
  const groups = page.groups.map((group) => ({ ...group, rows: group.rows.filter(({ held }) => !onlyMissing || held === 'missing') })).filter(({ rows }) => rows.length > 0);
  return h(
    'div',
    { className: 'coverage' },
    documents.length > 1 && h('div', { className: 'setting' }, h('label', { for: 'document' }, texts.document), select),
    h('h3', {}, page.title),
    !isCatalogued && h('p', { className: 'lead' }, texts.fromCitations),
    h('ul', { className: 'shares' }, ...page.shares.map(({ held, words }) => h('li', { className: held }, sign(held), ` ${words}`))),
    ...[...page.notes, ...page.warnings].map((text) => h('p', { className: 'lead' }, text)),
    h('label', { className: 'check' }, box, ` ${texts.onlyMissing}`),
    ...groups.map(({ heading, rows }) =>
      h('section', {}, heading !== undefined && h('h4', {}, heading), h('ul', { className: 'list' }, ...rows.map((row) => rowView(row, language, host)))),
    ),
  );
}

function rowView({ held, place, says, by, notes }: CoverageRow, language: Language, host: CoverageHost): HTMLElement {
  const texts = textsIn(language);
  return h(
    'li',
    { className: `covered ${held}` },
    h('p', { className: 'row-head' }, h('span', { className: `badge ${held}` }, sign(held), ` ${texts.held[held]}`), h('strong', {}, place === '' ? texts.whole : place)),
    says !== '' && h('p', {}, says),
    ...by.map(({ document, id, title, thresholds }) =>
      h(
        'p',
        { className: 'by' },
        h('button', { type: 'button', className: 'link', onclick: () => host.show(document, id) }, title ?? texts.toRule),
        thresholds !== '' && h('span', { className: 'cite' }, ` ${thresholds}`),
      ),
    ),
    ...notes.map((note) => h('p', { className: 'cite' }, note)),
  );
}

const sign = (held: Held): HTMLElement => h('span', { className: 'sign', 'aria-hidden': 'true' }, SIGNS[held]);
