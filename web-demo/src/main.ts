// The portal's page: a body picks itself, fills in its report, and sees each clause turn.
import type { Language, Report } from 'luat';
import { readReport } from 'luat/form';
import 'luat/form/element';
import type { Judged } from 'luat/form/element';
import { BODIES, districtWith, sampleOf, YEARS, type Body } from './bodies';
import { readChoice, today, writeChoice, type Choice } from './choice';
import { dayBox } from './day';
import { h, labelled } from './dom';
import { workOffline } from './offline';
import { openRules } from './rules';
import './style.css';
import { textsIn } from './texts';

const page = document.getElementById('page') ?? document.body;
const opened = openRules();
/** The rules, once they are open. */
let rules: Awaited<typeof opened> | undefined;

const element = document.createElement('luat-form');
const way = document.createElement('luat-milestones');
const ready = h('section', { id: 'ready', tabIndex: -1, hidden: true });
const said = h('p', { id: 'said', role: 'alert' });

let language: Language = document.documentElement.lang === 'en' ? 'en' : 'vi';
let choice = readChoice(location.hash);
let year = choice?.year ?? YEARS[0] ?? '';
let asOf = choice?.asOf ?? today();

const nameOf = ({ level, name }: Body): string => (level === 'district' ? textsIn(language).districtName(name) : name);

function draw(): void {
  const texts = textsIn(language);
  document.documentElement.lang = language;
  document.title = texts.title;
  page.replaceChildren(headView(), h('main', { id: 'main' }, introView(), choiceView(), said, ready, fillView(), wayView()), footView());
  element.language = way.language = language;
  showWay();
}

function headView(): HTMLElement {
  const texts = textsIn(language);
  const other: Language = language === 'vi' ? 'en' : 'vi';
  const change = () => {
    language = other;
    draw();
    document.getElementById('language')?.focus();
  };
  return h(
    'header',
    { className: 'banner' },
    h(
      'div',
      { className: 'width' },
      h('div', {}, h('p', { className: 'province' }, texts.province), h('p', { className: 'portal' }, texts.portal)),
      h('button', { type: 'button', id: 'language', lang: other, onclick: change }, texts.otherLanguage),
    ),
  );
}

function introView(): HTMLElement {
  const texts = textsIn(language);
  return h(
    'div',
    { className: 'intro' },
    h('p', { className: 'trial' }, texts.trial),
    h('h1', {}, texts.title),
    h('p', { className: 'lead' }, texts.lead),
    h('p', { className: 'privacy' }, texts.privacy),
  );
}

function choiceView(): HTMLElement {
  const texts = textsIn(language);
  const group = (label: string, bodies: Body[]) =>
    h('optgroup', { label }, ...bodies.map((body) => h('option', { value: body.id, selected: body.id === choice?.body.id }, nameOf(body))));
  const bodies = h(
    'select',
    { id: 'body' },
    h('option', { value: '' }, texts.noBody),
    group(texts.communes, BODIES.filter(({ level }) => level === 'commune')),
    group(texts.district, BODIES.filter(({ level }) => level === 'district')),
  );
  bodies.onchange = () => choose(BODIES.find(({ id }) => id === bodies.value));
  const years = h('select', { id: 'year' }, ...YEARS.map((one) => h('option', { value: one, selected: one === year }, one)));
  years.onchange = () => {
    year = years.value;
    choose(choice?.body);
  };
  const day = dayBox('asOf', asOf, { language, period: year }, (read) => {
    said.textContent = read === undefined ? texts.noDay : '';
    if (read === undefined) return;
    asOf = read;
    choose(choice?.body);
  });
  const file = h('input', { id: 'file', type: 'file', accept: '.json,application/json', hidden: true });
  file.onchange = () => {
    const [chosen] = file.files ?? [];
    if (chosen) void openFile(chosen);
    file.value = '';
  };
  const fill = h('button', { type: 'button', id: 'sample', onclick: fillSample, disabled: choice === undefined }, texts.sample);
  return h(
    'section',
    { className: 'choice', 'aria-labelledby': 'choose' },
    h('h2', { id: 'choose' }, texts.choose),
    h('div', { className: 'settings' }, labelled(texts.body, bodies), labelled(texts.year, years), labelled(texts.asOf, day)),
    h('div', { className: 'actions' }, file, h('button', { type: 'button', onclick: () => file.click() }, texts.open), fill),
  );
}

