// Keeps the draft of one form: soon after each change, and at once when the page goes out of sight.
import type { Draft, DraftKey, DraftStore } from './draft.js';

const PAUSE_MS = 400;

export interface Keeping {
  /** Digest of the rules. */
  digest: string;
  /** What is filled in, as text. */
  state(): string;
  kept(when: Date): void;
  refused(): void;
}

export class Keeper {
  readonly #store: DraftStore;
  readonly #key: DraftKey;
  readonly #keeping: Keeping;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: DraftStore, key: DraftKey, keeping: Keeping) {
    this.#store = store;
    this.#key = key;
    this.#keeping = keeping;
  }

  /** The draft kept before; none where there is none, or the browser keeps none. */
  async read(): Promise<Draft | undefined> {
    try {
      return await this.#store.read(this.#key);
    } catch {
      this.#keeping.refused();
      return undefined;
    }
  }

  /** Keeps the draft after a short pause. */
  later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), PAUSE_MS);
  }

  /** Keeps what is still waiting to be kept. */
  flush(): void {
    if (this.#timer !== undefined) void this.now();
  }

  async now(): Promise<void> {
    this.stop();
    const when = new Date();
    const { digest, state, kept, refused } = this.#keeping;
    try {
      await this.#store.write(this.#key, { version: 1, digest, saved: when.toISOString(), state: state() });
      kept(when);
    } catch {
      refused();
    }
  }

  async remove(): Promise<void> {
    this.stop();
    try {
      await this.#store.remove(this.#key);
    } catch {
      this.#keeping.refused();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
