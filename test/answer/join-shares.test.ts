import { expect, test, vi } from 'vitest';
import { joinText } from '../../src/catalog/joins.ts';
import { engineNames, scratchDatabase } from '../database/engines.ts';

const rows = (count: number, row: (n: number) => string) => Array.from({ length: count }, (_, n) => `(${row(n)})`).join(', ');
const schema = [
  'CREATE TABLE planes (plane_id INTEGER PRIMARY KEY, maker VARCHAR(20))',
  `INSERT INTO planes VALUES ${rows(30, (n) => `${n}, 'm'`)}`,
  'CREATE TABLE hangars (hangar_code VARCHAR(20) PRIMARY KEY, town VARCHAR(20))',
  `INSERT INTO hangars VALUES ${rows(15, (n) => `'H${n}', 't'`)}`,
  'CREATE TABLE pilots (pilot_id INTEGER PRIMARY KEY, born VARCHAR(20))',
  `INSERT INTO pilots VALUES ${rows(30, (n) => `${9_000 + n}, 'x'`)}`,
  'CREATE TABLE guests (guest_id INTEGER PRIMARY KEY, born VARCHAR(20))',
  `INSERT INTO guests VALUES ${rows(30, (n) => `${n}, 'x'`)}`,
  'CREATE TABLE empties (empty_id INTEGER PRIMARY KEY, plane_id INTEGER)',
  'CREATE TABLE flights (flight_id INTEGER PRIMARY KEY, plane_id VARCHAR(20), parked_at VARCHAR(20), pilot_id INTEGER, max_guests INTEGER)',
  `INSERT INTO flights VALUES ${rows(24, (n) => `${n}, '${n % 2 === 0 ? n : `old ${n}`}', 'H${n}', ${n}, ${n % 4}`)}`,
];

test.each(engineNames)('%s: a join that names suggest stands with the share of its values, or falls; one of other names is found', async (name) => {
  const database = await scratchDatabase(name);
  for (const statement of schema) await database.write(statement);
  const { knowledge } = await database.open();
  await vi.waitUntil(async () => (await knowledge.get()).valuesComplete, { timeout: 30_000 });
  const catalog = await knowledge.catalog();
  const joins = new Set(catalog.tables.flatMap((table) => catalog.edges(table)));
  expect([...joins].filter(({ declared }) => !declared).map(joinText).toSorted()).toEqual([
    // There are no rows to ask.
    'empties.plane_id = planes.plane_id',
    'flights.parked_at = hangars.hangar_code (15 of 24)',
    // Texts here and numbers there.
    'flights.plane_id = planes.plane_id (12 of 24)',
  ]);
});
