// What is entered, and what the rules say to it: field by field, with what it means for submitting.
import type { Counted, Form, FormField, Language, Problem, Report, Result, Told, Verdict, VerdictWords } from 'luat';
import { memberOf, readPath, writePath } from './path.js';
import { Draft } from './report.js';
import type { Filling, Rules } from './rules.js';
import { formTexts } from './texts.js';

export interface JudgeOptions {
  /** Id of the level of the body. */
  level: string;
  body: { id: string; name?: string };
  /** The period to report for. */
  period: string;
  /** The day as of which to judge; the engine knows no today. */
  asOf: string;
  /** A report begun. */
  report?: Report;
  /**
   * What holds a submit back: `breach`, a breach or a wrong fact (so it is unless told otherwise); `problem`, a wrong fact
   * alone, for reports that have to tell a breach as it is.
   */
  block?: 'breach' | 'problem';
}

/** What something said means for submitting. */
export type Weight = 'blocks' | 'warns' | 'informs';

/** Something that is said to what is entered. */
export interface Notice {
  weight: Weight;
  /** Paths of the facts that it is about, those to change or to report first. */
  paths: string[];
  /** Where the law says it; of a verdict. */
  cite?: string;
  /** Clause and name of the rule; of a verdict. */
  title?: string;
  /** All of it: what is so, with the numbers. */
  text: string;
  /** What to do. */
  remedy: string[];
  verdict?: Verdict;
  words?: VerdictWords;
  problem?: Problem;
  /** The body's part in what a body above it has to reach. */
  counted?: Counted;
}

/** A report with its judgement. Nothing is judged before it is asked for. */
export class Judge {
  /** Every fact that is asked for. */
  readonly form: Form;
  /** What is judged: the period, and the milestones and standing requirements that read its facts. A server asks for the same. */
  readonly periods: readonly string[];
  readonly #rules: Rules;
  readonly #options: JudgeOptions;
  readonly #draft: Draft;
  readonly #fields = new Map<string, FormField>();
  /** Of rosters: the totals over a column have its path, but are another field. */
  readonly #columns = new Map<string, FormField>();
  /** Paths of the fields that a requirement reads, by its name. */
  readonly #readers = new Map<string, string[]>();
  readonly #listeners = new Set<() => void>();
  /** The engine's side of the report; none before something is asked of it. */
  #filling: Filling | undefined;
  #told = new Map<Language, Told>();
  #notices = new Map<Language, Notice[]>();
  #progress: Form | undefined;

  constructor(rules: Rules, options: JudgeOptions) {
    const { level, period, body, asOf } = options;
    this.#rules = rules;
    this.#options = options;
    this.#draft = new Draft({ body: { level, ...body }, period }, options.report);
    // With the report: a body that took over from others is asked for what they were asked, too.
    this.form = rules.form({ level, period, asOf, report: this.report() });
    this.periods = periodsOf(this.form, period);
    for (const section of this.form.sections) {
      for (const field of section.columns ?? []) this.#columns.set(field.path, field);
      for (const field of section.fields) this.#fields.set(field.path, field);
      for (const field of [...section.fields, ...(section.columns ?? [])]) {
        for (const need of field.needed_by) {
          const name = nameOf(need);
          const readers = this.#readers.get(name) ?? [];
          if (!readers.includes(field.path)) readers.push(field.path);
          this.#readers.set(name, readers);
        }
      }
    }
  }

  /** The field at a path; of a member's fact its column. */
  field(path: string): FormField | undefined {
    const read = readPath(path);
    if (read?.member === undefined) return this.#fields.get(path);
    const { member: _, ...column } = read;
    return this.#columns.get(writePath(column, this.#draft.period));
  }

  /** The day as of which it is judged. */
  get asOf(): string {
    return this.#options.asOf;
  }

  /** The report as entered; change it by {@link set} alone. */
  get draft(): Draft {
    return this.#draft;
  }

  /** Enters a fact; `undefined` makes it a blank. */
  set(path: string, value: Parameters<Draft['set']>[1]): void {
    this.#draft.set(path, value);
    const member = value === undefined ? memberOf(path) : undefined;
    // A member of whom nothing is told any more is one still.
    if (member === undefined) this.#fill(path, value);
    else this.#fill(member, this.#draft.member(path));
    this.#changed();
  }

  /** Takes a row out of a roster. */
  removeMember(population: string, id: string): void {
    this.#draft.removeMember(population, id);
    this.#fill(population, this.#draft.get(population));
    this.#changed();
  }

  report(): Report {
    return this.#draft.report();
  }

  result(): Result {
    return this.told('vi').result;
  }

  /** The result and its words. */
  told(language: Language): Told {
    const known = this.#told.get(language);
    if (known) return known;
    const told = this.#judged().tell(language);
    this.#told.set(language, told);
    return told;
  }

