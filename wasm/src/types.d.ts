/** How to check a report. */
export interface CheckOptions {
  /** The day as of which to judge, `2026-11-20`. The engine knows no today. */
  asOf: string;
  /** The periods to judge, `2025`, `2025-H1`; left out: those that the report speaks of, and the milestones. */
  periods?: string[];
}

/** A wording in both languages. */
export interface Words {
  en: string;
  vi: string;
}

/** What the methods of {@link Ruleset} throw. */
export interface LuatError extends Error {
  name: 'LuatError';
  /**
   * `rules`: the texts cannot be used, see `diagnostics`; `artefact`: the compiled rules cannot be used, see `code`;
   * `report`: not JSON, or not of a report's form; `arguments`: the call itself.
   */
  kind: 'rules' | 'artefact' | 'report' | 'arguments';
  /** Of the kind `artefact`. */
  code?: 'not_an_artefact' | 'other_version' | 'damaged';
  /** What is wrong with the rules; empty for the other kinds. */
  diagnostics: Diagnostic[];
}

/** A range of a rule text. */
export interface Place {
  file: string;
  /** From 1. */
  line: number;
  /** In characters, from 1. */
  column: number;
  /** In bytes of UTF-8, half open. */
  span: [number, number];
  /** Start and end as line and UTF-16 column, both from 0, as editors count. */
  utf16: [[number, number], [number, number]];
}

/** A finding in a rule text; see `schemas/findings.schema.json`. */
export interface Diagnostic extends Place {
  /** Stable: `E0203`, `L0012`. */
  code: string;
  severity: 'error' | 'warning';
  message: Words;
  /** The primary place and those that have to do with it. */
  labels: (Place & { text: Words })[];
  help?: Words;
  /** Ways to mend it, where they are known for sure; each is enough by itself, with all of its edits. */
  fixes?: { title: Words; edits: (Place & { insert: string })[] }[];
}

/** What one body reports; see `schemas/report.schema.json`. */
export interface Report {
  luat?: 1;
  body: { level: string; id: string; name?: string };
  /** Bodies it lies within, as `LEVEL:ID`. */
  within?: string[];
  periods: Record<string, Facts>;
  below?: Report[];
  /** Bodies it took over from. */
  predecessors?: Report[];
}

/** Facts under a period; `final: true` closes it. */
export type Facts = Record<string, FactValue | Member[]>;

/** A member of a roster. */
export type Member = { id: string } & Record<string, FactValue>;

/** A fact as reported. Exact decimals beyond a JavaScript number's digits go as strings. */
export type FactValue =
  | number
  | string
  | boolean
  | null
  | { unknown: string }
  | { not_applicable: string }
  | { from: string; to?: string | null };

export type Status = 'met' | 'late' | 'not_met' | 'pending' | 'unknown' | 'not_applicable';

export type Severity = 'breach' | 'shortfall' | 'note' | 'advisory';

export type Modality = 'must' | 'strive' | 'encouraged' | 'requested' | 'must_not';

export type Reason =
  | 'share'
  | 'count'
  | 'comparison'
  | 'deed'
  | 'each'
  | 'combined'
  | 'in_time'
  | 'late'
  | 'overdue'
  | 'missing_facts'
  | 'time_of_day'
  | 'faulty_facts'
  | 'overflow'
  | 'running'
  | 'not_begun'
  | 'empty_population'
  | 'nothing_before'
  | 'not_prescribed'
  | 'condition'
  | 'condition_unknown'
  | 'exception'
  | 'declared_not_applicable'
  | 'before_first_period'
  | 'not_in_force'
  | 'phase_not_begun'
  | 'expired'
  | 'phase_over'
  | 'repealed'
  | 'suspended'
  | 'amended'
  | 'no_such_day';

/** The verdicts on a report; see `schemas/result.schema.json`. Exact quantities are strings. */
export interface Result {
  luat: 1;
  ruleset: { id: string; digest: string; engine: string };
  body: Body;
  as_of: string;
  /** Sorted by body as reported, document, citation, rule, requirement, period. */
  verdicts: Verdict[];
  /** The body's own part in rules of the bodies above it. */
  counted?: Counted[];
  /** Paths of the missing facts that would decide most, the most useful first. */
  next_facts: string[];
  problems: Problem[];
  /** Those that stand on a person's word are counted apart. */
  summary: Counts & { attested?: Counts };
}

export interface Body {
  level: string;
  id: string;
}

/** Where the law says it, from the widest unit. */
export type Cite = Partial<
  Record<'instrument' | 'annex' | 'part' | 'chapter' | 'section' | 'article' | 'clause' | 'point' | 'indent' | 'paragraph' | 'statement', string>
