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
  /** Of a limit in hours, which runs from the event itself: when on that day, where that is known. */
  from_time?: string;
  /** The calendar that says which days are off; absent: weekends alone are, or it is counted by the hour. */
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
  /** Of a limit in hours: when on that day, where that is known; `24:00` is its end. */
  due_time?: string;
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
  /** With the path of the fact, where a line is about one. */
  lines: { depth: number; text: string; path?: string }[];
}
