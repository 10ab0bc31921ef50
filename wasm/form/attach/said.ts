// What is said, kept on the page: beside the controls, in the browser's validation, and in a summary.
import type { Language } from 'luat';
import { formTexts } from '../texts.js';
import type { Binding } from './binding.js';
import type { Control } from './controls.js';
import type { Spoken } from './lines.js';
import { lineView, Note, type Line } from './notes.js';
import { Validity } from './validity.js';

export type Place = (control: Control, note: HTMLElement) => void;

/** The messages of one form. */
export class Said {
  readonly #form: HTMLFormElement;
  readonly #place: Place;
  readonly #summary: HTMLElement;
  readonly #isOwnSummary: boolean;
  readonly #notes = new Map<Control, Note>();
  readonly #validity = new Validity();
  #blocking: { control: Control; line: Line }[] = [];
  #loose: Line[] = [];
  #warnings = 0;
  #isTried = false;
  #language: Language = 'vi';

  constructor(form: HTMLFormElement, place: Place, summary: HTMLElement | undefined) {
    this.#form = form;
    this.#place = place;
    this.#isOwnSummary = summary === undefined;
    this.#summary = summary ?? form.appendChild(summaryOf(form.ownerDocument));
  }

  /** Says what is to be said; what was said before and is not any more goes. */
  draw(bindings: Iterable<Binding>, { beside, loose }: Spoken, language: Language): void {
    this.#language = language;
    this.#blocking = [];
    const kept = new Set<Control>();
    for (const binding of bindings) {
      const control = binding.active[0] ?? binding.controls[0];
      if (!control) continue;
      const lines = beside.get(binding) ?? [];
      this.#noteOf(control, binding).show(lines);
      kept.add(control);
      const blocking = lines.filter(({ weight }) => weight === 'blocks');
      this.#validity.put(control, blocking.map(inOne).join('\n'));
      this.#blocking.push(...blocking.map((line) => ({ control, line })));
    }
    for (const [control, note] of this.#notes) if (!kept.has(control)) this.#drop(control, note);
    this.#loose = loose;
    this.#warnings = [...loose, ...[...beside.values()].flat()].filter(({ weight }) => weight === 'warns').length;
    this.#showSummary();
  }

  /** Whether nothing holds a submit back; what does is said, and the first control of it gets the focus. */
  reportValidity(): boolean {
    this.summarise();
    const first = this.#blocking.map(({ control }) => control).sort(inOrder)[0];
    if (!first) return true;
    if (first.willValidate) first.reportValidity();
    else this.#summary.focus();
    return false;
  }

  /** A submit was tried: from now on the summary says what holds it back. */
  summarise(): void {
    this.#isTried = true;
    this.#showSummary();
  }

  /** As on a page newly opened. */
  forget(): void {
    this.#isTried = false;
  }

  /** Takes everything back. */
  clear(): void {
    this.#validity.clear();
    for (const [control, note] of this.#notes) this.#drop(control, note);
    if (this.#isOwnSummary) this.#summary.remove();
    else this.#summary.replaceChildren();
  }

  #noteOf(control: Control, binding: Binding): Note {
    const note = this.#notes.get(control) ?? new Note(control, (one, element) => this.#place(binding.controls.at(-1) ?? one, element));
    this.#notes.set(control, note);
    return note;
  }

  #drop(control: Control, note: Note): void {
    note.remove();
    this.#notes.delete(control);
    this.#validity.put(control, '');
  }

  #showSummary(): void {
    const texts = formTexts(this.#language);
    const blocking = this.#isTried ? this.#blocking.length : 0;
    const lines: Line[] = [...this.#loose];
    if (this.#warnings > 0 && blocking === 0) lines.push({ weight: 'warns', text: texts.warned(this.#warnings) });
    if (blocking > 0) lines.unshift({ weight: 'blocks', text: texts.cannotSubmit(blocking) });
    const page = this.#form.ownerDocument;
    this.#summary.replaceChildren(...lines.map((line) => lineView(page, line)));
  }
}

function summaryOf(page: Document): HTMLElement {
  const summary = page.createElement('div');
  summary.className = 'luat-summary';
  summary.tabIndex = -1;
  summary.setAttribute('role', 'status');
  return summary;
}

/** A line for where only text can stand. */
function inOne({ cite, text, answers }: Line): string {
  const choice = (answers ?? []).map((answer) => answer.text).join(' / ');
  return [cite === undefined ? text : `${cite}: ${text}`, choice].filter((part) => part !== '').join(' ');
}

/** In the order of the page. */
const inOrder = (one: Node, other: Node): number => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
