import { useState } from 'preact/hooks';
import { comparisonOf, comparisons, type Filter } from './browsed.ts';

/** What rows must meet, each condition to be taken away again, and a form for one more. */
export function Filters({ columns, filters, onFilters }: { readonly columns: readonly string[]; readonly filters: readonly Filter[]; readonly onFilters: (filters: readonly Filter[]) => void }) {
  const [filter, setFilter] = useState<Filter>({ column: columns[0] ?? '', comparison: 'is', value: '' });
  const submit = (event: Event) => {
    event.preventDefault();
    onFilters([...filters, filter]);
  };
  return (
    <form class="filters" onSubmit={submit}>
      {filters.map((taken, index) => (
        <button key={index} type="button" class="chip taken" aria-label={`Take away: ${textOf(taken)}`} onClick={() => onFilters(filters.filter((_, at) => at !== index))}>
          {textOf(taken)} <span aria-hidden="true">×</span>
        </button>
      ))}
      <select aria-label="Column" value={filter.column} onChange={(event) => setFilter({ ...filter, column: event.currentTarget.value })}>
        {columns.map((name) => <option key={name} value={name}>{name}</option>)}
      </select>
      <select aria-label="Comparison" value={filter.comparison} onChange={(event) => setFilter({ ...filter, comparison: comparisonOf(event.currentTarget.value) })}>
        {comparisons.map((comparison) => <option key={comparison} value={comparison}>{comparison}</option>)}
      </select>
      {filter.comparison !== 'missing' && <input type="text" aria-label="Value" value={filter.value} onInput={(event) => setFilter({ ...filter, value: event.currentTarget.value })} />}
      <button type="submit">Filter</button>
    </form>
  );
}

function textOf({ column, comparison, value }: Filter): string {
  return comparison === 'missing' ? `${column} missing` : `${column} ${comparison} ${value}`;
}
