import { createHash } from 'node:crypto';
import type { DialectName } from '../../core/dialect.ts';
import type { AccessPolicy } from '../../core/policy.ts';

/**
 * Two databases that differ in nothing but what the policy protects. A reply that differs between them has told something of it,
 * were it one bit; and whatever is protected holds texts and numbers that stand nowhere else.
 */
export type World = 'a' | 'b';

/** What the policy of the stage says; `groupRowsMin` of the server is left at its default. */
export const stagePolicy: AccessPolicy = {
  allow: [],
  deny: ['victim', 'parted'],
  columns: { 'customers.name': 'hidden', 'customers.email': 'hashed', 'staff.salary': 'aggregate', 'staff.income': 'aggregate' },
  rows: { events: 5 },
};
export const eventRowsMax = 5;

/** The first word of protected texts, which a caller may guess. */
const names = ['Zoe', 'Adam', 'Bert', 'Cleo', 'Dora', 'Egon', 'Fred', 'Gina', 'Hugo', 'Iris', 'Jack', 'Kira'] as const;
const moods = ['sunny', 'windy', 'rainy', 'foggy', 'snowy', 'dusty', 'misty', 'humid', 'chilly', 'cloudy', 'stormy', 'balmy'] as const;
const secrets = ['sesame', 'copper', 'indigo', 'marble', 'velvet', 'walnut', 'zephyr'] as const;
/** Salaries and incomes that a caller may guess. */
export const guessable = { name: names[0], email: moods[0], secret: secrets[0], salary: 20, income: 30 } as const;

const letters = 'ghjkmnpqrstvwxyz';
const digestOf = (text: string) => createHash('sha256').update(text).digest();

/** A text that nobody can guess and that no hash looks like. */
function textMarker(cell: string): string {
  return `mk${[...digestOf(cell).subarray(0, 10)].map((byte) => letters[byte % letters.length] ?? '').join('')}`;
}

/** A number of seven digits that stands in one cell only. */
function numberMarker(cell: string): number {
  return 1_000_003 + (digestOf(cell).readUInt32BE() % 8_000_000);
}

/** The word of another row in world b, so that what begins with it stands there elsewhere. */
function wordAt(words: readonly string[], row: number, world: World): string {
  return words[(row + (world === 'a' ? 0 : 1)) % words.length] ?? '';
}

/** Rows whose numbers change places in world b: sums over whole departments of five rows or more are the same in both, those of smaller ones are not. */
const exchanged = [[1, 7], [8, 13], [14, 17], [31, 33]] as const;

function rowAt(id: number, world: World): number {
  const [first, last] = exchanged.find(([, end]) => id <= end) ?? [id, id];
  if (world === 'a') return id;
  return id === last ? first : id + 1;
}

function departmentOf(id: number): number {
  if (id <= 7) return 1;
  if (id <= 13) return 2;
  return id <= 16 ? 3 : 4;
}

function moneyAt(column: 'salary' | 'income', id: number, world: World): number {
  const row = rowAt(id, world);
  return row === 2 ? guessable[column] : numberMarker(`${column} ${row}`);
}

type Row = readonly (number | string)[];
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function secretRows(table: string, world: World, count: number): Row[] {
  return upTo(count + (world === 'a' ? 0 : 1)).map((id) => [id, `${wordAt(secrets, id - 1, world)} ${textMarker(`${table} ${world} ${id}`)}`]);
}

const cities = ['Lyon', 'Oslo', 'Rome'] as const;
const customerRows = (world: World): Row[] =>
  upTo(12).map((id) => [id, `${wordAt(names, id - 1, world)} ${textMarker(`name ${world} ${id}`)}`, `${wordAt(moods, id - 1, world)}.${textMarker(`email ${world} ${id}`)}@x.org`, cities[id % 3] ?? '']);
const staffRow = (id: number, departmentId: number, world: World): Row => [id, `staff ${id}`, departmentId, moneyAt('salary', id, world), moneyAt('income', id, world)];
const staffRows = (world: World): Row[] => upTo(17).map((id) => staffRow(id, departmentOf(id), world));
const kidRows = (world: World): Row[] => [31, 32, 33].map((id) => staffRow(id, 9, world));
const eventRows = (): Row[] => upTo(50).map((id) => [id, id % 2 === 0 ? 'call' : 'mail', `ev${textMarker(`event ${id}`)}`]);
const departmentRows: readonly Row[] = [[1, 'sales'], [2, 'works'], [3, 'board'], [4, 'owner']];

function insert(table: string, rows: readonly Row[]): string {
  return `INSERT INTO ${table} VALUES ${rows.map((row) => `(${row.map((cell) => (typeof cell === 'number' ? cell : `'${cell}'`)).join(', ')})`).join(', ')}`;
}

function tables(world: World, text: string): string[] {
  return [
    `CREATE TABLE customers (id int PRIMARY KEY, name ${text}, email ${text}, city ${text})`, insert('customers', customerRows(world)),
    `CREATE TABLE staff (id int PRIMARY KEY, name ${text}, dept_id int, salary int, income int)`, insert('staff', staffRows(world)),
    `CREATE TABLE dept (id int PRIMARY KEY, title ${text})`, insert('dept', departmentRows),
    `CREATE TABLE events (id int PRIMARY KEY, kind ${text}, note ${text})`, insert('events', eventRows()),
  ];
}