function fillView(): HTMLElement {
  const texts = textsIn(language);
  const title = choice ? `${texts.fill}: ${nameOf(choice.body)}, ${choice.year}` : texts.fill;
  return h('section', { id: 'fill', 'aria-labelledby': 'fill-title', hidden: choice === undefined }, h('h2', { id: 'fill-title' }, title), element);
}

function wayView(): HTMLElement {
  const texts = textsIn(language);
  return h('section', { id: 'way', 'aria-labelledby': 'way-title', hidden: true }, h('h2', { id: 'way-title' }, texts.way), h('p', { className: 'lead' }, texts.wayLead), way);
}

function footView(): HTMLElement {
  const texts = textsIn(language);
  return h('footer', {}, h('div', { className: 'width' }, h('p', {}, texts.trial), h('p', {}, h('a', { href: './attach.html' }, texts.attach)), h('p', {}, h('a', { href: './studio.html' }, texts.studio))));
}

/** Opens the form of a body; `report`: with these figures, else with its draft. */
function choose(body: Body | undefined, report?: Report): void {
  choice = body && { body, year, asOf };
  history.replaceState(null, '', choice ? writeChoice(choice) : '#');
  said.textContent = '';
  ready.hidden = true;
  draw();
  if (choice) void show(choice, report);
}

async function show({ body: { level, id, name }, year: period, asOf: day }: Choice, report?: Report): Promise<void> {
  rules = await opened;
  element.options = { level, period, body: { id, name }, asOf: day };
  element.ruleset = rules;
  element.report = report;
}

function fillSample(): void {
  const report = choice && sampleOf(choice.body, choice.year);
  if (report) element.report = report;
}

async function openFile(file: File): Promise<void> {
  const texts = textsIn(language);
  const report = readReport(await file.text());
  const body = BODIES.find(({ level, id }) => level === report?.body.level && id === report.body.id);
  if (!report || !body) {
    said.textContent = report ? texts.otherBody : texts.unreadable;
    return;
  }
  year = Object.keys(report.periods).find((one) => YEARS.includes(one)) ?? year;
  choose(body, report);
}

/** The district's milestones, with the commune's figures as they stand. */
function showWay(): void {
  const section = document.getElementById('way');
  const report = choice?.body.level === 'commune' ? element.report : undefined;
  if (!section || !choice || !report || !rules) return;
  section.hidden = false;
  way.told = rules.tell(districtWith(report, choice.year), { asOf: choice.asOf }, language);
}

function showReady({ result }: Judged): void {
  const texts = textsIn(language);
  const back = h('button', { type: 'button', onclick: () => document.getElementById('fill')?.scrollIntoView() }, texts.back);
  ready.replaceChildren(h('h2', {}, texts.ready), h('p', {}, texts.readyLead), h('p', { className: 'digest' }, texts.readyDigest(result.ruleset.digest)), back);
  ready.hidden = false;
  ready.focus();
}

element.addEventListener('luat-change', () => {
  ready.hidden = true;
  showWay();
});
element.addEventListener('luat-submit', (event) => showReady(event.detail));

addEventListener('hashchange', () => {
  const chosen = readChoice(location.hash);
  if (!chosen) return;
  ({ year, asOf } = chosen);
  choose(chosen.body);
});

draw();
opened.then(
  () => choice && show(choice),
  () => (said.textContent = textsIn(language).broken),
);
workOffline();
