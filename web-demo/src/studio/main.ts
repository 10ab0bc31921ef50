// The studio's page: rule texts on one side, what comes of them on the other.
import type { Language, RuleText } from 'luat';
import { h } from '../dom';
import { STUDIO, workOffline } from '../offline';
import { Editor } from './editor/editor';
import type { Fix, OutlineItem as Item, TextEdit as Edit, TextPlace as Place } from 'luat/editor';
import type { Finding, Judging, Writing } from './engine/engine';
import { remote } from './engine/remote';
import { chooseFiles, forgetFiles, keepFile, readFile, save } from './files';
import { Outcome } from './outcome';
import { askText, shown } from './panes/dialog';
import { findingsView, usesView } from './panes/findings';
import { menu } from './panes/menu';
import { Tabs } from './panes/tabs';
import { emptyDocument, emptyText, newDocument, realDocument } from './samples';
import { LONG_LINK, LONGEST_LINK, readLink, writeLink } from './share';
import { draft, type Kept } from './store';
import './studio.css';
import { textsIn } from './texts';
import { isFirstVisit, Tour } from './tour';
import { factsOf } from './trial';

/** The pause after a key before the text is looked at, and before what comes of it is worked out, in milliseconds. */
const LOOK_PAUSE = 120;
const JUDGE_PAUSE = 500;
const KEEP_PAUSE = 400;
/** What is said stays so long. */
const SAID_MS = 8000;

const page = document.getElementById('page') ?? document.body;

let language: Language = 'vi';
const texts = () => textsIn(language);

const writing = remote<Writing>(new Worker(new URL('./engine/writing.worker.ts', import.meta.url), { type: 'module', name: 'writing' }));
const judging = remote<Judging>(new Worker(new URL('./engine/judging.worker.ts', import.meta.url), { type: 'module', name: 'judging' }));

const editor = new Editor(writing, { changed: textChanged, rename: () => void renameAtCursor(), references: () => void showUses(), define: () => void goToDeclaration(), fix: mend }, language);
const outcome = new Outcome(judging, {
  language: () => language,
  changed: keepSoon,
  openReport: () => void openFiles(['.json'], false),
  showRule: (document, rule) => void showRule(document, rule),
  textOf: (name) => editor.text(name),
  showPlace: goTo,
});
const fileTabs = new Tabs('files-open', openText);
const status = h('p', { id: 'status', role: 'status' });
const said = h('p', { id: 'said', role: 'status', 'aria-live': 'polite' });
const kept = h('span', { id: 'kept' });
const findings = h('section', { id: 'findings', 'aria-labelledby': 'findings-title' });
const tour = new Tour(
  [
    { target: () => document.getElementById('writing') },
    { target: () => findings },
    { target: () => document.getElementById('results'), before: () => outcome.choose('form') },
    { target: () => document.getElementById('results'), before: () => outcome.choose('verdicts') },
    { target: () => document.getElementById('results'), before: () => outcome.choose('scenarios') },
  ],
  () => language,
  () => document.getElementById('tour'),
);

/** What is wrong, text by text, as last told. */
let found: Record<string, Finding[]> = {};
/** The language of the open text's keywords. */
let keywords: Language | undefined;
/** What a visitor was given to begin with: nothing is lost with it. */
let given: string | undefined;
/** The list of uses stands in the place of the findings. */
let usesShown = false;
let timers = { look: 0, judge: 0, keep: 0, said: 0 };

// The page

function draw(): void {
  document.documentElement.lang = language;
  document.title = texts().title;
  page.replaceChildren(
    h('a', { className: 'skip', href: '#editor', onclick: (event: Event) => (event.preventDefault(), editor.focus()) }, texts().skip),
    h('header', {}, bannerView(), toolsView()),
    h('main', { id: 'main' }, h('h1', { className: 'hidden-text' }, texts().title), writingView(), resultsView()),
  );
  drawTexts();
  drawFindings();
  void outcome.renew();
  tour.redraw();
}

