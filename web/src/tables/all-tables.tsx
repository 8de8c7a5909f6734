import { useEffect, useState } from 'preact/hooks';
import { columnsByTable } from '../sql/known-columns.ts';
import { addressOfRows } from './browsed.ts';

/** Before a table is chosen: all of them, with how many columns each has. */
export function AllTables({ database }: { readonly database: string }) {
  const [tables, setTables] = useState<Awaited<ReturnType<typeof columnsByTable>>>({});
  useEffect(() => void columnsByTable(database).then(setTables), [database]);
  return (
    <section class="card">
      <h2>Tables of {database}</h2>
      <ul class="all-tables">
        {Object.entries(tables).map(([table, columns]) => (
          <li key={table}><a href={addressOfRows({ database, table, filters: [] })}>{table}</a> <small>{columns.length} columns</small></li>
        ))}
      </ul>
    </section>
  );
}
