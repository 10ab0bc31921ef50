// The texts as they are written: one editor, a state with its own history for each text.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, insertNewlineAndIndent, redo, undo } from '@codemirror/commands';
import { codeFolding, foldGutter, foldKeymap } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, type Text, type TransactionSpec } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import type { Language, RuleText } from 'luat';
import { h } from '../../dom';
import type { Fix, TextEdit, TextPlace } from 'luat/editor';
import type { Finding, Look, Writing } from '../engine/engine';
import { textsIn } from '../texts';
import { completions, hovers, isWrittenOut, tell, type Asker } from './ask';
import { look, looked } from './look';
import { quoting } from './markdown';
import { phrases } from './phrases';
import { theme } from './theme';

export interface EditorHost {
  /** A text has changed; `name`: which, where it is the one that is open. */
  changed(): void;
  /** A key asks for what the page does. */
  rename(): void;
  references(): void;
  define(): void;
  fix(fix: Fix): void;
}

/** Shadow trees take style sheets that a strict policy lets be made by scripts; so the editor stands in one. */
export class Editor implements Asker {
  readonly element = h('div', { id: 'editor' });
  readonly engine: Writing;
  readonly #host: EditorHost;
  readonly #view: EditorView;
  readonly #states = new Map<string, EditorState>();
  /** What the engine has of each text. */
  readonly #sent = new Map<string, Text>();
  readonly #speech = new Compartment();
  #name = '';
  #language: Language;

