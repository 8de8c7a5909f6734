// Makes the databases of the benchmark: node bench/trades/build.mjs --out DIR [--only NAME]
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DatabaseSync } from '@photostructure/sqlite';

const folder = fileURLToPath(new URL('databases/', import.meta.url));

export const names = readdirSync(folder).map((file) => file.replace(/\.mjs$/, ''));

/** Makes NAME.sqlite in `out` for each of `only`, in place of one that is there. A fill inserts with `insert(table, rows)`. */
export async function build(out, only = names) {
  mkdirSync(out, { recursive: true });
  for (const name of only) {
    const { schema, fill } = await import(new URL(`databases/${name}.mjs`, import.meta.url).href);
    const path = join(out, `${name}.sqlite`);
    rmSync(path, { force: true });
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA foreign_keys = OFF; BEGIN; ${schema}`);
    fill((table, rows) => insert(database, table, rows));
    database.exec('COMMIT');
    const [broken] = database.prepare('PRAGMA foreign_key_check').all();
    database.close();
    if (broken !== undefined) throw new Error(`${name}: row ${broken.rowid} of ${broken.table} refers to no row of ${broken.parent}`);
  }
}

function insert(database, table, rows) {
  if (rows.length === 0) return;
  const statement = database.prepare(`INSERT INTO "${table}" VALUES (${rows[0].map(() => '?').join(', ')})`);
  for (const row of rows) statement.run(...row.map((cell) => (typeof cell === 'boolean' ? Number(cell) : cell)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string' } } });
  if (values.out === undefined) throw new Error('say where: node bench/trades/build.mjs --out DIR');
  await build(values.out, values.only === undefined ? names : [values.only]);
}
