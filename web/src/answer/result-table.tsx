import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Cell } from '../../../src/core/result.ts';
import type { OkWire } from '../../../src/core/wire.ts';
import { isNumeric } from './chart-kind.ts';
import { headingOf } from './headings.ts';
import { cellText, figureText } from './numbers.ts';
import { nextOrder, type Order, sortedRows } from './row-order.ts';

const directions = { ascending: '▲', descending: '▼' } as const;

interface ResultTableProps {
  readonly answer: OkWire;
  /** Where somebody else puts the rows in order. */
  readonly sorted?: { readonly order: Order | undefined; readonly onSort: (column: number) => void };
  /** What stands in place of a cell's text; undefined where it is just that. */
  readonly cellOf?: (cell: Cell, column: number) => ComponentChildren;
}

/** The rows, numbers to the right, missing values shown as such; a click on a heading sorts what is shown. */
export function ResultTable({ answer: { columns = [], rows = [] }, sorted, cellOf }: ResultTableProps) {
  const [own, setOwn] = useState<Order>();
  const order = sorted ? sorted.order : own;
  const sort = sorted?.onSort ?? ((column: number) => setOwn(nextOrder(own, column)));
  const numeric = columns.map((_, index) => isNumeric(rows, index));
  if (rows.length === 0) return <p class="empty">No rows match.</p>;
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label="Result">
      <table>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col" class={numeric[index] ? 'number' : ''} title={[column.name, column.type].filter(Boolean).join(': ')} aria-sort={order?.column === index ? order.direction : 'none'}>
                <button type="button" class="sort" onClick={() => sort(index)}>
                  {headingOf(column.name)} <span aria-hidden="true">{order?.column === index ? directions[order.direction] : ''}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(sorted ? rows : sortedRows(rows, own)).map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index} class={numeric[index] ? 'number' : ''} title={numeric[index] ? cellText(cell) : undefined}>
                  {cell === null ? <span class="null">null</span> : (cellOf?.(cell, index) ?? (numeric[index] ? figureText(cell, columns[index]?.name ?? '') : cellText(cell)))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
