// A form that a page already has, bound to the rules by the names of its controls.
import type { Language, Report, Result } from 'luat';
import { bind, type Bound, type Findings } from './attach/bind.js';
import type { Binding } from './attach/binding.js';
import { isBlank, type Control } from './attach/controls.js';
import { entryLine, spoken } from './attach/lines.js';
import { placeBeside, type Line } from './attach/notes.js';
import { Said, type Place } from './attach/said.js';
import type { Entry } from './entry/reading.js';
import { Judge, type JudgeOptions } from './judge.js';
import { populationPath, readPath } from './path.js';
import { Draft } from './report.js';
import type { Rules } from './rules.js';

export interface AttachOptions extends JudgeOptions {
  /** Left out: Vietnamese. */
  language?: Language;
  /** The page's own names of controls, each with the path of the fact that it holds. */
  names?: Record<string, string>;
  /** Called with every new judgement, the first included. */
  onVerdicts?: (judge: Judge) => void;
  /** Puts what is said about a control into the page; left out: after the control or its label. */
  place?: Place;
  /** Where to say what holds a submit back; left out: an element at the end of the form. */
  summary?: HTMLElement;
  /** The report is sent along with the form, as JSON text under this name. */
  sendAs?: string;
}

/** A form that is bound. */
export interface Attached {
  readonly judge: Judge;
  /** What the page does not ask for, and what of it the rules do not know. */
  readonly findings: Findings;
  report(): Report;
  result(): Result;
  /** The language of messages; what is entered already keeps its meaning. */
  setLanguage(language: Language): void;
  /** Reads the form anew, after a script has changed values without an event. */
  refresh(): void;
  /** Whether nothing holds a submit back; if something does, it is said, and the first control of it gets the focus. */
  reportValidity(): boolean;
  /** Lets the form go as it was. */
  detach(): void;
}

const PAUSE_MS = 150;

const attached = new WeakSet<HTMLFormElement>();

/**
 * Binds a form to the rules by the names of its controls, `name="hamlet_heads.trained"`: what is entered is judged, what is
 * said stands beside its control, and a breach holds the submit back, by the Constraint Validation of the browser.
 *
 * Messages that the page sets itself are left alone. Controls without a name the rules know belong to the page.
 */
export function attach(form: HTMLFormElement, rules: Rules, options: AttachOptions): Attached {
  if (attached.has(form)) throw new Error('this form is attached already: detach it first');
  const attachment = new Attachment(form, rules, options);
  attached.add(form);
  return attachment;
}

class Attachment implements Attached {
  readonly judge: Judge;
  readonly #form: HTMLFormElement;
  readonly #options: AttachOptions;
  readonly #names: Map<string, string>;
  /** What the page does not enter is as it was reported before. */
  readonly #begun: Draft;
  readonly #said: Said;
  readonly #listening = new AbortController();
  readonly #watching = new MutationObserver((records) => records.some(isAboutControls) && this.#scan());
  #bound: Bound = { bindings: new Map(), owners: new Map(), findings: { missing: [], unknown: [] } };
  /** What the controls said last, by path. */
  #entries = new Map<string, Entry>();
  /** Facts reported before that no control can show, until one of theirs is touched. */
  readonly #unshown = new Set<string>();
  /** Paths of faults and questions that were told. */
  readonly #complained = new Set<string>();
  #language: Language;
  /** Paths of what is being typed. */
  readonly #typing = new Set<string>();
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(form: HTMLFormElement, rules: Rules, options: AttachOptions) {
    this.#form = form;
    this.#options = options;
    this.#names = new Map(Object.entries(options.names ?? {}));
    this.#language = options.language ?? 'vi';
    this.judge = new Judge(rules, options);
    this.#begun = new Draft({ body: this.judge.draft.body, period: options.period }, options.report);
    this.#said = new Said(form, options.place ?? placeBeside, options.summary);
    this.#listen();
    this.#scan();
  }

  get findings(): Findings {
    return this.#bound.findings;
  }

  report(): Report {
    this.#update();
    return this.judge.report();
  }

  result(): Result {
    this.#update();
    return this.judge.result();
  }

  setLanguage(language: Language): void {
    this.#language = language;
    this.#draw();
  }

  refresh(): void {
    this.#scan();
  }

  reportValidity(): boolean {
    this.#update();
    return this.#said.reportValidity();
  }

