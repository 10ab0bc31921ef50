// What the form asks of the engine.
import type { Change, FactValue, Form, FormOptions, Language, Member, Report, SessionOptions, Told } from 'luat';

/** What is needed of a `Ruleset`; that of `luat` serves as well as that of `luat/runtime`. */
export interface Rules {
  form(options: FormOptions): Form;
  session(report: Report | string, options: SessionOptions): Filling;
}

/** What is needed of a `Session`: a report being filled in, with its verdicts. */
export interface Filling {
  set(path: string, value: FactValue | Member | Member[] | undefined): Change;
  tell(language: Language): Told;
  form(): Form;
  free(): void;
}
