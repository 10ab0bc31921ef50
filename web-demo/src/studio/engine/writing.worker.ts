// The worker that answers what is asked while texts are written.
import init, { Workspace, type Finding as EngineFinding, type Language } from 'luat/editor';
import type { Answer, Finding, Writing } from './engine';
import { answer } from './remote';

let workspace: Workspace;
/** The texts as set, for the numbers of lines. */
const texts = new Map<string, string>();

function lineOf(name: string, at: number): number {
  const text = texts.get(name) ?? '';
  let line = 1;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) line += 1;
  return line;
}

function findingOf(name: string, finding: EngineFinding): Finding {
  const { from, also } = finding;
  return { ...finding, line: lineOf(name, from), also: also.map((place) => ({ ...place, line: lineOf(place.file, place.from) })) };
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
  look: (name) => ({ language: workspace.language(name), tokens: workspace.tokens(name), folds: workspace.folds(name) }),
  outline: (name) => workspace.outline(name),
  findings() {
    const all = [...texts.keys()].map((name) => [name, workspace.diagnostics(name).map((one) => findingOf(name, one))] as const);
    return Object.fromEntries(all);
  },
  complete: (name, at, language) => workspace.complete(name, at, language),
  hover: (name, at, language) => workspace.hover(name, at, language),
  definition: (name, at) => workspace.definition(name, at),
  references: (name, at) => workspace.references(name, at),
  renamable: (name, at) => workspace.renamable(name, at)?.name,
  rename(name, at, wanted, language) {
    const renaming = workspace.rename(name, at, wanted);
    return 'edits' in renaming ? { value: renaming.edits } : { refused: renaming.refused.message[language] };
  },
  format: (name, language) => laidOut(workspace.format(name), language),
  translate: (name, to, language) => laidOut(workspace.translate(name, to), language),
};

answer(
  init().then(() => (workspace = new Workspace())),
  methods,
);
