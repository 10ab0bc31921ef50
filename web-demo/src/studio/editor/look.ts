// What the engine knows of the text, kept with the editor's state: colours of words, lines that fold.
import { foldService } from '@codemirror/language';
import { StateEffect, StateField, type Extension, type Range } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { TextSpan, Token } from 'luat/editor';
import type { Look } from '../engine/engine';

/** The text has been looked at anew. */
export const looked = StateEffect.define<Look>();

const colours = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(known, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(looked)) return coloursOf(effect.value.tokens, transaction.newDoc.length);
    }
    return known.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const MARKS = new Map<string, Decoration>();

function markOf(kind: string): Decoration {
  const known = MARKS.get(kind) ?? Decoration.mark({ class: `is-${kind}` });
  MARKS.set(kind, known);
  return known;
}

function coloursOf(tokens: Token[], length: number): DecorationSet {
  const ranges = tokens.flatMap(({ kind, from, to }): Range<Decoration>[] => (to > from && to <= length ? [markOf(kind).range(from, to)] : []));
  return Decoration.set(ranges, true);
}

const folds = StateField.define<TextSpan[]>({
  create: () => [],
  update(known, transaction) {
    for (const effect of transaction.effects) if (effect.is(looked)) return effect.value.folds;
    if (!transaction.docChanged) return known;
    return known.map(({ from, to }) => ({ from: transaction.changes.mapPos(from, 1), to: transaction.changes.mapPos(to, -1) }));
  },
});

/** The longest fold that begins on a line, from the line's end. */
const folding = foldService.of((state, start, end) => {
  const found = state.field(folds).filter(({ from, to }) => from >= start && from <= end && to > end);
  const to = Math.max(0, ...found.map((fold) => fold.to));
  return to > end && to <= state.doc.length ? { from: end, to } : null;
});

export const look: Extension = [colours, folds, folding];
