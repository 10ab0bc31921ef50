/** A range of a text, in UTF-16 units as JavaScript counts. */
export interface TextSpan {
  from: number;
  to: number;
}

/** A range of a text of the workspace. */
export interface TextPlace extends TextSpan {
  file: string;
}

/** What is wrong in a text that is being written. */
export interface Finding extends TextSpan {
  code: string;
  severity: 'error' | 'warning';
  message: Words;
  /** What the words there are; may be empty. */
  label: Words;
  help?: Words;
  /** Other places that have to do with it. */
  also: (TextPlace & { text: Words })[];
  /** What mends it for sure. */
  fixes: Fix[];
}

/** What words are, as they are coloured. */
export type TokenKind =
  | 'keyword' | 'unit' | 'numberWord' | 'bearer' | 'fact' | 'option' | 'defined' | 'rule'
  | 'id' | 'number' | 'date' | 'title' | 'text' | 'comment' | 'symbol' | 'word';

/** Some words of a text. */
export interface Token extends TextSpan {
  kind: TokenKind;
}

/** Something that a text declares. */
export interface OutlineItem extends TextSpan {
  label: string;
  /** The articles cited, or the id. */
  detail: string;
  kind: string;
  /** Its id. */
  selection: TextSpan;
  children: OutlineItem[];
}

/** Something to be written at a cursor, in the place of what is typed. */
export interface Completion extends TextSpan {
  /** What is written; in a snippet, places to fill in are `${1:…}`. */
  insert: string;
  label: string;
  kind: 'keyword' | 'name' | 'id' | 'unit' | 'snippet';
  detail: string;
}

/** What is told of some words, as Markdown. */
export interface Hover extends TextSpan {
  markdown: string;
}

/** What to write in the place of some words. */
export interface TextEdit extends TextPlace {
  insert: string;
}

/** What a renaming would change: where the words stand, and what they are called. */
export interface Renamable extends TextPlace {
  name: string;
}

/** The edits of a renaming, or why there is none. */
export type Renaming = { edits: TextEdit[] } | { refused: { code: string; message: Words } };

/** A whole text laid out anew, or why there is none. */
export type LaidOut = { text: string } | { refused: { message: Words } };

/** A mend of a finding. */
export interface Fix {
  title: Words;
  code: string;
  edits: TextEdit[];
}
