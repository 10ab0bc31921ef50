// The head of the page: whose report it is, of which year, as of which day, and what can be done with it.
import { h } from '../dom';
import type { Actions, Model } from '../model';
import { DOCUMENTS } from '../rules';
import { textsIn } from '../texts';

export function headView({ state }: Model, actions: Actions): HTMLElement {
  const texts = textsIn(state.language);
  const other = state.language === 'vi' ? 'en' : 'vi';
  const change = () => actions.set({ language: other });
  return h(
    'header',
    {},
    h('button', { type: 'button', className: 'language', lang: other, onclick: change }, texts.otherLanguage),
    h('h1', {}, texts.title),
    h('p', {}, texts.lead),
    h('p', { className: 'privacy' }, texts.privacy),
  );
}

export function settingsView(model: Model, actions: Actions): HTMLElement {
  const { state } = model;
  const texts = textsIn(state.language);
  const documents = DOCUMENTS.map(({ id, title }): Choice => [id, title[state.language]]);
  const levels = model.levels.levels.filter((level) => level.rules > 0).map(({ id, label }): Choice => [id, label[state.language]]);
  const years = [...new Set(['2024', '2025', '2026', '2027', '2028', '2029', '2030', state.year])].sort();
  return h(
    'section',
    { className: 'settings' },
    labelled(texts.document, select('document', documents, state.document, actions.openDocument)),
    labelled(texts.level, select('level', levels, state.level, (level) => actions.set({ level }))),
    labelled(texts.body, text('body', state.body, (body) => actions.set({ body }))),
    labelled(texts.year, select('year', years.map((year): Choice => [year, year]), state.year, (year) => actions.set({ year }))),
    labelled(texts.asOf, day('asOf', state.asOf, (asOf) => actions.set({ asOf }))),
    labelled(texts.isFinal, checkbox('isFinal', state.isFinal, (isFinal) => actions.set({ isFinal }))),
    actionsView(model, actions),
    state.opened?.below?.length ? h('p', { className: 'hint' }, texts.below(state.opened.below.length)) : undefined,
  );
}

function actionsView({ state, hasSample }: Model, actions: Actions): HTMLElement {
  const texts = textsIn(state.language);
  const file = h('input', { type: 'file', accept: '.json,application/json', hidden: true, id: 'file' });
  file.onchange = () => {
    const chosen = file.files?.[0];
    if (chosen) actions.openFile(chosen);
    file.value = '';
  };
  const button = (label: string, onclick: () => void) => h('button', { type: 'button', onclick }, label);
  return h(
    'div',
    { className: 'actions' },
    file,
    button(texts.open, () => file.click()),
    hasSample && button(texts.sample, actions.fillSample),
    button(texts.save, actions.save),
    button(texts.print, () => print()),
    button(texts.clear, actions.clear),
  );
}

type Choice = [value: string, text: string];

function labelled(label: string, control: HTMLElement): HTMLElement {
  return h('div', { className: 'setting' }, h('label', { for: control.id }, label), control);
}

function select(id: string, choices: Choice[], chosen: string, change: (value: string) => void): HTMLSelectElement {
  const options = choices.map(([value, label]) => h('option', { value, selected: value === chosen }, label));
  const element = h('select', { id }, ...options);
  element.onchange = () => change(element.value);
  return element;
}

function text(id: string, value: string, change: (value: string) => void): HTMLInputElement {
  const element = h('input', { id, type: 'text', value, autocomplete: 'off' });
  element.onchange = () => change(element.value.trim());
  return element;
}

function day(id: string, value: string, change: (value: string) => void): HTMLInputElement {
  const element = h('input', { id, type: 'date', value, required: true });
  element.onchange = () => element.value && change(element.value);
  return element;
}

function checkbox(id: string, checked: boolean, change: (checked: boolean) => void): HTMLInputElement {
  const element = h('input', { id, type: 'checkbox', checked });
  element.onchange = () => change(element.checked);
  return element;
}
