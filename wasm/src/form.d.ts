/** Whose forms there are. */
export interface Levels {
  /** What is checked against. */
  documents: { id: string; label: Words; number?: string }[];
  levels: Level[];
}

/** A kind of reporting body. */
export interface Level {
  id: string;
  label: Words;
  /** Id of the level above. */
  within?: string;
  /** How many rules bind a body of it. */
  rules: number;
}

/** Whose form, and for when. */
export interface FormOptions {
  /** Id of the level of the body. */
  level: string;
  /** The period to report for, `2025`, `2025-H1`; shorter ones within it are asked for, too. */
  period: string;
  /** A report begun, of that level: with it the form says what is missing and what no longer matters. */
  report?: Report | string;
  /** The day as of which the report is judged; left out: the last day of the period. */
  asOf?: string;
}

/** What a body of a level is asked to report for a period: every fact that some rule reads, and no other. */
export interface Form {
  luat: 1;
  ruleset: Result['ruleset'];
  level: string;
  period: string;
  /** With a report only. */
  as_of?: string;
  /** With a report only: bodies that ended within the period, whose reports stand under `predecessors`. */
  predecessors?: (Body & { in_part?: true; from: string })[];
  /** The body's own facts, then each population; the period's own before shorter and earlier ones. */
  sections: FormSection[];
  /** The rules that fields name. */
  rules: { document: string; id: string; label: Words; cite: Words }[];
  /** With a report only: paths of the missing facts that would decide most, the most useful first. */
  next_facts?: string[];
}

/** What is reported under one period of the body itself, or of one population. */
export interface FormSection {
  /** The key of the report's `periods` under which it goes. */
  period: string;
  /** Key of the population, or id of the level below, that it is about; absent: the body itself. */
  of?: string;
  label: Words;
  note?: Words;
  /** The body's facts, or the number of members and totals over them. */
  fields: FormField[];
  /** Of a population: what can be told of each member, in a roster, instead of totals. */
  columns?: FormField[];
  /** Some rule tells members apart: totals do not serve it, a roster does. */
  one_by_one?: true;
}

/** One thing to report. */
export interface FormField {
  /** As in `missing` and `next_facts`: the key, led by the period where it is not the form's own. */
  path: string;
  /** Its key under the section's period, `hamlet_heads.trained`; of a column, its key within a member, `trained`. */
  key: string;
  label: Words;
  /** Explanation for those who report. */
  note?: Words;
  /** `act` and `date`: a day, or `false` for not so far. */
  input: 'count' | 'amount' | 'act' | 'date' | 'choice' | 'yes_no';
  /** `hour`: some rule counts hours, so the time of day is asked for; `span`: it has to last, from a day to a day. */
  time?: 'hour' | 'span';
  unit?: string;
  options?: { id: string; label: Words }[];
  /** The least number, of `count` and `amount`. */
  least?: '0';
  /** Path of the number that it may not pass: of those trained, how many there are. */
  at_most?: string;
  /** An earlier date is a mistake. */
  not_before?: string;
  /** The office whose word it is. */
  attested_by?: Words;
  needed_by: NeededBy[];
  /**
   * With a report only. `missing`: blank, and it decides something; `open`: blank, and what is asked first is something
   * else; `settled`: blank, and all that read it is decided or does not apply.
   */
  state?: 'missing' | 'given' | 'open' | 'settled';
  /** Of a missing one: its place in `next_facts`, from 1. */
  place?: number;
  /** Of a missing one: the paths that are missing, those of members one by one. */
  missing?: string[];
}

/** A requirement that reads a fact. */
export interface NeededBy {
  document: string;
  rule: string;
  requirement: number;
  cite: Cite;
  modality: Modality;
  /** Of its verdict. */
  period: string;
  /** When the fact matters to it, `if region is Red River delta`: all of these; absent: always. */
  relevant?: Words[];
}