  /** The form with the state of each field: what is missing, and what no longer matters. */
  progress(): Form {
    return (this.#progress ??= this.#judged().form());
  }

  /** Everything that is said: problems, then verdicts in the order of the law, then what counts for the level above. */
  notices(language: Language): Notice[] {
    const known = this.#notices.get(language);
    if (known) return known;
    const told = this.told(language);
    const parts = partsOf(told.result.verdicts);
    const notices = [
      ...told.result.problems.map((problem, at) => this.#problem(problem, told.problems[at])),
      ...told.result.verdicts.map((verdict, at) => this.#verdict(verdict, told.verdicts[at], parts.get(nameOf(verdict)))),
      ...this.#counted(told.result, language),
    ];
    this.#notices.set(language, notices);
    return notices;
  }

  /** What is said about the fact at a path. */
  noticesAt(path: string, language: Language): Notice[] {
    return this.notices(language).filter(({ paths }) => paths.includes(path));
  }

  /** Calls back after every change, until what it answers is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets go what the engine holds; what is asked for afterwards is worked out anew. */
  free(): void {
    this.#filling?.free();
    this.#filling = undefined;
  }

  /** Enters a fact on the engine's side. What it cannot take is told when the report is judged whole. */
  #fill(path: string, value: Parameters<Filling['set']>[1]): void {
    try {
      this.#filling?.set(path, value);
    } catch {
      // Not freed: an engine that has stopped cannot do even that.
      this.#filling = undefined;
    }
  }

  #judged(): Filling {
    const { period, asOf } = this.#options;
    return (this.#filling ??= this.#rules.session(this.report(), { asOf, period, periods: [...this.periods] }));
  }

  #changed(): void {
    this.#told = new Map();
    this.#notices = new Map();
    this.#progress = undefined;
    for (const listener of this.#listeners) listener();
  }

  #problem(problem: Problem, said: Told['problems'][number] | undefined): Notice {
    const own = problem.body === ownName(this.#draft.body);
    const path = readPath(problem.fact);
    const at = path && writePath({ ...path, ...(problem.period !== undefined && { period: problem.period }) }, this.#draft.period);
    const isAsked = own && at !== undefined && this.field(at) !== undefined;
    return {
      // What was not entered here cannot be mended here.
      weight: isAsked ? 'blocks' : 'warns',
      paths: isAsked ? [at] : [],
      text: [said?.message, said?.help].filter((text) => text !== undefined).join('; '),
      remedy: said?.help === undefined ? [] : [said.help],
      problem,
    };
  }

  #verdict(verdict: Verdict, words: VerdictWords | undefined, parts = new Set<string>()): Notice {
    return {
      weight: this.#weight(verdict),
      paths: this.#pathsOf(verdict, parts),
      ...(words && { cite: words.cite, title: `${words.cite} (${words.title})`, words }),
      text: words?.sentence ?? '',
      remedy: words?.remedy ?? [],
      verdict,
    };
  }

  /** The body's part in rules of those above it, at the facts that no requirement of its own reads. */
  #counted({ counted = [], verdicts }: Result, language: Language): Notice[] {
    const own = new Set(verdicts.map(nameOf));
    const isOwn = (path: string) => this.#fields.get(path)?.needed_by.some((need) => own.has(nameOf(need))) ?? true;
    return counted.flatMap((one) => {
      const paths = (this.#readers.get(nameOf(one)) ?? []).filter((path) => !isOwn(path));
      const rule = this.form.rules.find(({ document, id }) => document === one.document && id === one.rule);
      if (paths.length === 0 || !rule) return [];
      const [cite, label] = [rule.cite[language], rule.label[language]];
      const text = `${label}: ${formTexts(language).counts[one.counts]}`;
      return [{ weight: 'informs' as const, paths, cite, title: `${cite} (${label})`, text, remedy: [], counted: one }];
    });
  }

  #weight({ severity }: Verdict): Weight {
    if (severity === 'breach') return this.#options.block === 'problem' ? 'warns' : 'blocks';
    return severity === 'shortfall' ? 'warns' : 'informs';
  }

  /** The fields that a verdict is about: of the remedy, of what is missing, and all that it reads. */
  #pathsOf(verdict: Verdict, parts: Set<string>): string[] {
    const { level, id } = this.#draft.body;
    if (verdict.body.level !== level || verdict.body.id !== id) return [];
    const named = [...(verdict.remedy ?? []).flatMap(({ fact, or }) => [fact, ...(or ?? [])]), ...verdict.missing];
    const period = verdict.read_from ?? verdict.period;
    const paths = named.map((text) => this.#inForm(text, period)).filter((path) => path !== undefined);
    const readers = this.#readers.get(nameOf(verdict)) ?? [];
    return [...new Set([...paths, ...readers.filter((path) => !isOfAnotherPart(path, verdict, parts))])];
  }

  /** A path of a verdict, which leaves out body and period of the verdict, as the form writes it. */
  #inForm(text: string, period: string): string | undefined {
    const path = readPath(text);
    if (!path || (path.body && ownName(path.body) !== ownName(this.#draft.body))) return undefined;
    const { body: _, ...own } = path;
    return writePath({ period, ...own }, this.#draft.period);
  }
}

/** What a form is judged for: its period, and those of the requirements that read its fields. */
export function periodsOf({ sections }: Form, period: string): string[] {
  const needs = sections.flatMap(({ fields, columns = [] }) => [...fields, ...columns].flatMap(({ needed_by }) => needed_by));
  return [...new Set([period, ...needs.map((need) => need.period)])];
}

/** The populations of requirements that are judged for each of several. */
function partsOf(verdicts: Verdict[]): Map<string, Set<string>> {
  const parts = new Map<string, Set<string>>();
  for (const verdict of verdicts) {
    if (verdict.part === undefined) continue;
    const name = nameOf(verdict);
    parts.set(name, (parts.get(name) ?? new Set()).add(verdict.part));
  }
  return parts;
}

/** Whether a path is of a population that another verdict on the same requirement is about. */
function isOfAnotherPart(path: string, { part }: Verdict, parts: Set<string>): boolean {
  const name = readPath(path)?.name;
  return part !== undefined && name !== part && name !== undefined && parts.has(name);
}

const nameOf = (one: { document: string; rule: string; requirement: number; period: string }): string =>
  `${one.document}/${one.rule}/${one.requirement}/${one.period}`;

const ownName = ({ level, id }: { level: string; id: string }): string => `${level}:${id}`;
