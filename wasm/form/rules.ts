// What the form asks of the engine.
import type { CheckOptions, Form, FormOptions, Language, Report, Told } from 'luat';

/** What is needed of a `Ruleset`; that of `luat` serves as well as that of `luat/runtime`. */
export interface Rules {
  form(options: FormOptions): Form;
  tell(report: Report | string, options: CheckOptions, language: Language): Told;
}
