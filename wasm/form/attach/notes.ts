// What is said beside a control, drawn as plain elements with class names: how they look is the page's to say.
import type { Weight } from '../judge.js';
import type { Control } from './controls.js';

/** Something said, with answers to choose from where it is a question. */
export interface Line {
  weight: Weight;
  /** Where the law says it. */
  cite?: string;
  text: string;
  answers?: { text: string; choose: () => void }[];
}

let made = 0;

/** The place beside a control; screen readers read it with the control, and when it changes. */
export class Note {
  readonly element: HTMLElement;
  readonly #control: Control;
  #shown = '';

  constructor(control: Control, place: (control: Control, note: HTMLElement) => void) {
    this.#control = control;
    this.element = control.ownerDocument.createElement('div');
    this.element.id = `luat-note-${++made}`;
    this.element.className = 'luat-note';
    this.element.setAttribute('aria-live', 'polite');
    place(control, this.element);
    describe(control, (ids) => [...ids, this.element.id]);
  }

  /** Shows lines; what is shown already is not said again. */
  show(lines: Line[]): void {
    const shown = JSON.stringify(lines.map(({ weight, cite, text, answers }) => [weight, cite, text, answers?.map((answer) => answer.text)]));
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.element.replaceChildren(...lines.map((line) => lineView(this.element.ownerDocument, line)));
  }

  remove(): void {
    this.element.remove();
    describe(this.#control, (ids) => ids.filter((id) => id !== this.element.id));
  }
}

/** A line as an element. */
export function lineView(page: Document, { weight, cite, text, answers }: Line): HTMLElement {
  const line = page.createElement('div');
  line.className = `luat-${weight}`;
  if (cite !== undefined) line.append(Object.assign(page.createElement('strong'), { textContent: cite }), ': ');
  line.append(text);
  for (const answer of answers ?? []) {
    const button = Object.assign(page.createElement('button'), { type: 'button', textContent: answer.text });
    button.addEventListener('click', answer.choose);
    line.append(' ', button);
  }
  return line;
}

/** After the control, or after the label around it; after the last of a group of radio buttons. */
export function placeBeside(control: Control, note: HTMLElement): void {
  const isOneOfMany = control.type === 'radio' || control.type === 'checkbox';
  const group = control.type === 'radio' ? control.closest('fieldset, [role=radiogroup]') : null;
  if (group) group.append(note);
  else (control.closest('label') ?? (isOneOfMany ? control.labels?.[0] : null) ?? control).after(note);
}

function describe(control: Control, change: (ids: string[]) => string[]): void {
  const ids = change((control.getAttribute('aria-describedby') ?? '').split(/\s+/).filter((id) => id !== ''));
  if (ids.length === 0) control.removeAttribute('aria-describedby');
  else control.setAttribute('aria-describedby', ids.join(' '));
}