>;

/** The verdict on one requirement, for one body and one period. */
export interface Verdict {
  document: string;
  rule: string;
  /** Number of the requirement within the rule, from 1. */
  requirement: number;
  /** Of `for each of A, B`: the population it is about. */
  part?: string;
  body: Body;
  version: Version;
  cite: Cite;
  modality: Modality;
  /** `2025`, `2025-H1`, `2025-2026`, `by 2030-12-31`, `standing`. */
  period: string;
  due?: string;
  /** Of a limit in hours: when on that day, `10:00`; `24:00` is its end. */
  due_time?: string;
  due_provisional?: true;
  status: Status;
  /** Of a miss; beside `unknown` and `pending` the miss is certain, whatever is still open. */
  severity?: Severity;
  reason: Reason;
  attested?: true;
  measure?: Measure;
  /** While `pending` or `unknown`: how it would be judged as it stands; beside `met`: more may happen while the period runs. */
  so_far?: Status;
  late_by?: LateBy;
  pace?: { fact: string; more: string; years: number; per_year: string };
  remedy?: Remedy[];
  read_from?: string;
  counted_twice?: true;
  /** A deed is dated before the event from which its limit counts. */
  before_event?: true;
  /** Of `each`: the members that need attention. Where there must be none: those that there are. */
  members?: MemberVerdict[];
  /** Bodies that ended within the period, whose facts were added to the body's own. */
  taken_over?: (Body & { in_part?: true; from: string })[];
  missing: string[];
}

/** Whether the reporting body counts for a share or number asked of a body above it, as things stand. */
export interface Counted {
  document: string;
  rule: string;
  requirement: number;
  part?: string;
  cite: Cite;
  /** Of the verdict in which it is counted. */
  period: string;
  counts: 'yes' | 'no' | 'unknown';
}

/** A wording of a rule, or its repeal: the document that set it, and its first day. */
export interface Version {
  document: string;
  from: string;
}

export interface LateBy {
  amount: number;
  unit: 'minutes' | 'hours' | 'days' | 'working_days';
  /** It may be more: a time of day is not known. */
  at_least?: true;
}

/** What was measured; the kinds are told apart by their keys. */
export type Measure =
  | { achieved: string; of: string; share?: string; required: string }
  | { value: string; required: string; unit?: string }
  | { deeds: { fact: string; done?: string | boolean }[] }
  | { each: string[]; counts: Counts }
  | { parts: Status[] };

/** One step of the least change that would meet a requirement. */
export type Remedy = { fact: string; or?: string[] } & ({ more: string } | { fewer: string } | { do: true });

/** The answer for one member of an `each`. */
export interface MemberVerdict {
  member: string;
  status: Status;
  reason: Reason;
  due?: string;
  due_time?: string;
  late_by?: LateBy;
  before_event?: true;
  measure?: Measure;
}

/** Something wrong with a fact; what stands on it is `unknown`. */
export interface Problem {
  code:
    | 'unknown_name'
    | 'wrong_level'
    | 'unknown_level'
    | 'unknown_period'
    | 'wrong_type'
    | 'negative'
    | 'not_whole'
    | 'unknown_option'
    | 'invalid_date'
    | 'more_than_population'
    | 'totals_contradict'
    | 'duplicate'
    | 'outside_period'
    | 'ends_before_start'
    | 'overflow'
    | 'too_large'
    | 'not_a_predecessor'
    | 'predecessor_missing'
    | 'after_its_end'
    | 'parts_unlike';
  /** Whose fact, as `LEVEL:ID`. */
  body: string;
  period?: string;
  fact: string;
  found?: string;
  expected?: string;
}

export type Counts = Record<Status, number>;

/** A language that results are told in. */
export type Language = 'en' | 'vi';

/** A result and, entry by entry, its words. */
export interface Told {
  result: Result;
  /** As many as `result.verdicts`, in their order. */
  verdicts: VerdictWords[];
  /** As many as `result.problems`, in their order. */
  problems: { place: string; message: string; help?: string }[];
  /** As many as `result.next_facts`, in their order. */
  next_facts: string[];
}

/** A verdict in words: parts for a table or page, and all of it as a sentence. */
export interface VerdictWords {
  title: string;
  cite: string;
  version: string;
  body: string;
  period: string;
  status: string;
  severity?: string;
  measure?: { value: string; required?: string; sentence: string };
  reason?: string;
  so_far?: string;
  due?: string;
  late_by?: string;
  pace?: string;
  remedy?: string[];
  missing?: string[];
  members?: string[];
  notes?: string[];
  sentence: string;
}
