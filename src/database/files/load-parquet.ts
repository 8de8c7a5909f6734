import { standardLiteral } from '../../sql/quoting.ts';
import type { Loaded, Loading } from './table-source.ts';

/** Parquet is asked where it lies: a view stands for its table. `isCopied` where a table is needed all the same. */
export async function loadParquet({ connection, table, paths }: Loading, isCopied: boolean): Promise<Loaded> {
  const kind = isCopied ? 'TABLE' : 'VIEW';
  await connection.run(`CREATE OR REPLACE ${kind} ${table} AS SELECT * FROM read_parquet([${paths.map(standardLiteral).join(', ')}])`);
  return { remarks: [], warnings: [] };
}
