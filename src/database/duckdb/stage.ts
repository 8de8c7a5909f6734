import { type AttackStage, victim } from '../scratch/stage.ts';
import { duckdbPolicyStage } from './policy-stage.ts';

const sales = 'CREATE TABLE sales (id INTEGER PRIMARY KEY, region VARCHAR, product VARCHAR, amount DOUBLE, quantity INT, sold_on DATE, customer_id INT, details JSON)';

export const duckdbStage: AttackStage = {
  attacks: new URL('./attacks.jsonl', import.meta.url),
  policy: duckdbPolicyStage,
  setUp: [
    ...victim, 'CREATE VIEW calm AS SELECT id FROM victim', sales,
    "INSERT INTO sales VALUES (1,'north','pen',10.5,3,'2024-01-05',1,'{\"tags\":[\"a\",\"b\"],\"n\":1}'),(2,'south','ink',20,1,'2024-02-10',2,'{\"tags\":[],\"n\":2}'),(3,'north','ink',7.25,2,'2024-02-11',1,NULL),(4,NULL,'pad',99,9,'2023-12-31',3,'{\"n\":3}')",
    'CREATE TABLE customers (id INTEGER PRIMARY KEY, name VARCHAR, email VARCHAR, boss_id INT, joined_on DATE)',
    "INSERT INTO customers VALUES (1,'Ada','ada@x.org',NULL,'2020-01-01'),(2,'Bob','bob@x.org',1,'2021-05-05'),(3,'Cyd','cyd@x.org',1,'2022-07-07')",
    'CREATE SEQUENCE vseq', "CREATE MACRO twice(x) AS x * 2", "CREATE MACRO wr() AS nextval('vseq')", "CREATE MACRO passwords() AS TABLE SELECT * FROM read_text('/etc/passwd')", "CREATE MACRO inner_wr(x) AS wr() + x",
    "CREATE VIEW evil_view AS SELECT nextval('vseq') AS id", 'CREATE VIEW evil_view2 AS SELECT id FROM evil_view', 'CREATE VIEW macro_view AS SELECT wr() AS id',
    "CREATE VIEW env_view AS SELECT current_setting('memory_limit') AS id",
    "CREATE TABLE computed (a INT, b VARCHAR GENERATED ALWAYS AS (current_setting('memory_limit')))", 'CREATE SCHEMA upper', "CREATE MACRO upper.lower(x) AS nextval('vseq')",
  ],
  state: [
    'SELECT string_agg(concat(id, v)) AS s FROM victim',
    `SELECT string_agg(part ORDER BY part) AS s FROM (SELECT concat(table_name, sql) AS part FROM duckdb_tables() WHERE NOT internal
      UNION ALL SELECT concat(sequence_name, last_value) FROM duckdb_sequences() UNION ALL SELECT concat(view_name, sql) FROM duckdb_views() WHERE NOT internal
      UNION ALL SELECT concat(function_name, macro_definition) FROM duckdb_functions() WHERE NOT internal)`,
  ],
};
