/** A rule text: a file's name, which other texts may `use`, and what it says. */
export interface RuleText {
  name: string;
  text: string;
}

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

/** What {@link Ruleset.compile} and {@link Ruleset.check} throw. */
export interface LuatError extends Error {
  name: 'LuatError';
  /** `rules`: the texts cannot be used, see `diagnostics`; `report`: not JSON, or not of a report's form; `arguments`: the call itself. */
  kind: 'rules' | 'report' | 'arguments';
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

/** A finding in a rule text. */
export interface Diagnostic extends Place {
  /** Stable: `E0203`, `L0012`. */
  code: string;
  severity: 'error' | 'warning';
  message: Words;
  /** The primary place and those that have to do with it. */
  labels: (Place & { text: Words })[];
  help?: Words;
}

/** What one body reports; see `schemas/report.schema.json`. */
export interface Report {
  luat?: 1;
  body: { level: string; id: string; name?: string };
  /** Bodies it lies within, as `LEVEL:ID`. */
  within?: string[];
  periods: Record<string, Facts>;
  below?: Report[];
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
  | 'faulty_facts'
  | 'overflow'
  | 'running'
  | 'not_begun'
  | 'empty_population'
  | 'nothing_before'
  | 'condition'
  | 'condition_unknown'
  | 'exception'
  | 'declared_not_applicable'
  | 'before_first_period'
  | 'not_in_force'
  | 'expired'
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
  Record<'instrument' | 'chapter' | 'article' | 'clause' | 'point' | 'indent' | 'paragraph' | 'statement', string>
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
  due_provisional?: true;
  status: Status;
  severity?: Severity;
  reason: Reason;
  attested?: true;
  measure?: Measure;
  so_far?: Status;
  late_by?: LateBy;
  pace?: { fact: string; more: string; years: number; per_year: string };
  remedy?: Remedy[];
  read_from?: string;
  counted_twice?: true;
  members?: MemberVerdict[];
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
  unit: 'hours' | 'days' | 'working_days';
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
  late_by?: LateBy;
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
    | 'too_large';
  /** Whose fact, as `LEVEL:ID`. */
  body: string;
  period?: string;
  fact: string;
  found?: string;
  expected?: string;
}

export type Counts = Record<Status, number>;

/** Everything that a body can report, by level: what a form is made from. */
export interface Form {
  documents: { id: string; label: Words; number?: string }[];
  levels: FormLevel[];
}

export interface FormLevel {
  id: string;
  label: Words;
  /** Id of the level above. */
  within?: string;
  /** How many rules bind a body of it. */
  rules: number;
  fields: FormField[];
}

/** One thing to report under a period. */
export interface FormField {
  /** Its key: `hamlet_heads`, `hamlet_heads.trained`, `budget`. */
  key: string;
  label: Words;
  /** `act` and `date`: a day, or `false` for not so far. */
  input: 'count' | 'amount' | 'act' | 'date' | 'choice' | 'yes_no';
  /** The population that it counts members of, or the size of. */
  of?: string;
  unit?: string;
  options?: { id: string; label: Words }[];
  attested_by?: Words;
  note?: Words;
}

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

/** What to explain, and how. */
export interface ExplainOptions extends CheckOptions {
  /** The rule's id, `training` or `muong_ang_154.training`; left out: every rule. */
  rule?: string;
  /** With a language the explanations are told in words, too. */
  language?: Language;
}

/** How a report was judged. */
export interface Explanations {
  luat: 1;
  ruleset: Result['ruleset'];
  as_of: string;
  /** In the order of verdicts. */
  explanations: Explanation[];
  /** As many as `explanations`, in their order; with a language only. */
  words?: ExplanationWords[];
}

/** A verdict with its reasons. */
export interface Explanation {
  verdict: Verdict;
  /** The tree of the sentence; absent where time alone decided. */
  tree?: ExplanationNode;
}

/** What was looked at, what it came to, and what that stands on. */
export interface ExplanationNode {
  /** The kind of node. */
  what:
    | 'sentence' | 'applies_if' | 'except_when' | 'share' | 'bound' | 'members' | 'fact' | 'counted' | 'option'
    | 'not' | 'all' | 'any' | 'at_least' | 'deed' | 'refrain' | 'due' | 'late' | 'outlook' | 'each' | 'member'
    | 'number' | 'sum' | 'difference' | 'product' | 'quotient' | 'greatest' | 'least' | 'average' | 'either'
    | 'last_year' | 'previous_period' | 'parameter' | 'definition' | 'rounded';
  modality?: Modality;
  /** The bound, `> 15%`. */
  required?: string;
  /** Keys of the collections looked at. */
  of?: string[];
  /** Path of the fact or member, or the key of a definition. */
  path?: string;
  /** Of `at_least`: how many. */
  least?: number;
  /** Of `due`: how the last day was counted. */
  count?: DayCount;
  /** Of `late`. */
  late_by?: LateBy;
  /** Of `outlook`: what silent bodies can still change. */
  outlook?: Outlook;
  /** A quantity, `19` or what is still possible, `8..10`. */
  value?: string;
  unit?: string;
  measure?: Measure;
  holds?: 'yes' | 'no' | 'unknown';
  status?: Status;
  /** What is reported of a deed. */
  done?: string | boolean;
  date?: string;
  /** In the order of the sentence. */
  parts?: ExplanationNode[];
}

/** How a last day was counted. */
export interface DayCount {
  /** The event's day, itself not counted. */
  from: string;
  /** The calendar that says which days are off; absent: weekends alone are. */
  calendar?: Words;
  /** Of a limit in working days: the days counted. */
  counted?: string[];
  /** Days left out, each with its name (empty: a weekend). */
  skipped: ({ day: string } & Words)[];
  /** The end before it was moved. */
  counted_to: string;
  /** The days off that moved it. */
  moved_over: ({ day: string } & Words)[];
  /** The last day that serves. */
  due: string;
  /** It lies past the days off that are announced. */
  provisional?: true;
}

/** What silent bodies can still change. */
export interface Outlook {
  /** `met` and `not_met`: nothing; `needs` and `at_most`: so many of them; `alone`: the only one decides. */
  turn: 'met' | 'not_met' | 'needs' | 'at_most' | 'alone';
  /** How many are silent. */
  silent: string;
  /** Of `needs` and `at_most`: how many of them. */
  of_them?: string;
  /** Of `alone`: the body that decides, where it has reported. */
  who?: string;
  /** Time still runs, so that those who have answered may change, too. */
  running?: true;
}

/** An explanation in words: as a paragraph, and line by line. */
export interface ExplanationWords {
  paragraph: string;
  lines: { depth: number; text: string }[];
}
