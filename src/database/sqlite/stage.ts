import { type AttackStage, victim } from '../scratch/stage.ts';
import { sqlitePolicyStage } from './policy-stage.ts';

export const sqliteStage: AttackStage = {
  attacks: new URL('./attacks.jsonl', import.meta.url),
  policy: sqlitePolicyStage,
  setUp: [...victim, 'CREATE VIEW calm AS SELECT id FROM victim', 'CREATE TABLE sales (id INTEGER PRIMARY KEY, region TEXT, product TEXT, amount REAL, quantity INT, sold_on TEXT, customer_id INT, details TEXT)', "INSERT INTO sales VALUES (1,'north','pen',10.5,3,'2024-01-05',1,'{\"tags\":[\"a\",\"b\"],\"n\":1}'),(2,'south','ink',20,1,'2024-02-10',2,'{\"tags\":[],\"n\":2}'),(3,'north','ink',7.25,2,'2024-02-11',1,NULL),(4,NULL,'pad',99,9,'2023-12-31',3,'{\"n\":3}')", 'CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT, boss_id INT, joined_on TEXT)', "INSERT INTO customers VALUES (1,'Ada','ada@x.org',NULL,'2020-01-01'),(2,'Bob','bob@x.org',1,'2021-05-05'),(3,'Cyd','cyd@x.org',1,'2022-07-07')"],
  state: ['SELECT group_concat(id || v) AS s FROM victim', 'SELECT group_concat(name || ifnull(sql, 1)) AS s FROM sqlite_schema', 'PRAGMA user_version', 'PRAGMA application_id', 'PRAGMA journal_mode'],
};
