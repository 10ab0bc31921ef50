// The page: a state, the engine's answer to it, and what is drawn from the two.
import type { FormField, Levels, Report, Told } from 'luat';
import { h } from './dom';
import { Engine, EngineError } from './engine';
import { blankReportOf, reportOf, sectionsOf, withFact, withReport, type Section, type State } from './form/state';
import { readLink, writeLink } from './link';
import type { Actions, Model } from './model';
import { DOCUMENTS } from './rules';
import './style.css';
import { textsIn } from './texts';
import { sectionView, showVerdicts } from './view/section';
import { headView, settingsView } from './view/settings';
import { summaryView } from './view/summary';

const PAUSE_MS = 150;

const page = document.getElementById('page') ?? document.body;
const engine = new Engine();

/** The reader's own today; the engine knows none. */
function today(): string {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

const FIRST: State = {
  language: 'vi',
  document: 'muong_ang_154',
  level: 'commune',
  body: '',
  year: today().slice(0, 4),
  asOf: today(),
  isFinal: false,
  facts: {},
};

let state: State = { ...FIRST, ...readLink(location.hash) };
let levels: Levels = { documents: [], levels: [] };
/** What the form of the level and year asks. */
let fields: FormField[] = [];
/** The verdicts on an empty report: what they miss is what the form asks. */
let blank: Told | undefined;
let told: Told | undefined;
let failure = '';
let sections: Section[] = [];

const shipped = () => DOCUMENTS.find(({ id }) => id === state.document) ?? DOCUMENTS[0];

const actions: Actions = {
  set(part) {
    // Another level's figures are another report.
    if (part.level !== undefined && part.level !== state.level) state = fresh();
    state = { ...state, ...part };
    run(askAnew);
  },
  openDocument(id) {
    state = { ...fresh(), document: id };
    run(openRules);
  },
  enter(key, value) {
    state = withFact(state, key, value);
    checkSoon();
  },
  openFile(file) {
    run(async () => take(readReport(await file.text())));
  },
  fillSample() {
    run(async () => take(await shipped()?.sample?.()));
  },
  clear() {
    state = fresh();
    run(askAnew);
  },
  save() {
    const text = `${JSON.stringify(reportOf(state), undefined, 2)}\n`;
    const link = h('a', { href: URL.createObjectURL(new Blob([text], { type: 'application/json' })) });
    link.download = `${reportOf(state).body.id}-${state.year}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  },
};

/** The state without figures. */
function fresh(): State {
  const { opened: _, ...rest } = state;
  return { ...rest, facts: {}, isFinal: false };
}

/** A report out of a file's text; none where it is not one. */
function readReport(text: string): Report | undefined {
  try {
    const report = JSON.parse(text) as Partial<Report> | null;
    const isReport = typeof report?.body?.level === 'string' && typeof report.periods === 'object';
    return isReport ? (report as Report) : undefined;
  } catch {
    return undefined;
  }
}

async function take(report: Report | undefined): Promise<void> {
  if (!report) throw new Error(textsIn(state.language).unreadable);
  const before = state;
  state = withReport(fresh(), report);
  try {
    await askAnew();
  } catch (thrown) {
    // The engine refuses the report as a whole, for its level for instance: what was there stays.
    state = before;
    throw thrown;
  }
}

/** Runs what may fail, and says so on the page. */
function run(task: () => Promise<void>): void {
  task().catch((thrown: unknown) => {
    failure = messageOf(thrown);
    draw();
  });
}

function messageOf(thrown: unknown): string {
  const texts = textsIn(state.language);
  if (!(thrown instanceof EngineError)) return thrown instanceof Error ? thrown.message : String(thrown);
  const [first] = thrown.diagnostics;
  return first
    ? `${texts.rulesBroken} ${first.file}:${first.line}: ${first.message[state.language]}`
    : texts.failed + thrown.message;
}

/** Opens the rules of the document, then asks and checks. */
async function openRules(): Promise<void> {
  page.replaceChildren(h('p', { className: 'loading' }, textsIn(state.language).loading));
  blank = told = undefined;
  ({ levels } = await engine.open(shipped()?.texts ?? []));
  const bound = levels.levels.filter((level) => level.rules > 0).map(({ id }) => id);
  if (!bound.includes(state.level)) state = { ...state, level: bound.at(-1) ?? '' };
  await askAnew();
}

/** Asks anew: body, year, day or language have changed, and with them perhaps the questions. */
async function askAnew(): Promise<void> {
  const form = await engine.form({ level: state.level, period: state.year });
  fields = form.sections.filter(({ period }) => period === state.year).flatMap((section) => section.fields);
  blank = await engine.tell(blankReportOf(state), { asOf: state.asOf }, state.language);
  await check();
  draw();
}

/** The latest check wins; an answer to an older one is dropped. */
let latest = 0;

async function check(): Promise<void> {
  const mine = ++latest;
  failure = '';
  history.replaceState(null, '', writeLink(state));
  const answer = await engine.tell(reportOf(state), { asOf: state.asOf }, state.language);
  if (mine === latest) told = answer;
}

let pause = 0;

/** A figure was entered: the verdicts follow after a short pause; the fields keep their place and focus. */
function checkSoon(): void {
  clearTimeout(pause);
  pause = setTimeout(() => run(async () => check().then(refresh)), PAUSE_MS);
}

function model(): Model | undefined {
  return told && { state, levels, sections, told, failure, hasSample: shipped()?.sample !== undefined };
}

function currentSections(): Section[] {
  return sectionsOf(state, fields, blank?.result.verdicts ?? [], told?.result.verdicts ?? []);
}

function draw(): void {
  sections = currentSections();
  const texts = textsIn(state.language);
  document.documentElement.lang = state.language;
  document.title = texts.title;
  const shown = model();
  if (!shown) {
    page.replaceChildren(h('p', { className: 'failure', role: 'alert' }, failure));
    return;
  }
  const { digest, engine: version } = shown.told.result.ruleset;
  page.replaceChildren(
    headView(shown, actions),
    settingsView(shown, actions),
    h('div', { id: 'summary', 'aria-live': 'polite' }),
    h('main', {}, ...sections.map((section) => sectionView(shown, section, actions))),
    h('footer', {}, texts.checkedBy(digest, version)),
  );
  refresh();
}

const askedBy = (list: Section[]): string => list.flatMap((section) => [section.id, ...section.fields.map(({ key }) => key)]).join(' ');

/** Draws anew what follows from the figures; the fields too, when an answer has raised a further question. */
function refresh(): void {
  const before = askedBy(sections);
  sections = currentSections();
  const shown = model();
  if (!shown) return;
  if (askedBy(sections) !== before) {
    const focused = document.activeElement?.id;
    document.querySelector('main')?.replaceChildren(...sections.map((section) => sectionView(shown, section, actions)));
    if (focused) document.getElementById(focused)?.focus();
  }
  for (const section of sections) showVerdicts(shown, section);
  document.getElementById('summary')?.replaceChildren(...summaryView(shown));
}

run(openRules);
