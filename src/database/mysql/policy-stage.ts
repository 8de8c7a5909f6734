import { insert, type PolicyStage, secretRows, tablesOf, views, type World } from '../scratch/policy-worlds.ts';

export const mysqlPolicyStage: PolicyStage = { spellings: new URL('./spellings.jsonl', import.meta.url), hasOther: true, setUp };

function setUp(world: World, other: string): string[] {
  const reading = (head: string, body: string) => `CREATE FUNCTION ${head} READS SQL DATA RETURN (${body})`;
  return [
    ...tablesOf(world, 'varchar(60)'),
    'CREATE TABLE victim (id int PRIMARY KEY, secret varchar(60))', insert('victim', secretRows('victim', world, 6)),
    'CREATE TABLE parted (id int PRIMARY KEY, secret varchar(60)) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (4), PARTITION p1 VALUES LESS THAN MAXVALUE)',
    insert('parted', secretRows('parted', world, 6)),
    `CREATE TABLE ${other}.payroll (id int PRIMARY KEY, secret varchar(60))`, insert(`${other}.payroll`, secretRows('payroll', world, 6)),
    reading('email_of(i int) RETURNS varchar(60)', 'SELECT email FROM customers WHERE id = i'), reading('secret_of(i int) RETURNS varchar(60)', 'SELECT secret FROM victim WHERE id = i'),
    reading('salary_of(i int) RETURNS int', 'SELECT salary FROM staff WHERE id = i'),
    ...views, 'CREATE VIEW v_mail AS SELECT id, email_of(id) AS mail FROM customers', 'CREATE VIEW v_p1 AS SELECT id, secret FROM parted PARTITION (p0)',
  ];
}
