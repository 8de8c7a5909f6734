import { useEffect, useRef, useState } from 'preact/hooks';
import type { DialectName } from '../../../src/core/dialect.ts';
import { columnsByTable } from './known-columns.ts';

interface SqlEditorProps {
  readonly initial: string;
  readonly label: string;
  readonly action: string;
  readonly busy: boolean;
  /** Whose tables are completed; undefined where it is not known. */
  readonly database: { readonly name: string; readonly dialect: DialectName } | undefined;
  readonly onRun: (sql: string) => void;
}

/** SQL to be written and proven. The editor itself is loaded when the first one is shown. */
export function SqlEditor({ initial, label, action, busy, database, onRun }: SqlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const [sql, setSql] = useState(initial);
  const run = useRef(() => undefined as void);
  run.current = () => {
    if (sql.trim() !== '' && !busy) onRun(sql.trim());
  };

  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    let isGone = false;
    let close: (() => void) | undefined;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    void Promise.all([import('./code-editor.ts'), columnsByTable(database?.name)]).then(([{ openCodeEditor }, schema]) => {
      if (!isGone) close = openCodeEditor({ root, text: initial, label, dialect: database?.dialect, schema, onChange: setSql, onRun: () => run.current() });
    });
    return () => {
      isGone = true;
      close?.();
    };
  }, [database?.name, initial]);

  return (
    <div class="sql-editor">
      <span class="label">{label}</span>
      <div class="code" ref={host} />
      <div class="sql-actions">
        <button type="button" class="primary" disabled={busy || sql.trim() === ''} onClick={() => run.current()}>{action}</button>
        <small>Ctrl+Enter</small>
      </div>
    </div>
  );
}
