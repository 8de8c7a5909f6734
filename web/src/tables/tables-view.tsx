import { useEffect, useState } from 'preact/hooks';
import type { Cell } from '../../../src/core/result.ts';
import type { AnswerWire, OfferWire, OkWire, TableWire } from '../../../src/core/wire.ts';
import { isRows, joined } from '../answer/joined.ts';
import { Menu } from '../answer/menu.tsx';
import { ResultTable } from '../answer/result-table.tsx';
import { nextOrder } from '../answer/row-order.ts';
import { SqlText } from '../answer/sql-text.tsx';
import { SchemaBrowser } from '../ask/schema-browser.tsx';
import { api, callTool } from '../shell/api.ts';
import { useAddress } from '../shell/address.ts';
import { DatabaseChoice } from '../shell/database-choice.tsx';
import { FailureNote } from '../shell/failure.tsx';
import { AllTables } from './all-tables.tsx';
import { type Browsed, addressOfRows, browsedIn, parametersOf } from './browsed.ts';
import { Filters } from './filters.tsx';
import { Meaning } from './meaning.tsx';

interface Shown {
  readonly table: TableWire;
  readonly answer: OkWire;
}

/** The rows of a table, filtered and in order by the database; keys lead to the rows that they refer to. Each state is an address and a proven statement. */
export function TablesView({ offer }: { readonly offer: OfferWire }) {
  const [parameters, go] = useAddress('tables');
  const browsed = browsedIn(parameters, offer.databases[0]?.name ?? '');
  const [shown, setShown] = useState<Shown>();
  const [error, setError] = useState<unknown>();
  const [loading, setLoading] = useState(false);
  const show = (next: Browsed) => go(parametersOf(next));

  useEffect(() => {
    if (browsed.table === '') return setShown(undefined);
    const controller = new AbortController();
    setError(undefined);
    load(browsed, controller.signal).then(setShown, (problem: unknown) => !controller.signal.aborted && setError(problem));
    return () => controller.abort();
  }, [parameters.toString()]);

  const more = () => {
    if (!shown) return;
    setLoading(true);
    callTool<AnswerWire>('run_sql', { database: browsed.database, sql: shown.answer.sql, cursor: shown.answer.next_cursor })
      .then((next) => isRows(next) && setShown({ ...shown, answer: joined(shown.answer, next) }), setError)
      .finally(() => setLoading(false));
  };

  return (
    <div class="ask">
      <div class="ask-main">
        {error !== undefined && <FailureNote error={error} />}
        {browsed.table === '' && browsed.database !== '' && <AllTables database={browsed.database} />}
        {shown && browsed.table !== '' && (
          <article class="card answer">
            <h2>{shown.table.table}</h2>
            <Meaning database={browsed.database} table={shown.table.table} />
            <Filters key={parameters.toString()} columns={shown.table.columns.map(({ name }) => name)} filters={browsed.filters} onFilters={(filters) => show({ ...browsed, filters })} />
            <Rows browsed={browsed} shown={shown} onShow={show} />
            {shown.answer.truncated && <button type="button" class="more" disabled={loading} onClick={more}>{loading ? 'Loading …' : 'More rows'}</button>}
            <details class="how"><summary>SQL</summary><SqlText sql={shown.answer.sql} /></details>
          </article>
        )}
      </div>
      <aside class="ask-side" aria-label="Tables">
        <DatabaseChoice offer={offer} chosen={browsed.database} onChoose={(database) => show({ database, table: '', filters: [] })} />
        {browsed.database !== '' && <SchemaBrowser key={browsed.database} database={browsed.database} />}
      </aside>
    </div>
  );
}

async function load({ database, table: name, filters, order }: Browsed, signal: AbortSignal): Promise<Shown> {
  const table = await api<TableWire>('POST', 'api/table', { database, table: name, filters, ...(order ? { order } : {}) }, signal);
  const answer = await callTool<AnswerWire>('run_sql', { database, sql: table.sql }, signal);
  if (isRows(answer)) return { table, answer };
  throw new Error(answer.reason);
}

function Rows({ browsed, shown: { table, answer }, onShow }: { readonly browsed: Browsed; readonly shown: Shown; readonly onShow: (browsed: Browsed) => void }) {
  const names = (answer.columns ?? []).map(({ name }) => name);
  const at = browsed.order ? names.indexOf(browsed.order.column) : -1;
  const order = browsed.order && at >= 0 ? { column: at, direction: browsed.order.direction === 'asc' ? 'ascending' as const : 'descending' as const } : undefined;
  const sort = (column: number) => {
    const next = nextOrder(order, column);
    const { order: _, ...rest } = browsed;
    onShow(next ? { ...rest, order: { column: names[next.column] ?? '', direction: next.direction === 'ascending' ? 'asc' : 'desc' } } : rest);
  };
  const elsewhere = (other: string, column: string, cell: Cell) => ({ database: browsed.database, table: other, filters: [{ column, comparison: 'is' as const, value: String(cell) }] });
  const cellOf = (cell: Cell, index: number) => {
    const name = names[index] ?? '';
    const leads = table.columns.find((column) => column.name === name)?.leads_to;
    if (leads) return <a href={addressOfRows(elsewhere(leads.table, leads.column, cell))}>{String(cell)}</a>;
    const referring = table.referred_by.filter(({ key }) => key === name).map((reference) => ({ ...reference, label: `${reference.table} by ${reference.column}` }));
    if (referring.length === 0) return undefined;
    return <Menu class="link" label={`Rows that refer to ${String(cell)}`} options={referring} busy={false} onTake={({ table: other, column }) => onShow(elsewhere(other, column, cell))}>{String(cell)}</Menu>;
  };
  return <ResultTable answer={answer} sorted={{ order, onSort: sort }} cellOf={cellOf} />;
}
