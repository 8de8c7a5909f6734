import type { WatchWire } from '../../../src/core/wire.ts';
import { msText, percentText } from '../answer/numbers.ts';

interface Column<T> {
  readonly head: string;
  readonly cell: (row: T) => string;
  readonly number?: boolean;
}

function FiguresTable<T>({ title, rows, columns, none, wide }: { readonly title: string; readonly rows: readonly T[]; readonly columns: readonly Column<T>[]; readonly none: string; readonly wide?: boolean }) {
  return (
    <section class={wide ? 'panel full' : 'panel'}>
      <h2>{title}</h2>
      {rows.length === 0 ? <p class="empty">{none}</p> : (
        <div class="table-scroll" tabIndex={0} role="region" aria-label={title}>
          <table>
            <thead><tr>{columns.map((column) => <th key={column.head} scope="col" class={column.number ? 'number' : ''}>{column.head}</th>)}</tr></thead>
            <tbody>{rows.map((row, index) => <tr key={index}>{columns.map((column) => <td key={column.head} class={column.number ? 'number' : ''}>{column.cell(row)}</td>)}</tr>)}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const number = true;

export function Pools({ pools }: Pick<WatchWire, 'pools'>) {
  return (
    <FiguresTable
      title="Databases"
      rows={pools}
      none="No database is configured."
      columns={[
        { head: 'database', cell: (pool) => pool.database },
        { head: 'state', cell: (pool) => (pool.breaker === 'open' ? `down: ${pool.lastError ?? ''}` : pool.size === 0 ? 'idle' : 'connected') },
        { head: 'in use', number, cell: (pool) => `${pool.inUse} / ${pool.size}` },
        { head: 'max', number, cell: (pool) => String(pool.max) },
        { head: 'waiting', number, cell: (pool) => String(pool.waiting) },
        { head: 'connects', number, cell: (pool) => String(pool.connects) },
      ]}
    />
  );
}

export function Caches({ caches }: Pick<WatchWire, 'caches'>) {
  return (
    <FiguresTable
      title="Caches"
      rows={caches}
      none="No caches."
      columns={[
        { head: 'cache', cell: (cache) => cache.name },
        { head: 'hit rate', number, cell: (cache) => percentText(cache.hits / (cache.hits + cache.misses)) },
        { head: 'entries', number, cell: (cache) => `${cache.entries} / ${cache.entriesMax}` },
        { head: 'evicted', number, cell: (cache) => String(cache.evictions) },
      ]}
    />
  );
}

export function Operations({ operations }: Pick<WatchWire, 'operations'>) {
  return (
    <FiguresTable
      title="Operations"
      wide
      rows={operations.toSorted((a, b) => b.average_ms * b.count - a.average_ms * a.count)}
      none="Nothing was measured in this window."
      columns={[
        { head: 'operation', cell: (entry) => entry.operation },
        { head: 'count', number, cell: (entry) => String(entry.count) },
        { head: 'failed', number, cell: (entry) => (entry.errors > 0 ? String(entry.errors) : '') },
        { head: 'p50', number, cell: (entry) => msText(entry.p50_ms) },
        { head: 'p90', number, cell: (entry) => msText(entry.p90_ms) },
        { head: 'p95', number, cell: (entry) => msText(entry.p95_ms) },
        { head: 'p99', number, cell: (entry) => msText(entry.p99_ms) },
        { head: 'max', number, cell: (entry) => msText(entry.max_ms) },
      ]}
    />
  );
}
