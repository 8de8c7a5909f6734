import { useEffect, useState } from 'preact/hooks';
import type { OfferWire, SchemaWire } from '../../../src/core/wire.ts';
import { callTool } from '../shell/api.ts';
import type { Asked } from './asked.ts';
import { examplesFor } from './examples.ts';
import { tablesOf } from './schema-text.ts';

/** Before anything is asked: what this is, and questions of the database's own to begin with. */
export function Welcome({ databases, database, onAsk }: { readonly databases: OfferWire['databases']; readonly database: string; readonly onAsk: (asked: Asked) => void }) {
  const [examples, setExamples] = useState<readonly string[]>([]);
  useEffect(() => {
    if (database === '') return undefined;
    const controller = new AbortController();
    callTool<SchemaWire>('get_schema', { database, detail: 'columns' }, controller.signal).then((page) => setExamples(examplesFor(tablesOf(page))), () => undefined);
    return () => controller.abort();
  }, [database]);

  if (databases.length === 0) return <p class="welcome">No database is configured yet: start the server with <code>--demo</code>, <code>--dsn URL</code>, or a configuration file.</p>;
  return (
    <div class="welcome">
      <p>Every answer comes with its SQL, which is proven to be read-only, and with what the question was taken to mean.</p>
      <ul class="examples" aria-label="Examples">
        {examples.map((question) => <li key={question}><button type="button" onClick={() => onAsk({ question, database })}>{question}</button></li>)}
      </ul>
    </div>
  );
}
