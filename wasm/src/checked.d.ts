/** A document among rule texts. */
export interface CheckedDocument {
  id: string;
  /** The catalogue of statements that its header names. */
  catalogue?: string;
}

/** A scenario, run. */
export interface ScenarioRun {
  /** The text it stands in. */
  file: string;
  /** Its line, from 1. */
  line: number;
  title: string;
  as_expected: boolean;
  /** How it stands: nobody may have ticked it yet, or somebody ticked it wrong. */
  standing: 'as_expected' | 'not_as_expected' | 'to_tick' | 'ticked_wrong';
  /** Where something else was found, in words. */
  found: { line: number; expected: string; found: string[] }[];
}

/** A sentence of a rule that is judged, in one of its wordings. */
export interface RuleSentence {
  document: string;
  rule: string;
  /** Number of the requirement within the rule, from 1. */
  requirement: number;
  /** Of `for each of A, B`: the population it is about. */
  part?: string;
  /** The wording, as verdicts have it. */
  version: Version;
  /** What is asked, `over 15% of hamlet heads trained`. */
  what: string;
  /** Where it stands. */
  place?: TextPlace;
}

/** How a statement is held. */
export type Held = 'computed' | 'attested' | 'principle' | 'missing';

/** Which places of a document the rules hold, in one language. */
export interface CoveragePage {
  title: string;
  /** How many statements are held which way. */
  shares: { held: Held; words: string }[];
  notes: string[];
  /** By article. */
  groups: { heading?: string; rows: CoverageRow[] }[];
  /** What is wrong with citations. */
  warnings: string[];
}

/** A statement, or a place of which no catalogue tells what it says. */
export interface CoverageRow {
  id: string;
  held: Held;
  /** Within its article; empty: the whole article. */
  place: string;
  says: string;
  by: { document: string; id: string; title?: string; thresholds: string }[];
  notes: string[];
}
