// The element `<luat-milestones>`: the way to the milestones of one body, out of a result and its words.
import type { Language, Told } from 'luat';
import { milestonesView } from './chart.js';
import { PageElement } from './dom.js';
import { styleSheet } from './styles.js';

export class LuatMilestones extends PageElement {
  static readonly observedAttributes = ['language'];

  readonly #root = this.attachShadow({ mode: 'open' });
  #told: Told | undefined;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [styleSheet()];
  }

  /** What `ruleset.tell` gives, in the language of the element; of several bodies the reporting one is shown. */
  get told(): Told | undefined {
    return this.#told;
  }

  set told(told: Told | undefined) {
    this.#told = told;
    this.#draw();
  }

  get language(): Language {
    return this.getAttribute('language') === 'en' ? 'en' : 'vi';
  }

  set language(language: Language) {
    this.setAttribute('language', language);
  }

  attributeChangedCallback(): void {
    this.#draw();
  }

  #draw(): void {
    const { result, verdicts } = this.#told ?? {};
    const own = (result?.verdicts ?? []).flatMap((verdict, at) => {
      const words = verdicts?.[at];
      const isOwn = verdict.body.level === result?.body.level && verdict.body.id === result.body.id;
      return words && isOwn ? [{ verdict, words }] : [];
    });
    const view = milestonesView(own, result?.as_of ?? '', this.language);
    this.#root.replaceChildren(...(view ? [view] : []));
  }
}
