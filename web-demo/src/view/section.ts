// A clause: where it stands, what it asks, and how it is judged.
import type { Verdict, VerdictWords } from 'luat';
import { h } from '../dom';
import { fieldView, jumpTo, labelOf } from '../form/field';
import { keyOf, type Section } from '../form/state';
import { verdictView } from '../form/verdict';
import type { Actions, Model } from '../model';
import { textsIn } from '../texts';

const verdictsId = (section: Section): string => `verdicts-${section.id}`;

export function sectionView(model: Model, section: Section, actions: Actions): HTMLElement {
  const { state, told } = model;
  const texts = textsIn(state.language);
  const words = told.verdicts[section.verdicts[0] ?? -1];
  const fields = section.fields.map((field) =>
    fieldView(field, {
      texts,
      language: state.language,
      period: state.year,
      value: state.facts[field.key],
      change: (value) => actions.enter(field.key, value),
    }),
  );
  const shared = section.shared.map((field) => h('li', {}, jumpTo(field.key, labelOf(field, state.language, texts))));
  return h(
    'section',
    { className: 'clause', 'data-rule': section.id },
    h('h2', {}, h('span', { className: 'cite' }, words?.cite), ' ', words?.title),
    h(
      'div',
      { className: 'columns' },
      h(
        'div',
        { className: 'fields' },
        ...fields,
        shared.length > 0 && h('div', { className: 'shared' }, h('p', {}, `${texts.shared}:`), h('ul', {}, ...shared)),
      ),
      h('div', { className: 'verdicts', id: verdictsId(section) }),
    ),
  );
}

/** Fills a clause with its verdicts. */
export function showVerdicts(model: Model, section: Section): void {
  const { told, state } = model;
  const texts = textsIn(state.language);
  const views = section.verdicts.flatMap((at) => {
    const [verdict, words] = [told.result.verdicts[at], told.verdicts[at]];
    return verdict && words ? [verdictView(verdict, words, missingOf(model, verdict, words), texts)] : [];
  });
  document.getElementById(verdictsId(section))?.replaceChildren(...views);
}

function missingOf({ state, sections }: Model, verdict: Verdict, words: VerdictWords): Node[] {
  const texts = textsIn(state.language);
  const fields = sections.flatMap((section) => section.fields);
  return verdict.missing.map((path, at) => {
    const field = fields.find(({ key }) => key === keyOf(path, state.year));
    return field ? jumpTo(field.key, labelOf(field, state.language, texts)) : document.createTextNode(words.missing?.[at] ?? path);
  });
}
