import { insert, type PolicyStage, secretRows, tablesOf, views, type World } from '../scratch/policy-worlds.ts';

export const duckdbPolicyStage: PolicyStage = { spellings: new URL('./spellings.jsonl', import.meta.url), hasOther: false, setUp };

/** Its computed columns are never stored. */
function setUp(world: World): string[] {
  const plain = ['victim', 'parted'].flatMap((table) => [`CREATE TABLE ${table} (id INTEGER PRIMARY KEY, secret VARCHAR)`, insert(table, secretRows(table, world, 6))]);
  return [...tablesOf(world, 'VARCHAR').map((sql) => sql.replace(' STORED)', ' VIRTUAL)')).filter((sql) => !sql.startsWith('CREATE INDEX')), ...plain, ...views,
  'CREATE VIEW v_mail AS SELECT id, email AS mail FROM customers', 'CREATE VIEW v_p1 AS SELECT id, secret FROM parted WHERE id < 4', 'CREATE MACRO mail_of(x) AS (SELECT email FROM customers WHERE id = x)'];
}