function bannerView(): HTMLElement {
  const other: Language = language === 'vi' ? 'en' : 'vi';
  const change = () => {
    language = other;
    editor.language = language;
    kept.textContent = '';
    said.textContent = '';
    draw();
    lookSoon(0);
    document.getElementById('language')?.focus();
  };
  return h(
    'div',
    { className: 'banner' },
    h('div', {}, h('p', { className: 'portal' }, h('a', { href: './' }, 'luat'), ` ${texts().portal}`), h('p', { className: 'lead' }, texts().lead)),
    h('p', { className: 'privacy' }, texts().privacy),
    h('button', { type: 'button', id: 'language', lang: other, onclick: change }, texts().otherLanguage),
  );
}

function toolsView(): HTMLElement {
  const words = texts();
  const button = (id: string, label: string, act: () => void, hint?: string) => h('button', { type: 'button', id, title: hint, onclick: act }, label);
  return h(
    'div',
    { className: 'tools', role: 'group', 'aria-label': words.tools },
    menu(words.file, 'file', [
      { label: words.newDocument, id: 'new', act: () => void begin(newDocument(language)) },
      { label: words.emptyDocument, id: 'empty', act: () => void begin(emptyDocument(language)) },
      { label: words.realDocument, act: () => void begin(realDocument()) },
      'line',
      { label: words.open, act: () => void openFiles(['.luat', '.txt', '.json'], true) },
      { label: words.newText, act: () => void addText() },
      { label: words.renameText, act: () => void nameText() },
      { label: words.removeText, act: removeText },
      'line',
      { label: words.save, act: () => void saveText(false) },
      ...('showSaveFilePicker' in globalThis ? [{ label: words.saveAs, act: () => void saveText(true) }] : []),
      { label: words.saveAll, id: 'save-all', act: () => void saveAll() },
    ]),
    menu(words.edit, 'edit', [
      { label: words.undo, key: 'Ctrl+Z', act: () => editor.undo() },
      { label: words.redo, key: 'Ctrl+Y', act: () => editor.redo() },
      { label: words.find, key: 'Ctrl+F', act: () => editor.find() },
      'line',
      { label: words.tell, key: 'Ctrl+I', id: 'tell', act: () => editor.tell() },
      { label: words.define, key: 'F12', id: 'define', act: () => void goToDeclaration() },
      { label: words.references, key: 'Shift+F12', id: 'references', act: () => void showUses() },
      { label: words.rename, key: 'F2', id: 'rename', act: () => void renameAtCursor() },
    ]),
    button('format', words.format, () => void format()),
    button('translate', words.translate[otherWritten()], () => void translate()),
    button('share', words.share, () => void share()),
    button('tour', words.tour, () => tour.begin()),
    said,
  );
}

function writingView(): HTMLElement {
  return h(
    'section',
    { id: 'writing', 'aria-label': texts().text },
    fileTabs.element,
    h('div', { id: 'text', role: 'tabpanel', 'aria-label': texts().text }, editor.element),
    findings,
  );
}

function resultsView(): HTMLElement {
  return h('section', { id: 'results', 'aria-label': texts().panes }, outcome.tabs.element, outcome.panel);
}

function drawTexts(): void {
  const tabs = editor.names().map((name) => {
    const errors = found[name]?.filter(({ severity }) => severity === 'error').length ?? 0;
    return { id: name, label: name, panel: 'text', ...(errors > 0 && { note: String(errors), tone: 'bad' as const }) };
  });
  fileTabs.draw(texts().texts, tabs, editor.name);
}

function drawFindings(): void {
  const all = Object.values(found).flat();
  const errors = all.filter(({ severity }) => severity === 'error').length;
  const told = texts().faults(errors, all.length - errors);
  const isKnown = Object.keys(found).length > 0;
  status.textContent = !isKnown ? texts().loading : told === '' ? `✓ ${texts().fine}` : told;
  status.className = !isKnown ? '' : errors > 0 ? 'bad' : 'good';
  fitFindings();
  if (usesShown) return;
  const focused = findings.contains(document.activeElement);
  const show = (place: Place) => goTo(place);
  const host = { show, mend };
  const open = editor.name;
  const sorted = Object.entries(found).sort(([one], [other]) => Number(other === open) - Number(one === open));
  findings.replaceChildren(findingsHead(), findingsView(sorted, language, host));
  if (focused) document.getElementById('findings-title')?.focus();
}

