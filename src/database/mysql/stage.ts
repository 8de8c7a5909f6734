import { type AttackStage, victim } from '../scratch/stage.ts';
import { mysqlPolicyStage } from './policy-stage.ts';

/** What either server runs of a statement: each passes over the comment that is for the other. */
function on({ mariaDb, mysql }: { readonly mariaDb: string; readonly mysql: string }): string {
  return `/*M! ${mariaDb} */ /*!50700 ${mysql} */`;
}

export const mysqlStage: AttackStage = {
  attacks: new URL('./attacks.jsonl', import.meta.url),
  policy: mysqlPolicyStage,
  setUp: [
    ...victim, 'CREATE FUNCTION wr() RETURNS int MODIFIES SQL DATA BEGIN DELETE FROM victim; RETURN 1; END',
    ...['to_number', 'st_setglobal', 'vec_fromtext', 'path', 'count', 'sum', 'point', 'window', 'nested', 'of'].map((name) => `CREATE FUNCTION \`${name}\`(a int) RETURNS int MODIFIES SQL DATA BEGIN DELETE FROM victim; RETURN 1; END`),
    'CREATE PROCEDURE pc() BEGIN DELETE FROM victim; COMMIT; END', `CREATE ${on({ mariaDb: 'SEQUENCE vseq', mysql: 'TABLE vseq (next_not_cached_value int)' })}`,
    'CREATE VIEW evil_view AS SELECT id, wr() AS n FROM victim', 'CREATE VIEW evil_view2 AS SELECT * FROM evil_view', 'CREATE VIEW sleep_view AS SELECT SLEEP(30) AS s',
    "CREATE VIEW file_view AS SELECT LOAD_FILE('/etc/hostname') AS f", 'CREATE VIEW calm AS SELECT id, UPPER(v) AS v FROM victim',
    'CREATE TABLE sales (id int PRIMARY KEY, region varchar(20), product varchar(20), amount decimal(10,2), quantity int, sold_on date, customer_id int, details json)',
    "INSERT INTO sales VALUES (1,'north','pen',10.5,3,'2024-01-05',1,'{\"tags\":[\"a\",\"b\"],\"n\":1}'),(2,'south','ink',20,1,'2024-02-10',2,'{\"tags\":[],\"n\":2}'),(3,'north','ink',7.25,2,'2024-02-11',1,NULL),(4,NULL,'pad',99,9,'2023-12-31',3,'{\"n\":3}')",
    'CREATE TABLE customers (id int PRIMARY KEY, name varchar(20), email varchar(50), boss_id int, joined_on date)',
    "INSERT INTO customers VALUES (1,'Ada','ada@x.org',NULL,'2020-01-01'),(2,'Bob','bob@x.org',1,'2021-05-05'),(3,'Cyd','cyd@x.org',1,'2022-07-07')",
  ],
  state: [
    "SELECT GROUP_CONCAT(CONCAT(id, v) ORDER BY id) AS s FROM victim",
    'SELECT GROUP_CONCAT(TABLE_NAME ORDER BY TABLE_NAME) AS s FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
    'SELECT GROUP_CONCAT(ROUTINE_NAME) AS s FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()',
    'SELECT GROUP_CONCAT(SCHEMA_NAME) AS s FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT LIKE \'t\\_%\'',
    'SELECT next_not_cached_value AS n FROM vseq', "SELECT IS_FREE_LOCK('a') AS a, IS_FREE_LOCK('b') AS b",
    `SELECT @@GLOBAL.sql_mode AS a, @@GLOBAL.general_log AS b, @@GLOBAL.max_connections AS c, ${on({ mariaDb: '@@GLOBAL.max_statement_time', mysql: '@@GLOBAL.max_execution_time' })} AS d, @@GLOBAL.read_only AS e, @@GLOBAL.event_scheduler AS f`,
    "SELECT GROUP_CONCAT(user) AS s FROM mysql.user WHERE user NOT REGEXP '^t_|^nl2sql_reader$'",
  ],
  working: "SELECT count(*) AS n FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND COMMAND = 'Query' AND ID <> CONNECTION_ID() AND INFO NOT LIKE 'SET SESSION%'",
};
