// Messages in the browser's own validation, beside those of the page.
import type { Control } from './controls.js';

/** What was set on controls. A message that the page has set is never replaced, nor taken away. */
export class Validity {
  readonly #set = new Map<Control, string>();
  readonly #marked = new Set<Control>();

  /** Makes a control invalid with a message; an empty one makes it valid as far as this goes. */
  put(control: Control, message: string): void {
    const mine = this.#set.get(control);
    // A control that takes no part in validation keeps its message, but does not tell it.
    const isTold = control.willValidate && control.validationMessage !== mine;
    const isTheirs = control.validity.customError && (mine === undefined || isTold);
    if (!isTheirs && (message !== '' || mine !== undefined)) control.setCustomValidity(message);
    if (!isTheirs && message !== '') this.#set.set(control, message);
    else this.#set.delete(control);
    this.#mark(control, message !== '');
  }

  /** Takes everything back. */
  clear(): void {
    for (const control of new Set([...this.#set.keys(), ...this.#marked])) this.put(control, '');
  }

  /** For those who do not see the browser's message. */
  #mark(control: Control, isInvalid: boolean): void {
    if (isInvalid && !control.hasAttribute('aria-invalid')) {
      control.setAttribute('aria-invalid', 'true');
      this.#marked.add(control);
    } else if (!isInvalid && this.#marked.delete(control)) {
      control.removeAttribute('aria-invalid');
    }
  }
}