/** Once there was a finding, the room for it stays while the text is being written. */
function fitFindings(): void {
  const isWriting = editor.hasFocus && findings.classList.contains('has-any');
  findings.classList.toggle('has-any', usesShown || isWriting || Object.values(found).some((all) => all.length > 0));
}

const findingsHead = (): HTMLElement => h('div', { className: 'findings-head' }, h('h2', { id: 'findings-title', tabIndex: -1 }, texts().findings), status, kept);

/** Says something briefly. */
function say(text: string): void {
  said.textContent = text;
  clearTimeout(timers.said);
  timers.said = setTimeout(() => (said.textContent = ''), SAID_MS);
}

// While it is written

function textChanged(): void {
  lookSoon(LOOK_PAUSE);
  judgeSoon();
  keepSoon();
}

function lookSoon(pause: number): void {
  clearTimeout(timers.look);
  timers.look = setTimeout(() => void lookNow(), pause);
}

async function lookNow(): Promise<void> {
  const look = await editor.look();
  if (!look) return;
  const told = await writing.findings();
  found = told;
  editor.mark(told[editor.name] ?? []);
  if (look.language && look.language !== keywords) {
    keywords = look.language;
    const button = document.getElementById('translate');
    if (button) button.textContent = texts().translate[otherWritten()];
  }
  drawTexts();
  drawFindings();
}

const otherWritten = (): Language => (keywords === 'en' ? 'vi' : 'en');

function judgeSoon(): void {
  clearTimeout(timers.judge);
  timers.judge = setTimeout(() => void outcome.take(editor.texts()), JUDGE_PAUSE);
}

const workspace = (): Kept => ({ version: 1, texts: editor.texts(), open: editor.name, trial: outcome.trial });

function keepSoon(): void {
  clearTimeout(timers.keep);
  timers.keep = setTimeout(keepNow, KEEP_PAUSE);
}

function keepNow(): void {
  clearTimeout(timers.keep);
  timers.keep = 0;
  dropLink();
  kept.textContent = draft.write(workspace()) ? texts().kept : texts().notKept;
}

/** What is written from here on is the draft's; until then a reload comes back to what the link holds. */
function dropLink(): void {
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
}

function openText(name: string): void {
  editor.open(name);
  usesShown = false;
  drawTexts();
  drawFindings();
  lookSoon(0);
}

function goTo(place: Place): void {
  const other = place.file !== editor.name;
  editor.show(place);
  if (!other) return;
  drawTexts();
  lookSoon(0);
}

function mend({ edits }: Fix): void {
  editor.edit(edits);
  editor.focus();
}

// Names

async function goToDeclaration(): Promise<void> {
  editor.sync();
  const place = await writing.definition(editor.name, editor.at);
  if (place) goTo(place);
  else say(texts().noDeclaration);
}

async function showUses(): Promise<void> {
  editor.sync();
  const places = await writing.references(editor.name, editor.at);
  const [first] = places;
  if (!first) return say(texts().noUses);
  const lined = places.map((place) => ({ ...place, ...editor.lineAt(place) }));
  const back = () => {
    usesShown = false;
    drawFindings();
    document.getElementById('findings-title')?.focus();
  };
  usesShown = true;
  fitFindings();
  const here = places.find(({ file, from, to }) => file === editor.name && from <= editor.at && editor.at <= to) ?? first;
  findings.replaceChildren(findingsHead(), usesView(editor.textOf(here), lined, language, goTo, back));
  document.getElementById('uses')?.focus();
}

