import { insert, type PolicyStage, secretRows, tablesOf, views, type World } from '../scratch/policy-worlds.ts';

export const sqlitePolicyStage: PolicyStage = { spellings: new URL('./spellings.jsonl', import.meta.url), hasOther: false, setUp };

/** What covers a query of what is shown, in an order that nobody may see. */
const protectedIndexes = ['CREATE INDEX staff_dept ON staff (dept_id, salary, id)', 'CREATE INDEX customers_name ON customers (name, city)'];

function setUp(world: World): string[] {
  const plain = ['victim', 'parted'].flatMap((table) => [`CREATE TABLE ${table} (id INTEGER PRIMARY KEY, secret TEXT)`, insert(table, secretRows(table, world, 6))]);
  return [...tablesOf(world, 'TEXT'), ...plain, ...views, 'CREATE VIEW v_mail AS SELECT id, email AS mail FROM customers', 'CREATE VIEW v_p1 AS SELECT id, secret FROM parted WHERE id < 4',
  'CREATE INDEX victim_id ON victim (id, secret)', ...protectedIndexes, 'ANALYZE'];
}
