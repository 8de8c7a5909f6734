import type { OkWire } from '../../../src/core/wire.ts';
import { isNumeric } from './chart-kind.ts';
import { cellText } from './numbers.ts';

/** The rows, numbers to the right, missing values shown as such. */
export function ResultTable({ answer: { columns = [], rows = [] } }: { readonly answer: OkWire }) {
  const numeric = columns.map((_, index) => isNumeric(rows, index));
  if (rows.length === 0) return <p class="empty">No rows match.</p>;
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label="Result">
      <table>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col" class={numeric[index] ? 'number' : ''} title={column.type ?? ''}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index} class={numeric[index] ? 'number' : ''}>
                  {cell === null ? <span class="null">null</span> : cellText(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