async function renameAtCursor(): Promise<void> {
  editor.sync();
  const [name, at] = [editor.name, editor.at];
  const words = texts();
  const old = await writing.renamable(name, at);
  if (old === undefined) return say(words.noUses);
  let edits: Edit[] = [];
  const wanted = await askText({ title: words.renameTitle, lead: words.renameLead(old), ok: words.ok, cancel: words.cancel }, old, async (text) => {
    const answer = await writing.rename(name, at, text, language);
    if ('refused' in answer) return answer.refused;
    edits = answer.value;
    return undefined;
  });
  editor.focus();
  if (wanted === undefined) return;
  editor.edit(edits);
  say(words.renamed(edits.length));
}

/** Leads to a rule, by what its document's text declares. */
async function showRule(document: string, rule: string): Promise<void> {
  editor.sync();
  for (const file of editor.names()) {
    const outline = await writing.outline(file);
    const top = outline.find(({ kind }) => kind === 'document');
    const items = outline.flatMap(function all(item: Item): Item[] {
      return [item, ...item.children.flatMap(all)];
    });
    if (!top || editor.textOf({ file, ...top.selection }) !== document) continue;
    const item = items.find(({ kind, selection }) => kind !== 'document' && editor.textOf({ file, ...selection }) === rule) ?? top;
    return goTo({ file, ...item.selection });
  }
}

// Layout and language

async function format(): Promise<void> {
  editor.sync();
  const { name } = editor;
  const answer = await writing.format(name, language);
  if ('refused' in answer) return say(texts().refused(name, answer.refused));
  const before = editor.text(name);
  editor.write(name, answer.value);
  say(before === answer.value ? texts().unchanged : texts().formatted);
}

/** All texts, from one keyword language into the other; none is changed where one cannot be. */
async function translate(): Promise<void> {
  editor.sync();
  const to = otherWritten();
  const answers = await Promise.all(editor.names().map(async (name) => ({ name, answer: await writing.translate(name, to, language) })));
  const turned: RuleText[] = [];
  for (const { name, answer } of answers) {
    if ('refused' in answer) return say(texts().refused(name, answer.refused));
    turned.push({ name, text: answer.value });
  }
  for (const { name, text } of turned) editor.write(name, text);
  say(texts().translated[to]);
}

// Files

/** What a visitor may have written: texts, and the report that is filled in. */
const written = (): string => JSON.stringify([editor.texts(), factsOf(outcome.trial.report)]);

/** Whether other texts may come in the place of these: where something would be lost, the visitor says so. */
const mayReplace = (): boolean => written() === given || confirm(texts().sureNew);

async function begin(wanted: Promise<Kept> | Kept): Promise<void> {
  if (!mayReplace()) return;
  fill(await wanted);
  given = written();
  keepSoon();
}

function fill({ texts: filled, open, trial }: Kept): void {
  found = {};
  usesShown = false;
  forgetFiles();
  outcome.trial = trial;
  editor.fill(filled, open);
  drawTexts();
  drawFindings();
  lookSoon(0);
  void outcome.take(editor.texts());
}

async function openFiles(endings: string[], several: boolean): Promise<void> {
  for (const { file, handle } of await chooseFiles(endings, several)) {
    const read = await readFile(file);
    if ('none' in read) {
      say(texts().notOpened(read.none));
      continue;
    }
    if ('kept' in read) {
      if (!mayReplace()) continue;
      fill(read.kept);
    } else if ('text' in read) {
      const open = editor.text(read.text.name);
      if (open !== undefined && open !== read.text.text && !confirm(texts().sureReplace(read.text.name))) continue;
      editor.add(read.text);
      keepFile(read.text.name, handle);
      openText(read.text.name);
    } else {
      outcome.trial = { ...outcome.trial, report: read.report, body: undefined, period: undefined };
      outcome.draw();
    }
    keepSoon();
    say(texts().opened(file.name));
  }
}

const isFree = async (name: string): Promise<string | undefined> => (editor.names().includes(name) ? texts().nameTaken : undefined);

