// What the studio asks of the engine. Places are counted in UTF-16 units of a text, as the editor counts them.
import type { Diagnostic, Explanation, ExplanationWords, Language, Report, RuleText, Told, Words } from 'luat';
import type { CheckedDocument, CoveragePage, ScenarioRun } from 'luat/editor';

/** A range of a text. */
export interface Span {
  from: number;
  to: number;
}

/** A range of a named text. */
export interface Place extends Span {
  name: string;
}

export interface Edit extends Place {
  insert: string;
}

/** A mend of a finding. */
export interface Fix {
  title: Words;
  edits: Edit[];
}

export interface Finding extends Span {
  code: string;
  severity: Diagnostic['severity'];
  line: number;
  message: Words;
  help?: Words;
  /** What would mend it, where the engine can: each is enough by itself. */
  fixes: Fix[];
  /** Other places that have to do with it. */
  labels: (Place & { line: number; text: Words })[];
}

export interface Item extends Span {
  label: string;
  detail: string;
  kind: string;
  selection: Span;
  children: Item[];
}

export interface Token extends Span {
  kind: string;
}

/** What is known of a text as it stands. */
export interface Look {
  language: Language | undefined;
  tokens: Token[];
  folds: Span[];
  outline: Item[];
}

export interface Offer extends Span {
  insert: string;
  label: string;
  kind: string;
  detail: string;
}

export interface Hint extends Span {
  markdown: string;
}

/** An answer, or why there is none, in words. */
export type Answer<T> = { value: T } | { refused: string };

/** Texts as they are written. Every question is answered by the texts as set before it. */
export interface Writing {
  set(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  look(name: string): Promise<Look>;
  /** What is wrong, text by text. */
  findings(): Promise<Record<string, Finding[]>>;
  complete(name: string, at: number, language: Language): Promise<Offer[]>;
  hover(name: string, at: number, language: Language): Promise<Hint | undefined>;
  definition(name: string, at: number): Promise<Place | undefined>;
  references(name: string, at: number): Promise<Place[]>;
  /** What is called so, at a place where something can be renamed. */
  renamable(name: string, at: number): Promise<string | undefined>;
  rename(name: string, at: number, wanted: string, language: Language): Promise<Answer<Edit[]>>;
  format(name: string, language: Language): Promise<Answer<string>>;
  translate(name: string, to: Language, language: Language): Promise<Answer<string>>;
}

/** Whose report is judged, and when. */
export interface Judged {
  report: Report;
  level: string;
  period: string;
  asOf: string;
}

/** Compiled rules and what there is of documents. */
export interface Rules {
  /** For `Ruleset.load`. */
  compiled: Uint8Array<ArrayBuffer>;
  digest: string;
  documents: CheckedDocument[];
}

/** Texts in order, and what comes of them. Every question is answered by the texts last taken. */
export interface Judging {
  /** Nothing where the texts have errors; the texts taken before then stay. */
  take(texts: RuleText[]): Promise<Rules | undefined>;
  scenarios(language: Language): Promise<ScenarioRun[]>;
  coverage(document: string, catalogue: string | undefined, language: Language): Promise<CoveragePage | undefined>;
  tell(judged: Judged, language: Language): Promise<Told>;
  explain(judged: Judged, verdict: VerdictName, language: Language): Promise<Explained | undefined>;
}

/** Which verdict. */
export interface VerdictName {
  document: string;
  rule: string;
  requirement: number;
  part: string | undefined;
  body: string;
  period: string;
}

export interface Explained {
  explanation: Explanation;
  words: ExplanationWords;
}
