/** How to judge a report while it is filled in. */
export interface SessionOptions extends CheckOptions {
  /** The period that a path without one means; left out: the last of `periods`, else the last that the report speaks of. */
  period?: string;
}

/** Which form, of the session's own body; left out, the period and the day of the session. */
export interface SessionFormOptions {
  period?: string;
  asOf?: string;
}

/** What became another by entering a fact. */
export interface Change {
  /** The verdicts that are new or others than before, in the order of results. */
  verdicts: Verdict[];
  /** The verdicts that are no more: `DOCUMENT/RULE/REQUIREMENT/PART/LEVEL:ID/PERIOD`, nothing for the part where there is none. */
  gone: string[];
  /** All that is now wrong with the facts: the very array of the change before while that is the same, so not to be changed. */
  problems: Problem[];
  /** What to ask for first, of the whole report as it now stands; the very array of the change before while that is the same. */
  next_facts: string[];
  /** How many verdicts there now are of which status. */
  summary: Result['summary'];
}
