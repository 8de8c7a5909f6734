import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { MySQL, PostgreSQL, sql, SQLite, type SQLDialect } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { DialectName } from '../../../src/core/dialect.ts';

export interface CodeEditorOptions {
  /** Styles are adopted by a shadow root: the page's policy allows no style elements. */
  readonly root: ShadowRoot;
  readonly text: string;
  readonly label: string;
  readonly dialect: DialectName | undefined;
  /** Columns by table, for completion. */
  readonly schema: Readonly<Record<string, readonly string[]>>;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
}

const dialects: Readonly<Record<DialectName, SQLDialect>> = { postgres: PostgreSQL, mysql: MySQL, sqlite: SQLite, duckdb: PostgreSQL };

const colors = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: tags.string, color: 'light-dark(#8a3059, #e88bb4)' },
  // A name in quotes is no text.
  { tag: tags.special(tags.string), color: 'inherit' },
  { tag: tags.number, color: 'light-dark(#3d5ea8, #90aef0)' },
  { tag: tags.comment, color: 'var(--ink-soft)' },
]);

const look = EditorView.theme({
  '&': { border: '1px solid var(--line)', borderRadius: '8px', background: 'var(--card)', color: 'var(--ink)', fontSize: '0.86rem' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '2px' },
  '.cm-content': { fontFamily: 'var(--mono)', padding: '0.6rem 0.2rem', minHeight: '7.5rem', caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-scroller': { lineHeight: '1.55', maxHeight: '24rem' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { background: 'var(--accent-soft) !important' },
  '.cm-tooltip': { border: '1px solid var(--line)', borderRadius: '8px', background: 'var(--card)', color: 'var(--ink)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--accent-soft)', color: 'var(--accent)' },
});

/** Chromium carries the style of what is typed over on to the new text, by an inline style that the page's policy forbids: so the text is put in place here. */
const typedOver = EditorView.domEventHandlers({
  beforeinput: ({ inputType, data }, view) => {
    if (inputType !== 'insertText' || data === null || view.state.selection.main.empty) return false;
    view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

/** An editor of SQL in its root: colours, completion of tables and columns, undo; Ctrl+Enter runs. Gives what ends it. */
export function openCodeEditor({ root, text, label, dialect, schema, onChange, onRun }: CodeEditorOptions): () => void {
  const run = () => {
    onRun();
    return true;
  };
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
        keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
        history(),
        typedOver,
        drawSelection(),
        bracketMatching(),
        autocompletion({ icons: false }),
        sql({ ...(dialect ? { dialect: dialects[dialect] } : {}), schema: Object.fromEntries(Object.entries(schema)), upperCaseKeywords: true }),
        syntaxHighlighting(colors),
        look,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
        EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
      ],
    }),
  });
  return () => view.destroy();
}
