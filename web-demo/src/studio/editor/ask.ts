// What a writer asks of the words at the cursor: how they go on, what they are.
import { selectedCompletion, snippet, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { closeHoverTooltips, EditorView, hoverTooltip, keymap, showTooltip, tooltips, type Tooltip } from '@codemirror/view';
import type { Language } from 'luat';
import type { Completion as Offer, Hover } from 'luat/editor';
import type { Writing } from '../engine/engine';
import { markdown } from './markdown';

/** The text a view shows, and the engine, which knows it as it stands. */
export interface Asker {
  readonly name: string;
  readonly language: Language;
  readonly engine: Writing;
  /** Hands the engine what has been typed since. */
  sync(): void;
}

export const completions =
  (asker: Asker) =>
  async (context: CompletionContext): Promise<CompletionResult | null> => {
    const before = context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos);
    // After a blank or a line's end nothing is offered until it is asked for.
    if (!context.explicit && !/[\p{L}\p{N}_]/u.test(before)) return null;
    asker.sync();
    const offers = await asker.engine.complete(asker.name, context.pos, asker.language);
    const [first] = offers;
    if (!first || context.aborted) return null;
    const from = Math.min(...offers.map((offer) => offer.from));
    return { from, to: first.to, options: offers.map(option), filter: false };
  };

/** A completion, and what it would write. */
interface Offered extends Completion {
  insert: string;
}

const option = (offer: Offer): Offered => ({
  insert: offer.insert,
  label: offer.label,
  detail: offer.detail,
  type: offer.kind,
  apply: (view, completion) => write(view, completion, offer),
});

/** Whether the completion that would be taken stands before the cursor already, word for word. */
export function isWrittenOut(state: EditorState): boolean {
  const chosen = selectedCompletion(state) as Offered | null;
  if (chosen === null) return false;
  const { head } = state.selection.main;
  return state.sliceDoc(Math.max(0, head - chosen.insert.length), head) === chosen.insert;
}

function write(view: EditorView, completion: Completion, { from, to, insert, kind }: Offer): void {
  // In the engine's words the cursor ends at `$0`; the editor writes that `${}`.
  if (kind === 'snippet') snippet(insert.replaceAll('$0', '${}'))(view, completion, from, to);
  else view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: 'input.complete' });
}

const told = StateEffect.define<Tooltip | null>();

/** What the words at the cursor are, asked for by a key. */
const atCursor = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(told)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

const tooltip = ({ from, to, markdown: text }: Hover): Tooltip => ({ pos: from, end: to, above: true, create: () => ({ dom: markdown(text) }) });

/** Shows what the words at the cursor are; also read out. */
export async function tell(view: EditorView, asker: Asker, none: string): Promise<void> {
  asker.sync();
  const hint = await asker.engine.hover(asker.name, view.state.selection.main.head, asker.language);
  if (hint) view.dispatch({ effects: [closeHoverTooltips, told.of(tooltip(hint)), EditorView.announce.of(markdown(hint.markdown).textContent)] });
  else view.dispatch({ effects: EditorView.announce.of(none) });
}

export function hovers(asker: Asker): Extension {
  const under = hoverTooltip(async (view, pos) => {
    asker.sync();
    const hint = await asker.engine.hover(asker.name, pos, asker.language);
    // What was asked for by the key stays alone.
    return hint && !view.state.field(atCursor) ? tooltip(hint) : null;
  });
  const escape = keymap.of([
    {
      key: 'Escape',
      run: (view) => {
        if (!view.state.field(atCursor)) return false;
        view.dispatch({ effects: told.of(null) });
        return true;
      },
    },
  ]);
  // What is told of a word lies over the text or below it, not over the head of the page and what stands beside.
  const within = tooltips({
    tooltipSpace: (view) => {
      const { left, top, right } = view.scrollDOM.getBoundingClientRect();
      return { left, top, right, bottom: innerHeight };
    },
  });
  return [under, atCursor, within, escape];
}