const views = [
  'CREATE VIEW v_events AS SELECT id, note FROM events', 'CREATE VIEW v_names AS SELECT id, name AS label FROM customers', 'CREATE VIEW v_deep AS SELECT id, label FROM v_names',
  'CREATE VIEW v_sal AS SELECT id, dept_id, salary AS pay FROM staff', 'CREATE VIEW v_total AS SELECT dept_id, sum(salary) AS pay FROM staff GROUP BY dept_id', 'CREATE VIEW v_victim AS SELECT id, secret FROM victim',
  'CREATE VIEW v_city AS SELECT id, city FROM customers', 'CREATE VIEW v_crew AS SELECT id, name, dept_id FROM staff',
] as const;

function sqliteStage(world: World): string[] {
  const plain = ['victim', 'parted'].flatMap((table) => [`CREATE TABLE ${table} (id INTEGER PRIMARY KEY, secret TEXT)`, insert(table, secretRows(table, world, 6))]);
  return [...tables(world, 'TEXT'), ...plain, ...views, 'CREATE VIEW v_mail AS SELECT id, email AS mail FROM customers', 'CREATE VIEW v_p1 AS SELECT id, secret FROM parted WHERE id < 4', 'CREATE INDEX victim_id ON victim (id, secret)', 'ANALYZE'];
}

function sqlFunction(head: string, body: string): string {
  return `CREATE FUNCTION ${head} LANGUAGE sql STABLE AS $$ ${body} $$`;
}

function postgresStage(world: World): string[] {
  return [
    ...tables(world, 'text'),
    'CREATE TABLE vault (id int, secret text)', "INSERT INTO vault VALUES (901, 'open'), (902, 'open')",
    'CREATE TABLE victim (id int, secret text) INHERITS (vault)', insert('victim', secretRows('victim', world, 6)),
    'CREATE TABLE victim_kid () INHERITS (victim)', insert('victim_kid', secretRows('victim_kid', world, 2)),
    'CREATE TABLE staff_kid () INHERITS (staff)', insert('staff_kid', kidRows(world)),
    'CREATE TABLE parted (id int, secret text) PARTITION BY LIST (id)', 'CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1, 2, 3)', 'CREATE TABLE parted_2 PARTITION OF parted DEFAULT', insert('parted', secretRows('parted', world, 6)),
    sqlFunction('email_of(int) RETURNS text', 'SELECT email FROM customers WHERE id = $1'), sqlFunction('name_of(customers) RETURNS text', 'SELECT $1.name'), sqlFunction('secret_of(int) RETURNS text', 'SELECT secret FROM victim WHERE id = $1'),
    sqlFunction('salary_of(staff) RETURNS int', 'SELECT $1.salary'), sqlFunction('victims() RETURNS SETOF victim', 'SELECT * FROM victim'), sqlFunction('secret_at(int, int) RETURNS text', 'SELECT secret FROM victim WHERE id = $1 + $2'),
    sqlFunction('is_secret(text) RETURNS boolean', "SELECT EXISTS (SELECT FROM victim WHERE id = 1 AND secret LIKE $1 || '%')"),
    'CREATE OPERATOR @#@ (LEFTARG = int, RIGHTARG = int, FUNCTION = secret_at)', 'CREATE TYPE badge AS (id int)', sqlFunction('badge_name(badge) RETURNS text', 'SELECT name FROM customers WHERE id = $1.id'), 'CREATE CAST (badge AS text) WITH FUNCTION badge_name(badge)',
    'CREATE DOMAIN guess AS text CHECK (is_secret(VALUE))', 'CREATE TYPE rec AS (a guess)',
    ...views, 'CREATE VIEW v_mail AS SELECT id, email_of(id) AS mail FROM customers', 'CREATE VIEW v_p1 AS SELECT * FROM parted_1', 'CREATE VIEW v_rows AS SELECT c FROM customers c', 'CREATE MATERIALIZED VIEW m_sal AS SELECT id, dept_id, salary AS pay FROM staff',
    'ANALYZE',
  ];
}

function mysqlStage(world: World, other: string): string[] {
  const reading = (head: string, body: string) => `CREATE FUNCTION ${head} READS SQL DATA RETURN (${body})`;
  return [
    ...tables(world, 'varchar(60)'),
    'CREATE TABLE victim (id int PRIMARY KEY, secret varchar(60))', insert('victim', secretRows('victim', world, 6)),
    'CREATE TABLE parted (id int PRIMARY KEY, secret varchar(60)) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (4), PARTITION p1 VALUES LESS THAN MAXVALUE)', insert('parted', secretRows('parted', world, 6)),
    `CREATE TABLE ${other}.payroll (id int PRIMARY KEY, secret varchar(60))`, insert(`${other}.payroll`, secretRows('payroll', world, 6)),
    reading('email_of(i int) RETURNS varchar(60)', 'SELECT email FROM customers WHERE id = i'), reading('secret_of(i int) RETURNS varchar(60)', 'SELECT secret FROM victim WHERE id = i'), reading('salary_of(i int) RETURNS int', 'SELECT salary FROM staff WHERE id = i'),
    ...views, 'CREATE VIEW v_mail AS SELECT id, email_of(id) AS mail FROM customers', 'CREATE VIEW v_p1 AS SELECT id, secret FROM parted PARTITION (p0)',
  ];
}

/** The statements that make a world; `other` names a second, empty database on MySQL and MariaDB. */
export function policyStage(dialect: DialectName, world: World, other: string): string[] {
  if (dialect === 'mysql') return mysqlStage(world, other);
  return dialect === 'postgres' ? postgresStage(world) : sqliteStage(world);
}

/** Numbers of protected cells, the same in both worlds; those that can be guessed are none. */
export const numberMarkers: ReadonlySet<string> = new Set([...upTo(17), 31, 32, 33].flatMap((id) => [moneyAt('salary', id, 'a'), moneyAt('income', id, 'a')]).map(String).filter((number) => number.length === 7));
