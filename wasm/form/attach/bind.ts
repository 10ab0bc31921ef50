// Which control of a form holds which fact.
import type { Judge } from '../judge.js';
import { readPath, writePath } from '../path.js';
import { Binding, type Undecided } from './binding.js';
import { isControl, type Control } from './controls.js';

/** What a form holds, and what it does not. */
export interface Bound {
  /** By path. */
  bindings: Map<string, Binding>;
  /** The binding of each control. */
  owners: Map<EventTarget, Binding>;
  findings: Findings;
}

/** What a developer may want to know of a page; nothing of it is an error. */
export interface Findings {
  /** Paths of the facts that the rules ask for and the page does not. */
  missing: string[];
  /** Names of the controls that hold no fact: the page's own, or misspelt. */
  unknown: string[];
}

/** Finds the facts of a form by the names of its controls; bindings there were before are kept. */
export function bind(form: HTMLFormElement, judge: Judge, names: Map<string, string>, before: Map<string, Binding>): Bound {
  const bindings = new Map<string, Binding>();
  const owners = new Map<EventTarget, Binding>();
  const unknown = new Set<string>();
  for (const control of controlsOf(form)) {
    const { path, kind } = readName(names.get(control.name) ?? control.name, judge.form.period);
    const field = judge.field(path);
    if (!field) {
      unknown.add(control.name);
      continue;
    }
    const binding = bindings.get(path) ?? emptied(before.get(path)) ?? new Binding(path, field);
    bindings.set(path, binding);
    owners.set(control, binding);
    if (kind) binding.reasons.push({ control, kind });
    else binding.controls.push(control);
  }
  const asked = judge.form.sections.flatMap(({ fields }) => fields.map(({ path }) => path));
  const missing = asked.filter((path) => !bindings.has(path));
  return { bindings, owners, findings: { missing, unknown: [...unknown] } };
}

const controlsOf = (form: HTMLFormElement): Control[] => [...form.elements].filter(isControl).filter(({ name }) => name !== '');

/** A name that ends so holds the reason why there is no value: `dialogue:unknown`. */
function readName(name: string, period: string): { path: string; kind?: Undecided } {
  const [, named = name, kind] = /^(.+):(unknown|not_applicable)$/.exec(name) ?? [];
  const read = readPath(named);
  // A path may name the period of the form, which the form itself leaves out.
  const path = read ? writePath(read, period) : named;
  return kind === undefined ? { path } : { path, kind: kind as Undecided };
}

function emptied(binding: Binding | undefined): Binding | undefined {
  binding?.controls.splice(0);
  binding?.reasons.splice(0);
  return binding;
}