  constructor(engine: Writing, host: EditorHost, language: Language) {
    this.engine = engine;
    this.#host = host;
    this.#language = language;
    const root = this.element.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':host { display: block; min-height: 0; } .cm-editor { height: 100%; }');
    root.adoptedStyleSheets = [sheet];
    this.#view = new EditorView({
      root,
      parent: root,
      state: this.#stateOf(''),
      dispatchTransactions: (transactions, view) => {
        view.update(transactions);
        if (this.#name !== '') this.#states.set(this.#name, view.state);
        if (transactions.some(({ docChanged }) => docChanged)) this.#host.changed();
      },
    });
    this.#keepInSight();
  }

  /** What opens below the text does not cover the line that is written. */
  #keepInSight(): void {
    const { scrollDOM } = this.#view;
    let height = scrollDOM.clientHeight;
    new ResizeObserver(() => {
      const before = height;
      height = scrollDOM.clientHeight;
      if (!this.#view.hasFocus || height >= before) return;
      const { head } = this.#view.state.selection.main;
      const { top, bottom } = this.#view.lineBlockAt(head);
      const wasSeen = top < scrollDOM.scrollTop + before;
      if (wasSeen && bottom > scrollDOM.scrollTop + height) this.#view.dispatch({ effects: EditorView.scrollIntoView(head, { y: 'nearest', yMargin: bottom - top }) });
    }).observe(scrollDOM);
  }

  /** Name of the text that is open. */
  get name(): string {
    return this.#name;
  }

  get language(): Language {
    return this.#language;
  }

  set language(language: Language) {
    this.#language = language;
    for (const [name, state] of this.#states) this.#states.set(name, state.update({ effects: this.#speech.reconfigure(this.#said(name)) }).state);
    const shown = this.#states.get(this.#name);
    if (shown) this.#view.setState(shown);
  }

  /** The names of the texts, in their order. */
  names(): string[] {
    return [...this.#states.keys()];
  }

  /** The texts as they stand, in their order. */
  texts(): RuleText[] {
    return [...this.#states].map(([name, state]) => ({ name, text: state.doc.toString() }));
  }

  /** Puts other texts in the place of all. */
  fill(texts: RuleText[], open: string): void {
    for (const name of this.#states.keys()) this.#forget(name);
    for (const { name, text } of texts) this.#states.set(name, this.#stateOf(text, name));
    this.open(open);
  }

  /** Adds a text; one of that name is written anew, which can be taken back. */
  add({ name, text }: RuleText): void {
    if (this.#states.has(name)) return this.write(name, text);
    this.#states.set(name, this.#stateOf(text, name));
    this.#host.changed();
  }

  /** The text of a name, as it stands. */
  text(name: string): string | undefined {
    return this.#states.get(name)?.doc.toString();
  }

  remove(name: string): void {
    this.#forget(name);
    if (this.#name === name) this.open(this.names()[0] ?? '');
    this.#host.changed();
  }

  /** Gives a text another name, in its place among the others. */
  rename(name: string, wanted: string): void {
    const texts = this.texts().map((one) => (one.name === name ? { ...one, name: wanted } : one));
    this.fill(texts, this.#name === name ? wanted : this.#name);
    this.#host.changed();
  }

  open(name: string): void {
    const state = this.#states.get(name);
    if (!state) return;
    this.#name = name;
    if (state !== this.#view.state) this.#view.setState(state);
  }

  sync(): void {
    for (const [name, { doc }] of this.#states) {
      if (this.#sent.get(name)?.eq(doc)) continue;
      this.#sent.set(name, doc);
      void this.engine.set(name, doc.toString());
    }
  }

  /** Shows what the engine knows of the open text; what is known of a text no more there is dropped. */
  async look(): Promise<Look | undefined> {
    this.sync();
    const [name, seen] = [this.#name, this.#view.state.doc];
    const found = await this.engine.look(name);
    if (this.#name !== name || !this.#view.state.doc.eq(seen)) return undefined;
    this.#view.dispatch({ effects: looked.of(found) });
    return found;
  }

  /** Marks the findings of the open text. */
  mark(findings: Finding[]): void {
    const length = this.#view.state.doc.length;
    const within = findings.filter(({ to }) => to <= length);
    this.#view.dispatch(setDiagnostics(this.#view.state, within.map((one) => this.#diagnostic(one))));
  }

  /** Leads to a place and puts the cursor there. */
  show({ file, from, to }: TextPlace): void {
    this.open(file);
    const end = this.#view.state.doc.length;
    const [anchor, head] = [Math.min(from, end), Math.min(to, end)];
    this.#view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    this.#view.focus();
  }

  /** The line of a place, from 1, and its text. */
  lineAt({ file, from }: TextPlace): { number: number; text: string } {
    const doc = this.#states.get(file)?.doc;
    const { number, text } = doc?.lineAt(Math.min(from, doc.length)) ?? { number: 1, text: '' };
    return { number, text };
  }

  /** Where the cursor is. */
  get at(): number {
    return this.#view.state.selection.main.head;
  }

  /** The words of a place. */
  textOf({ file, from, to }: TextPlace): string {
    return this.#states.get(file)?.sliceDoc(from, to) ?? '';
  }

  /** Edits texts, each as one step of its history. */
  edit(edits: TextEdit[]): void {
    for (const [name, state] of this.#states) {
      const changes = edits.filter((edit) => edit.file === name);
      if (changes.length > 0) this.#change(name, state, { changes: changes.map(({ from, to, insert }) => ({ from, to, insert })) });
    }
    this.#host.changed();
  }

  /** Writes a text anew; what is the same at its beginning and its end stays as it is, the cursor with it. */
  write(name: string, text: string): void {
    const state = this.#states.get(name);
    const before = state?.doc.toString();
    if (!state || before === undefined || before === text) return;
    const most = Math.min(before.length, text.length);
    let from = 0;
    while (from < most && before[from] === text[from]) from += 1;
    let behind = 0;
    while (behind < most - from && before.at(-1 - behind) === text.at(-1 - behind)) behind += 1;
    this.#change(name, state, { changes: { from, to: before.length - behind, insert: text.slice(from, text.length - behind) } });
    this.#host.changed();
  }

  tell(): void {
    void tell(this.#view, this, textsIn(this.#language).nothingHere);
    this.#view.focus();
  }

  undo(): void {
    undo(this.#view);
  }

  redo(): void {
    redo(this.#view);
  }

  find(): void {
    openSearchPanel(this.#view);
  }

  get hasFocus(): boolean {
    return this.#view.hasFocus;
  }

  focus(): void {
    this.#view.focus();
  }

  #change(name: string, state: EditorState, spec: TransactionSpec): void {
    if (name === this.#name) this.#view.dispatch({ ...spec, userEvent: 'input.studio' });
    else this.#states.set(name, state.update(spec).state);
  }

  #forget(name: string): void {
    this.#states.delete(name);
    this.#sent.delete(name);
    void this.engine.remove(name);
  }

  #diagnostic(finding: Finding): Diagnostic {
    const { from, to, severity, code, message, label, help, fixes } = finding;
    const language = this.#language;
    const view = () =>
      h(
        'div',
        {},
        quoting(message[language]),
        h('span', { className: 'code' }, code),
        label[language] !== '' && h('p', {}, quoting(label[language])),
        help !== undefined && h('p', { className: 'help' }, quoting(help[language])),
      );
    const actions = fixes.map((fix) => ({ name: fix.title[language].replaceAll('`', ''), apply: () => this.#host.fix(fix) }));
    return { from, to, severity, message: message[language], renderMessage: view, actions };
  }

  /** What is said to those who do not see the editor, and its own words. */
  #said(name: string): Extension {
    const label = `${textsIn(this.#language).text} ${name}`;
    return [phrases(this.#language), EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' })];
  }

  #stateOf(text: string, name = ''): EditorState {
    const key = (run: () => void) => () => {
      run();
      return true;
    };
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        foldGutter({ openText: '▾', closedText: '▸' }),
        codeFolding(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        closeBrackets(),
        search({ top: true }),
        EditorView.lineWrapping,
        EditorState.tabSize.of(2),
        EditorState.languageData.of(() => [{ commentTokens: { line: '#' }, closeBrackets: { brackets: ['(', '"'] } }]),
        look,
        theme,
        autocompletion({ override: [completions(this)], icons: true, defaultKeymap: false }),
        // Before the editor's own keys.
        keymap.of([{ key: 'Enter', run: (view) => isWrittenOut(view.state) && insertNewlineAndIndent(view) }, ...completionKeymap]),
        hovers(this),
        this.#speech.of(this.#said(name)),
        EditorView.domEventHandlers({
          beforeinput: (event, view) => replaced(event, view),
          // With the key that opens links a click leads to the declaration.
          click: (event) => {
            if (!event.ctrlKey && !event.metaKey) return false;
            this.#host.define();
            return true;
          },
        }),
        keymap.of([
          { key: 'Tab', run: acceptCompletion },
          { key: 'F2', run: key(() => this.#host.rename()) },
          { key: 'F12', run: key(() => this.#host.define()) },
          { key: 'Shift-F12', run: key(() => this.#host.references()) },
          { key: 'Ctrl-i', mac: 'Cmd-i', run: key(() => this.tell()), preventDefault: true },
          ...closeBracketsKeymap,
          ...searchKeymap,
          ...foldKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
      ],
    });
  }
}

/**
 * Writes over what is selected. Left to itself, the browser would carry the look of what it replaces over to the new
 * words as an inline style, which the page's policy refuses.
 */
function replaced(event: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main;
  const { data, inputType, isComposing } = event;
  if (inputType !== 'insertText' || !data || isComposing || empty || view.state.selection.ranges.length > 1) return false;
  const write = () => view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
  if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, write))) view.dispatch(write());
  return true;
}
