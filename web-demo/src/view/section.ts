// A clause: where it stands, what it asks, and how it is judged.
import { h } from '../dom';
import { fieldView, jumpTo } from '../form/field';
import type { Section } from '../form/state';
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
      value: state.facts[field.key],
      change: (value) => actions.enter(field.key, value),
    }),
  );
  const shared = section.shared.map((field) => h('li', {}, jumpTo(field.key, field.label[state.language])));
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
export function showVerdicts({ told, state }: Model, section: Section): void {
  const texts = textsIn(state.language);
  const views = section.verdicts.flatMap((at) => {
    const [verdict, words] = [told.result.verdicts[at], told.verdicts[at]];
    return verdict && words ? [verdictView(verdict, words, texts)] : [];
  });
  document.getElementById(verdictsId(section))?.replaceChildren(...views);
}
