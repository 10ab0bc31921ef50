// Questions asked over the page.
import { h } from '../../dom';

interface Wording {
  title: string;
  lead: string;
  ok: string;
  cancel: string;
}

/** Asks for a line of text; nothing where the question is waved away. `check` says what is wrong with an answer. */
export function askText({ title, lead, ok, cancel }: Wording, given: string, check?: (text: string) => Promise<string | undefined>): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer: string | undefined;
    const input = h('input', { type: 'text', id: 'answer', value: given, autocomplete: 'off', spellcheck: false });
    const wrong = h('p', { className: 'wrong', role: 'alert' });
    const take = async () => {
      const text = input.value.trim();
      const fault = text === '' ? '' : await check?.(text);
      if (text === '' || fault !== undefined) {
        wrong.textContent = fault ?? '';
        input.focus();
        return;
      }
      answer = text;
      dialog.close();
    };
    const form = h(
      'form',
      {
        method: 'dialog',
        onsubmit: (event: Event) => {
          event.preventDefault();
          void take();
        },
      },
      h('h2', { id: 'asked' }, title),
      h('label', { for: 'answer' }, lead),
      input,
      wrong,
      h('div', { className: 'actions' }, h('button', { type: 'submit', className: 'main' }, ok), h('button', { type: 'button', onclick: () => dialog.close() }, cancel)),
    );
    const dialog = shown(h('dialog', { 'aria-labelledby': 'asked' }, form), () => resolve(answer));
    input.select();
  });
}

/** Shows something over the page until it is closed. */
export function shown(dialog: HTMLDialogElement, closed?: () => void): HTMLDialogElement {
  dialog.addEventListener('close', () => {
    dialog.remove();
    closed?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
