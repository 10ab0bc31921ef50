// The tour: five steps, each beside what it tells of. It can be left at any time and taken again.
import type { Language } from 'luat';
import { h } from '../dom';
import { textsIn } from './texts';

/** What each step tells of, and how it is brought into sight. */
export interface Stop {
  target: () => HTMLElement | null;
  before?: () => void;
}

const KEY = 'luat-studio-tour';

/** Whether the visitor has not met the tour in this browser. */
export function isFirstVisit(): boolean {
  try {
    return localStorage.getItem(KEY) === null;
  } catch {
    return false;
  }
}

function remember(): void {
  try {
    localStorage.setItem(KEY, 'seen');
  } catch {
    // It will be offered again.
  }
}

export class Tour {
  readonly #stops: Stop[];
  readonly #language: () => Language;
  /** Where the focus returns to. */
  readonly #opener: () => HTMLElement | null;
  #box: HTMLElement | undefined;
  #at = 0;

  constructor(stops: Stop[], language: () => Language, opener: () => HTMLElement | null) {
    [this.#stops, this.#language, this.#opener] = [stops, language, opener];
    addEventListener('resize', () => this.#place());
  }

  begin(): void {
    this.#show(0);
  }

  /** Says the step that is open in the language of the page. */
  redraw(): void {
    if (this.#box) this.#show(this.#at);
  }

  end(): void {
    remember();
    this.#clear();
    this.#opener()?.focus();
  }

  #clear(): void {
    for (const marked of document.querySelectorAll('.on-tour')) marked.classList.remove('on-tour');
    this.#box?.remove();
    this.#box = undefined;
  }

  #show(at: number): void {
    this.#clear();
    this.#at = at;
    const texts = textsIn(this.#language());
    const [title = '', lead = ''] = texts.steps[at] ?? [];
    const stop = this.#stops[at];
    stop?.before?.();
    const isLast = at === this.#stops.length - 1;
    const heading = h('h2', { id: 'tour-title', tabIndex: -1 }, title);
    this.#box = h(
      'div',
      { id: 'tour-step', role: 'dialog', 'aria-labelledby': 'tour-title', 'aria-describedby': 'tour-lead' },
      h('p', { className: 'cite' }, `${texts.tourLabel} · ${texts.step(at + 1, this.#stops.length)}`),
      heading,
      h('p', { id: 'tour-lead' }, lead),
      h(
        'div',
        { className: 'actions' },
        h('button', { type: 'button', className: 'main', onclick: () => (isLast ? this.end() : this.#show(at + 1)) }, isLast ? texts.finish : texts.next),
        at > 0 && h('button', { type: 'button', onclick: () => this.#show(at - 1) }, texts.previous),
        !isLast && h('button', { type: 'button', className: 'quiet', onclick: () => this.end() }, texts.endTour),
      ),
    );
    this.#box.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.end();
    });
    document.body.append(this.#box);
    const target = stop?.target();
    target?.classList.add('on-tour');
    target?.scrollIntoView({ block: 'nearest' });
    this.#place();
    heading.focus();
  }

  /** Beside what it tells of, within the window. */
  #place(): void {
    const box = this.#box;
    const target = this.#stops[this.#at]?.target();
    if (!box || !target) return;
    const [space, own] = [target.getBoundingClientRect(), box.getBoundingClientRect()];
    const within = (at: number, size: number, most: number) => Math.max(12, Math.min(at, most - size - 12));
    const left = space.left + space.width / 2 > innerWidth / 2 ? space.left - own.width - 16 : space.right + 16;
    box.style.left = `${within(left, own.width, innerWidth)}px`;
    box.style.top = `${within(space.top + Math.min(space.height, innerHeight) / 4, own.height, innerHeight)}px`;
  }
}
