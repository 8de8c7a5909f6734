import { expect, test } from 'vitest';
import { arena } from './fixture.ts';

/** Names of DuckDB's own that the proof asks by: what a file puts in their place must not be heard. */
const spoofs: readonly (readonly [name: string, macro: string])[] = [
  ['the parser', `CREATE MACRO json_serialize_sql(x) AS '{"error":false,"statements":[{"node":{"type":"SELECT_NODE","modifiers":[],"cte_map":{"map":[]},"select_list":[]}}]}'`],
  ['the list of functions', "CREATE MACRO duckdb_functions() AS TABLE SELECT '' AS schema_name, '' AS function_name, '' AS function_type, '' AS macro_definition, '' AS database_name, true AS internal WHERE false"],
  ['the list of tables', "CREATE MACRO duckdb_tables() AS TABLE SELECT '' AS schema_name, '' AS table_name, '' AS sql, '' AS database_name, '' AS comment, 0 AS estimated_size WHERE false"],
  ['a function that the proof calls', "CREATE MACRO lower(x) AS 'none'"],
];

test.each(spoofs)('a macro of the file in the place of %s does not mislead the proof', async (_, macro) => {
  const stage = await arena('duckdb');
  await stage.scratch.write(macro);
  for (const sql of ['SELECT wr()', "SELECT * FROM read_text('/etc/passwd')", 'SELECT id FROM evil_view', "COPY victim TO '/tmp/leak.csv'"]) {
    expect(await stage.run(sql)).toMatchObject({ answer: { status: 'refused' } });
  }
  expect(await stage.run('SELECT id FROM customers ORDER BY id')).toMatchObject({ answer: { status: 'ok', rows: [[1], [2], [3]] } });
});
