import { createHash } from 'node:crypto';
import { type AccessPolicy, groupRowsMinDefault } from '../../core/policy.ts';

/**
 * Two databases that differ in nothing but what the policy protects. A reply that differs between them has told something of it,
 * were it one bit; and whatever is protected holds texts and numbers that stand nowhere else.
 */
export type World = 'a' | 'b';

/** What an engine adds: the statements that make a world, and those that try to see what it protects. Never used while serving. */
export interface PolicyStage {
  /** The statements, one JSON object a line. */
  readonly spellings: URL;
  /** Whether it wants a second, empty database, whose name it gets. */
  readonly hasOther: boolean;
  readonly setUp: (world: World, other: string) => readonly string[];
}

/** What the policy of the stage says. */
const stagePolicy: AccessPolicy = {
  allow: [],
  deny: ['victim', 'parted'],
  columns: { 'made.name': 'hidden', 'customers.name': 'hidden', 'customers.email': 'hashed', 'staff.salary': 'aggregate', 'staff.income': 'aggregate' },
  rows: { events: 5 },
  groupRowsMin: groupRowsMinDefault,
};
export const eventRowsMax = 5;

/** The policy as it is configured. */
export function accessOfStage() {
  const { allow, deny, columns, rows } = stagePolicy;
  return { allow: [...allow], deny: [...deny], columns: { ...columns }, rows: { ...rows } };
}

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

export function secretRows(table: string, world: World, count: number): Row[] {
  return upTo(count + (world === 'a' ? 0 : 1)).map((id) => [id, `${wordAt(secrets, id - 1, world)} ${textMarker(`${table} ${world} ${id}`)}`]);
}

const cities = ['Lyon', 'Oslo', 'Rome'] as const;
const customerRows = (world: World): Row[] =>
  upTo(12).map((id) => [id, `${wordAt(names, id - 1, world)} ${textMarker(`name ${world} ${id}`)}`, `${wordAt(moods, id - 1, world)}.${textMarker(`email ${world} ${id}`)}@x.org`,
  cities[id % 3] ?? '']);
const staffRow = (id: number, departmentId: number, world: World): Row => [id, `staff ${id}`, departmentId, moneyAt('salary', id, world), moneyAt('income', id, world)];
const staffRows = (world: World): Row[] => upTo(17).map((id) => staffRow(id, departmentOf(id), world));
export const kidRows = (world: World): Row[] => [31, 32, 33].map((id) => staffRow(id, 9, world));
const eventRows = (): Row[] => upTo(50).map((id) => [id, id % 2 === 0 ? 'call' : 'mail', `ev${textMarker(`event ${id}`)}`]);
const departmentRows: readonly Row[] = [[1, 'sales'], [2, 'works'], [3, 'board'], [4, 'owner']];

export function insert(table: string, rows: readonly Row[]): string {
  return `INSERT INTO ${table} VALUES ${rows.map((row) => `(${row.map((cell) => (typeof cell === 'number' ? cell : `'${cell}'`)).join(', ')})`).join(', ')}`;
}

/** The tables that every engine has. */
export function tablesOf(world: World, text: string): string[] {
  return [
    `CREATE TABLE customers (id int PRIMARY KEY, name ${text}, email ${text}, city ${text})`, insert('customers', customerRows(world)),
    `CREATE TABLE staff (id int PRIMARY KEY, name ${text}, dept_id int, salary int, income int)`, insert('staff', staffRows(world)),
    `CREATE TABLE dept (id int PRIMARY KEY, title ${text})`, insert('dept', departmentRows),
    `CREATE TABLE made (id int PRIMARY KEY, name ${text}, copied ${text} GENERATED ALWAYS AS (replace(name, '!', '?')) STORED)`,
    insert('made (id, name)', customerRows(world).map(([id = 0, name = '']) => [id, name])), 'CREATE INDEX made_name ON made (name, id)',
    `CREATE TABLE events (id int PRIMARY KEY, kind ${text}, note ${text})`, insert('events', eventRows()),
  ];
}

export const views = [
  'CREATE VIEW v_events AS SELECT id, note FROM events', 'CREATE VIEW v_names AS SELECT id, name AS label FROM customers', 'CREATE VIEW v_deep AS SELECT id, label FROM v_names',
  'CREATE VIEW v_sal AS SELECT id, dept_id, salary AS pay FROM staff', 'CREATE VIEW v_total AS SELECT dept_id, sum(salary) AS pay FROM staff GROUP BY dept_id',
  'CREATE VIEW v_victim AS SELECT id, secret FROM victim',
  'CREATE VIEW v_city AS SELECT id, city FROM customers', 'CREATE VIEW v_crew AS SELECT id, name, dept_id FROM staff',
] as const;

/** Numbers of protected cells, the same in both worlds; those that can be guessed are none. */
export const numberMarkers: ReadonlySet<string> = new Set([...upTo(17), 31, 32,
33].flatMap((id) => [moneyAt('salary', id, 'a'), moneyAt('income', id, 'a')]).map(String).filter((number) => number.length === 7));
