// What the page shows, and what can be done on it.
import type { FactValue, Levels, Told } from 'luat';
import type { Section, State } from './form/state';

export interface Model {
  state: State;
  levels: Levels;
  sections: Section[];
  told: Told;
  /** Why the last check gave no answer. */
  failure: string;
  hasSample: boolean;
}

export interface Actions {
  /** Changes anything but a figure. */
  set(part: Partial<State>): void;
  /** Opens another document. */
  openDocument(id: string): void;
  /** Enters a figure. */
  enter(key: string, value: FactValue | undefined): void;
  openFile(file: File): void;
  fillSample(): void;
  clear(): void;
  save(): void;
}