  detach(): void {
    clearTimeout(this.#pause);
    this.#listening.abort();
    this.#watching.disconnect();
    this.#said.clear();
    this.judge.free();
    attached.delete(this.#form);
  }

  #listen(): void {
    const { signal } = this.#listening;
    // At the root: controls may stand outside of their form, and a submit is held back before the page's own scripts send it.
    const root = this.#form.getRootNode();
    root.addEventListener('input', (event) => this.#typed(event.target), { signal });
    root.addEventListener('change', (event) => this.#changed(event.target), { signal });
    root.addEventListener('submit', (event) => this.#submitted(event as SubmitEvent), { capture: true, signal });
    root.addEventListener('invalid', ({ target }) => target && this.#bound.owners.has(target) && this.#said.summarise(), { capture: true, signal });
    this.#form.addEventListener('reset', (event) => setTimeout(() => event.defaultPrevented || this.#reset()), { signal });
    this.#form.addEventListener('formdata', (event) => this.#send(event.formData), { signal });
    this.#watching.observe(this.#form, { subtree: true, childList: true, attributeFilter: ['disabled', 'name', 'form', 'type'] });
  }

  /** While somebody types, what is not finished is not complained about. */
  #typed(target: EventTarget | null): void {
    const binding = this.#touch(target);
    if (!binding) return;
    this.#typing.add(binding.path);
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#update(this.#typing), PAUSE_MS);
  }

  /** The entry is finished; a submit may follow at once. */
  #changed(target: EventTarget | null): void {
    const binding = this.#touch(target);
    if (!binding) return;
    this.#typing.delete(binding.path);
    this.#update(new Set([binding.path, ...this.#typing]));
  }

  #touch(target: EventTarget | null): Binding | undefined {
    const binding = target ? this.#bound.owners.get(target) : undefined;
    binding?.touch(target as Control);
    if (binding) this.#unshown.delete(binding.path);
    return binding;
  }

  #submitted(event: SubmitEvent): void {
    // A button that asks for no validation, to put a draft aside, is let through.
    const isUnasked = (event.submitter as HTMLButtonElement | null)?.formNoValidate === true;
    if (event.target !== this.#form || isUnasked || this.reportValidity()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #send(data: FormData): void {
    if (this.#options.sendAs !== undefined) data.set(this.#options.sendAs, JSON.stringify(this.report()));
  }

  #reset(): void {
    this.#bound = { ...this.#bound, bindings: new Map() };
    this.#typing.clear();
    this.#complained.clear();
    this.#said.forget();
    this.#scan();
  }

  /** Finds the controls, and shows in blank ones what was reported before. */
  #scan(): void {
    const before = this.#bound.bindings;
    this.#bound = bind(this.#form, this.judge, this.#names, before);
    for (const [path, binding] of this.#bound.bindings) {
      const given = this.#begun.get(path);
      if (before.has(path) || given === undefined || given === null || !isBlank(binding.read(this.#context()))) continue;
      if (Array.isArray(given) || !binding.write(given, this.#language)) this.#unshown.add(path);
    }
    const gone = [...this.#entries.keys()].filter((path) => !this.#bound.bindings.has(path));
    for (const path of gone) this.#giveUp(path);
    this.#update();
  }

  /** What is no longer on the page is as it was reported before. */
  #giveUp(text: string): void {
    this.#entries.delete(text);
    this.judge.set(text, this.#begun.get(text));
    const path = readPath(text);
    if (path?.member === undefined || this.#begun.hasMember(text)) return;
    const population = populationPath(path);
    const isLeft = [...this.#bound.bindings.values()].some((one) => one.isOfMember(population, path.member));
    if (!isLeft) this.judge.removeMember(population, path.member);
  }

  /** Reads controls, all unless told which, judges anew where something has changed, and says it. */
  #update(paths: Iterable<string> = this.#bound.bindings.keys()): void {
    let isChanged = this.#entries.size === 0;
    for (const path of paths) {
      const binding = this.#bound.bindings.get(path);
      if (binding) isChanged = this.#enter(binding) || isChanged;
    }
    this.#draw();
    this.#typing.clear();
    if (isChanged) this.#options.onVerdicts?.(this.judge);
  }

  /** Takes over what the controls of a fact say; answers whether that is another fact than before. */
  #enter(binding: Binding): boolean {
    const { path } = binding;
    const entry = binding.read(this.#context());
    this.#entries.set(path, entry);
    const isOpen = binding.isActive && !this.#unshown.has(path);
    const value = isOpen ? ('value' in entry ? entry.value : undefined) : this.#begun.get(path);
    const isSame = JSON.stringify(value) === JSON.stringify(this.judge.draft.get(path));
    // A member whose row is on the page is one, even if nothing is told of it yet.
    if (isSame && this.judge.draft.hasMember(path)) return false;
    this.judge.set(path, value);
    return true;
  }

  #draw(): void {
    const { bindings } = this.#bound;
    const said = spoken(this.judge, bindings, this.#entries, this.#language);
    for (const [path, entry] of this.#entries) {
      const binding = 'value' in entry ? undefined : bindings.get(path);
      const line = binding && this.#complaint(binding, entry);
      if (!line) this.#complained.delete(path);
      else if (!this.#typing.has(path) || this.#complained.has(path)) {
        this.#complained.add(path);
        said.beside.set(binding, [line]);
      }
    }
    this.#said.draw(bindings.values(), said, this.#language);
  }

  #complaint(binding: Binding, entry: Entry): Line | undefined {
    const control = binding.active[0];
    if (!control) return undefined;
    return entryLine(control.value, entry, this.#language, (at) => {
      const reading = 'asked' in entry ? entry.asked[at] : undefined;
      if (!reading) return;
      binding.write(reading.value, this.#language);
      control.dispatchEvent(new Event('input', { bubbles: true }));
      control.dispatchEvent(new Event('change', { bubbles: true }));
      control.focus();
    });
  }

  #context(): { language: Language; period: string } {
    return { language: this.#language, period: this.#options.period };
  }
}

/** Whether controls came, went or changed; notes come and go by themselves. */
function isAboutControls({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  const holdsControl = (node: Node) => node instanceof Element && (node.matches(CONTROLS) || node.querySelector(CONTROLS) !== null);
  return type === 'attributes' || [...addedNodes, ...removedNodes].some(holdsControl);
}

const CONTROLS = 'input, select, textarea, fieldset';
