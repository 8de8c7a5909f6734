import { useId, useState } from 'preact/hooks';

export function SqlEditor({ initial, label, action, busy, onRun }: { readonly initial: string; readonly label: string; readonly action: string; readonly busy: boolean; readonly onRun: (sql: string) => void }) {
  const [sql, setSql] = useState(initial);
  const id = useId();
  const submit = (event: Event) => {
    event.preventDefault();
    if (sql.trim() !== '') onRun(sql.trim());
  };
  return (
    <form class="sql-editor" onSubmit={submit}>
      <label for={id}>{label}</label>
      <textarea id={id} rows={5} spellcheck={false} value={sql} onInput={(event) => setSql(event.currentTarget.value)} />
      <button type="submit" class="primary" disabled={busy || sql.trim() === ''}>{action}</button>
    </form>
  );
}
