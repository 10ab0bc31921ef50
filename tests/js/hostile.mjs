// What nobody writes who means well, as `send --write FILE BYTES` writes it, asked of the package.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { sha256 } from './corpus.mjs';

/** The rules by which reports are judged, then one thing after the other. */
export async function* hostile(file) {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  for await (const line of lines) yield JSON.parse(line);
}

/** What is asked of a thing, by its name: each answered once, in this order. */
export function questions({ diagnose, Workspace, Ruleset }, rules, one) {
  return one.text === undefined ? ofReport(Ruleset, rules, one) : ofText(diagnose, Workspace, rules.name, one);
}

function ofText(diagnose, Workspace, name, { text, sha256: native }) {
  const workspace = new Workspace();
  const half = [...text.slice(0, text.length / 2)].join('').length;
  return {
    checked: () => same(native, JSON.stringify(diagnose([{ name, text }]))),
    'in an editor': () => {
      workspace.set(name, text);
      return [workspace.diagnostics(name), workspace.tokens(name), workspace.outline(name)];
    },
    'after a key': () => {
      workspace.set(name, `${text}#`);
      return workspace.diagnostics(name);
    },
    mended: () => workspace.fixes(name, 0, text.length),
    completed: () => workspace.complete(name, half, 'vi'),
    'laid out': () => workspace.format(name),
    forgotten: () => workspace.free(),
  };
}

function ofReport(Ruleset, { rules, asOf }, { report, periods, sha256: native }) {
  const ruleset = Ruleset.compile([{ name: 'rules.luat', text: rules }]);
  const options = { asOf, periods };
  let session;
  return {
    judged: () => same(native, refused(() => ruleset.checkJson(report, options))),
    'as a session': () => {
      session = refused(() => ruleset.session(report, options));
    },
    'as a form': () => session?.form(),
    'a fact entered': () => refused(() => session?.set('heads', 3)),
    forgotten: () => {
      session?.free();
      ruleset.free();
    },
  };
}

/** What is answered; nothing where that is a refusal in words. */
function refused(ask) {
  try {
    return ask();
  } catch (error) {
    if (error.name !== 'LuatError') throw error;
    return undefined;
  }
}

function same(native, told) {
  const digest = told === undefined ? null : sha256(told);
  if (digest !== native) throw new Error('another answer than natively');
}
