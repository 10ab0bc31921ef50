// The worker that answers what is asked while texts are written.
import init, { Workspace, type Fix as EngineFix, type Finding as EngineFinding, type Language, type TextPlace } from 'luat/editor';
import type { Answer, Edit, Finding, Fix, Place, Writing } from './engine';
import { answer } from './remote';

/** Findings of a text that are looked up in the list of mends, one by one. */
const MOST_MENDED = 50;

let workspace: Workspace;
/** The texts as set, for the numbers of lines. */
const texts = new Map<string, string>();

const placeOf = ({ file, from, to }: TextPlace): Place => ({ name: file, from, to });

const editOf = ({ file, from, to, insert }: TextPlace & { insert: string }): Edit => ({ name: file, from, to, insert });

const fixOf = ({ title, edits }: EngineFix): Fix => ({ title, edits: edits.map(editOf) });

function lineOf(name: string, at: number): number {
  const text = texts.get(name) ?? '';
  let line = 1;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) line += 1;
  return line;
}

function findingOf(name: string, { code, severity, from, to, message, help, also }: EngineFinding, mends: boolean): Finding {
  const fixes = mends ? workspace.fixes(name, from, to).filter((fix) => fix.code === code) : [];
  const labels = also.map(({ text, ...place }) => ({ ...placeOf(place), line: lineOf(place.file, place.from), text }));
  return { code, severity, from, to, line: lineOf(name, from), message, ...(help && { help }), fixes: fixes.map(fixOf), labels };
}

const laidOut = (given: ReturnType<Workspace['format']>, language: Language): Answer<string> =>
  'text' in given ? { value: given.text } : { refused: given.refused.message[language] };

const methods: { [K in keyof Writing]: (...given: Parameters<Writing[K]>) => Awaited<ReturnType<Writing[K]>> } = {
  set(name, text) {
    texts.set(name, text);
    workspace.set(name, text);
  },
  remove(name) {
    texts.delete(name);
    workspace.remove(name);
  },
  look: (name) => ({ language: workspace.language(name), tokens: workspace.tokens(name), folds: workspace.folds(name), outline: workspace.outline(name) }),
  findings() {
    const all = [...texts.keys()].map((name) => [name, workspace.diagnostics(name).map((one, at) => findingOf(name, one, at < MOST_MENDED))] as const);
    return Object.fromEntries(all);
  },
  complete: (name, at, language) => workspace.complete(name, at, language),
  hover: (name, at, language) => workspace.hover(name, at, language),
  definition(name, at) {
    const found = workspace.definition(name, at);
    return found && placeOf(found);
  },
  references: (name, at) => workspace.references(name, at).map(placeOf),
  renamable: (name, at) => workspace.renamable(name, at)?.name,
  rename(name, at, wanted, language) {
    const renaming = workspace.rename(name, at, wanted);
    return 'edits' in renaming ? { value: renaming.edits.map(editOf) } : { refused: renaming.refused.message[language] };
  },
  format: (name, language) => laidOut(workspace.format(name), language),
  translate: (name, to, language) => laidOut(workspace.translate(name, to), language),
};

answer(
  init().then(() => (workspace = new Workspace())),
  methods,
);
