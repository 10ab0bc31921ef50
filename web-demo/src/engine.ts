// Calls to the engine's thread. One that does not answer in time, or dies, is dropped and made anew.
import type { CheckOptions, Diagnostic, Form, FormOptions, Language, Levels, Report, RuleText, Told } from 'luat';

export type Call =
  | { verb: 'open'; texts: RuleText[] }
  | { verb: 'form'; options: FormOptions }
  | { verb: 'tell'; report: Report | string; options: CheckOptions; language: Language };

export type Answer =
  | { id: number; value: unknown }
  | { id: number; error: { message: string; diagnostics: Diagnostic[] } };

export interface Opened {
  digest: string;
  levels: Levels;
}

/** What the engine refused, or that it did not answer. */
export class EngineError extends Error {
  constructor(
    message: string,
    readonly diagnostics: Diagnostic[] = [],
  ) {
    super(message);
  }
}

const TIME_LIMIT_MS = 10_000;

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: EngineError): void;
  timer: number;
}

export class Engine {
  #worker = this.#start();
  #waiting = new Map<number, Waiting>();
  #next = 0;
  #texts: RuleText[] = [];
  #isOpen = false;

  /** Compiles rules; those opened before are let go. */
  async open(texts: RuleText[]): Promise<Opened> {
    this.#texts = texts;
    const opened = (await this.#call({ verb: 'open', texts })) as Opened;
    this.#isOpen = true;
    return opened;
  }

  /** Checks a report by the rules opened last. */
  async tell(report: Report | string, options: CheckOptions, language: Language): Promise<Told> {
    if (!this.#isOpen) await this.open(this.#texts);
    return (await this.#call({ verb: 'tell', report, options, language })) as Told;
  }

  /** What a body is asked to report, by the rules opened last. */
  async form(options: FormOptions): Promise<Form> {
    if (!this.#isOpen) await this.open(this.#texts);
    return (await this.#call({ verb: 'form', options })) as Form;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (event: MessageEvent<Answer>) => this.#settle(event.data);
    worker.onerror = (event) => this.#restart(event.message || 'the engine stopped');
    return worker;
  }

  #call(call: Call): Promise<unknown> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#restart('the engine did not answer in time'), TIME_LIMIT_MS);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#worker.postMessage({ id, call });
    });
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return;
    this.#waiting.delete(answer.id);
    clearTimeout(waiting.timer);
    if ('error' in answer) waiting.reject(new EngineError(answer.error.message, answer.error.diagnostics));
    else waiting.resolve(answer.value);
  }

  #restart(why: string): void {
    this.#worker.terminate();
    for (const waiting of this.#waiting.values()) {
      clearTimeout(waiting.timer);
      waiting.reject(new EngineError(why));
    }
    this.#waiting.clear();
    this.#worker = this.#start();
    this.#isOpen = false;
  }
}
