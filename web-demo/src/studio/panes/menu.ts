// A button that opens a list of things to do.
import { h } from '../../dom';

export type Entry = { label: string; act: () => void; key?: string; id?: string } | 'line';

export function menu(label: string, id: string, entries: Entry[]): HTMLElement {
  const list = h('ul', {}, ...entries.map((entry) => h('li', {}, entry === 'line' ? h('hr', {}) : item(entry))));
  const box = h('details', { id, className: 'menu' }, h('summary', {}, label), list);
  const shut = (toSummary: boolean) => {
    if (!box.open) return;
    box.open = false;
    if (toSummary) box.querySelector('summary')?.focus();
  };
  function item({ label: words, act, key, id: name }: Exclude<Entry, 'line'>): HTMLElement {
    const run = () => {
      shut(true);
      act();
    };
    return h('button', { type: 'button', id: name, onclick: run }, words, key !== undefined && h('kbd', {}, key));
  }
  box.addEventListener('keydown', (event) => {
    const buttons = [...list.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') shut(true);
    else if (step !== undefined && box.open) {
      event.preventDefault();
      buttons[(at + step + buttons.length) % buttons.length]?.focus();
    }
  });
  box.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !box.contains(relatedTarget)) shut(false);
  });
  const away = ({ target }: Event) => {
    if (target instanceof Node && !box.contains(target)) shut(false);
  };
  // Only while it is open: a menu that is drawn anew leaves nothing behind.
  box.addEventListener('toggle', () => (box.open ? addEventListener('pointerdown', away) : removeEventListener('pointerdown', away)));
  return box;
}