/** The name of a text as a file has it. */
const fileName = (name: string): string => (name.endsWith('.luat') ? name : `${name}.luat`);

async function addText(): Promise<void> {
  const words = texts();
  const name = await askText({ title: words.newText, lead: words.nameOfText, ok: words.ok, cancel: words.cancel }, 'moi.luat', (text) => isFree(fileName(text)));
  if (name === undefined) return;
  editor.add({ name: fileName(name), text: emptyText(keywords ?? 'vi') });
  openText(fileName(name));
  editor.focus();
}

async function nameText(): Promise<void> {
  const words = texts();
  const { name } = editor;
  const wanted = await askText({ title: words.renameText, lead: words.nameOfText, ok: words.ok, cancel: words.cancel }, name, async (text) => (fileName(text) === name ? undefined : isFree(fileName(text))));
  if (wanted === undefined || fileName(wanted) === name) return;
  editor.rename(name, fileName(wanted));
  keepFile(name, undefined);
  openText(fileName(wanted));
}

function removeText(): void {
  if (editor.names().length < 2) return say(texts().lastText);
  if (!confirm(texts().sureRemove(editor.name))) return;
  keepFile(editor.name, undefined);
  editor.remove(editor.name);
  openText(editor.name);
}

async function saveText(asks: boolean): Promise<void> {
  const { name } = editor;
  if (await save(name, editor.text(name) ?? '', asks)) say(texts().saved(name));
}

async function saveAll(): Promise<void> {
  const name = 'luat.json';
  if (await save(name, JSON.stringify(workspace(), undefined, 1), true)) say(texts().saved(name));
}

async function share(): Promise<void> {
  const words = texts();
  const link = await writeLink(workspace(), location.href.split('#')[0] ?? '');
  const fits = link.length <= LONGEST_LINK;
  const box = h('textarea', { id: 'link', readOnly: true, rows: 4, value: fits ? link : '' });
  const told = h('span', { role: 'status' });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      told.textContent = words.copied;
    } catch {
      box.select();
      told.textContent = words.notCopied;
    }
  };
  const dialog = shown(
    h(
      'dialog',
      { 'aria-labelledby': 'link-title' },
      h('h2', { id: 'link-title' }, words.linkTitle),
      h('p', {}, words.linkLead),
      fits && h('label', { for: 'link' }, words.linkLength(link.length)),
      fits && box,
      link.length > LONG_LINK && h('p', { className: 'wrong', role: 'alert' }, fits ? words.linkLong : words.linkTooLong),
      h(
        'div',
        { className: 'actions' },
        fits && h('button', { type: 'button', className: 'main', onclick: () => void copy() }, words.copy),
        h('button', { type: 'button', onclick: () => void saveAll() }, words.saveAll),
        h('button', { type: 'button', onclick: () => dialog.close() }, words.close),
        told,
      ),
    ),
  );
}

// The beginning

async function start(): Promise<void> {
  draw();
  const linked = await readLink(location.hash);
  const [before, isNew] = [draft.read(), isFirstVisit()];
  if (typeof linked === 'object') {
    fill(linked);
    say(texts().linkOpened);
    return;
  }
  fill(before ?? (await realDocument()));
  if (!before) given = written();
  if (linked === 'broken') say(texts().linkBroken);
  else if (isNew && !before) tour.begin();
}

addEventListener('hashchange', () => {
  void readLink(location.hash).then((linked) => {
    if (linked === 'broken') say(texts().linkBroken);
    if (typeof linked === 'object' && confirm(texts().replaceDraft)) fill(linked);
    else dropLink();
  });
});

// Who has gone elsewhere is not disturbed by what moves here.
editor.element.addEventListener('focusout', () => setTimeout(fitFindings));

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && timers.keep !== 0) keepNow();
});

start().catch((thrown: unknown) => {
  page.append(h('p', { className: 'stale', role: 'alert' }, texts().broken));
  throw thrown;
});
workOffline(STUDIO);
