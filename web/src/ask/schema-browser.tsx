import { useEffect, useState } from 'preact/hooks';
import type { SchemaWire } from '../../../src/core/wire.ts';
import { callTool } from '../shell/api.ts';
import { FailureNote } from '../shell/failure.tsx';
import { addressOfRows } from '../tables/browsed.ts';
import { tablesOf, type TableText } from './schema-text.ts';

/** The tables with their columns, searched on the server so that a schema of any size will do. */
export function SchemaBrowser({ database }: { readonly database: string }) {
  const [search, setSearch] = useState('');
  const [page, setPage] = useState<SchemaWire>();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      setError(undefined);
      const narrowed = search.trim() === '' ? {} : { search: search.trim(), detail: 'columns' };
      callTool<SchemaWire>('get_schema', { database, ...narrowed }, controller.signal).then(setPage, (problem: unknown) => !controller.signal.aborted && setError(problem));
    }, search === '' ? 0 : 200);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [database, search]);

  const tables = page ? tablesOf(page) : [];
  return (
    <details class="panel" open={matchMedia('(min-width: 60rem)').matches}>
      <summary>Schema of {database}</summary>
      <input type="search" aria-label="Search tables and columns" placeholder="Search tables and columns" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      {error !== undefined && <FailureNote error={error} />}
      <ul class="tables">
        {tables.map((table) => <li key={table.name}><Table table={table} database={database} open={search !== '' && tables.length <= 3} /></li>)}
      </ul>
      {page && tables.length < page.tables_total && <p class="count">{tables.length} of {page.tables_total} tables</p>}
    </details>
  );
}

function Table({ table, database, open }: { readonly table: TableText; readonly database: string; readonly open: boolean }) {
  const [columns, setColumns] = useState(table.columns);
  const load = () => {
    if (columns.length > 0) return;
    callTool<SchemaWire>('get_schema', { database, tables: [table.name] }).then((page) => setColumns(tablesOf(page)[0]?.columns ?? []), () => undefined);
  };
  return (
    <details open={open} onToggle={load}>
      <summary title={table.comment}>{table.name}</summary>
      {table.comment && <p class="comment">{table.comment}</p>}
      <a class="browse" href={addressOfRows({ database, table: table.name, filters: [] })}>Browse its rows</a>
      <ul class="columns">
        {columns.map((column) => {
          const [, name = column, type = ''] = /^(\S+)\s*(.*)$/.exec(column) ?? [];
          return <li key={column}><span>{name}</span> <small>{type}</small></li>;
        })}
      </ul>
    </details>
  );
}
