import { createHash } from 'node:crypto';
import type { Cell, ResultSet } from '../../core/result.ts';
import type { Outcome } from '../../instant/rank/confidence.ts';

/** Rows by which two results are compared. */
export const rowsCompared = 100;

/** Rows in any order where all were read; a long result is compared by its beginning. */
export function digestOf({ rows, truncated = false }: Pick<ResultSet, 'rows'> & Partial<Pick<ResultSet, 'truncated'>>): Outcome {
  const isWhole = !truncated && rows.length <= rowsCompared;
  const keys = rows.slice(0, rowsCompared).map((row) => JSON.stringify(row.map(rounded)));
  if (isWhole) keys.sort();
  const empty = rows.every((row) => row.every((cell) => cell === null));
  return { rows: empty ? 0 : isWhole ? rows.length : rowsCompared + 1, digest: createHash('md5').update(keys.join('\n')).digest('hex').slice(0, 10) };
}

function rounded(cell: Cell): Cell {
  return typeof cell === 'number' ? Number(cell.toPrecision(7)) : cell;
}
