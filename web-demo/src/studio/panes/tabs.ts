// Tabs, as screen readers know them: one is chosen, arrow keys lead to the others.
import { h, keepingFocus } from '../../dom';

export interface Tab {
  id: string;
  label: string;
  /** A few words more, such as a count. */
  note?: string;
  /** How things stand behind it. */
  tone?: 'good' | 'bad';
  /** Id of what it shows. */
  panel: string;
}

/** A row of tabs; `drawn` anew, the focus stays where it was. */
export class Tabs {
  readonly element: HTMLElement;
  readonly #choose: (id: string) => void;

  constructor(id: string, choose: (id: string) => void) {
    this.#choose = choose;
    this.element = h('div', { id, className: 'tabs', role: 'tablist', onkeydown: (event: KeyboardEvent) => this.#key(event) });
  }

  draw(label: string, tabs: Tab[], chosen: string): void {
    this.element.setAttribute('aria-label', label);
    keepingFocus(this.element, () => this.element.replaceChildren(...tabs.map((tab) => this.#tab(tab, tab.id === chosen))));
    const shown = this.element.querySelector<HTMLElement>('[aria-selected=true]');
    if (shown) this.element.scrollLeft = Math.min(shown.offsetLeft, Math.max(this.element.scrollLeft, shown.offsetLeft + shown.offsetWidth - this.element.clientWidth));
  }

  #tab({ id, label, note, tone, panel }: Tab, isChosen: boolean): HTMLElement {
    return h(
      'button',
      {
        type: 'button',
        id: `${this.element.id}-${id}`,
        className: 'tab',
        role: 'tab',
        'aria-selected': String(isChosen),
        'aria-controls': panel,
        tabIndex: isChosen ? 0 : -1,
        onclick: () => this.#choose(id),
      },
      label,
      note !== undefined && h('span', { className: `note ${tone ?? ''}` }, note),
    );
  }

  #key(event: KeyboardEvent): void {
    const tabs = [...this.element.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    tab?.focus();
    tab?.click();
  }
}
