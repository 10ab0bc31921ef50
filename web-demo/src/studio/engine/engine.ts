// What the studio asks of the engine. Places are counted in UTF-16 units of a text, as the editor counts them.
import type { Explanation, ExplanationWords, Language, Report, RuleText, Told } from 'luat';
import type { CheckedDocument, Completion, CoveragePage, Finding as EngineFinding, Hover, OutlineItem, RuleSentence, ScenarioRun, TextEdit, TextPlace, TextSpan, Token } from 'luat/editor';

/** A finding as it is listed. */
export interface Finding extends EngineFinding {
  line: number;
  also: (EngineFinding['also'][number] & { line: number })[];
}

/** What is known of a text as it stands. */
export interface Look {
  language: Language | undefined;
  tokens: Token[];
  folds: TextSpan[];
}

/** An answer, or why there is none, in words. */
export type Answer<T> = { value: T } | { refused: string };

/** Texts as they are written. Every question is answered by the texts as set before it. */
export interface Writing {
  set(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  look(name: string): Promise<Look>;
  outline(name: string): Promise<OutlineItem[]>;
  /** What is wrong, text by text. */
  findings(): Promise<Record<string, Finding[]>>;
  complete(name: string, at: number, language: Language): Promise<Completion[]>;
  hover(name: string, at: number, language: Language): Promise<Hover | undefined>;
  definition(name: string, at: number): Promise<TextPlace | undefined>;
  references(name: string, at: number): Promise<TextPlace[]>;
  /** What is called so, at a place where something can be renamed. */
  renamable(name: string, at: number): Promise<string | undefined>;
  rename(name: string, at: number, wanted: string, language: Language): Promise<Answer<TextEdit[]>>;
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
  /** What the sentences of the rules ask, and where they stand. */
  sentences(language: Language): Promise<RuleSentence[]>;
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
