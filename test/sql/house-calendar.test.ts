import { describe, expect, onTestFinished, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import type { CalendarOffset, CalendarUnit } from '../../src/core/query.ts';
import { isRefusal } from '../../src/core/proof.ts';
import { customsOf } from '../../src/semantics/declared/customs.ts';
import type { EntryOf } from '../../src/semantics/declared/entries.ts';
import { engineNames, scratchDatabase } from '../database/engines.ts';

const dayMs = 86_400_000;
const days = Array.from({ length: 3 * 366 }, (_, index) => new Date(Date.UTC(2024, 0, 1) + index * dayMs));
const iso = (date: Date) => date.toISOString().slice(0, 10);

const fiscal = (entry: EntryOf<'settings'>) => customsOf(entry).calendar.fiscal ?? { months: 0, days: 0 };
const years: readonly EntryOf<'settings'>[] = [
  { fiscalYearStart: '04-01' }, { fiscalYearStart: '04-06' }, { fiscalYearStart: '10-01' }, { fiscalYearStart: '02-01' }, { fiscalYearStart: '07-28', fiscalYearName: 'start' }, { fiscalYearStart: '01-01' },
];
const weeks: readonly (EntryOf<'settings'> & { readonly first: number })[] = [{ weekStart: 'monday', first: 1 }, { weekStart: 'sunday', first: 0 }, { weekStart: 'saturday', first: 6 }];

/** The fiscal year and its quarter, by going through the months. */
function fiscalOf(date: Date, { fiscalYearStart = '', fiscalYearName = 'end' }: EntryOf<'settings'>): { readonly year: number; readonly quarter: number; readonly begins: (quarter: number) => string } {
  const [month = 1, day = 1] = fiscalYearStart.split('-').map(Number);
  const begin = (year: number) => new Date(Date.UTC(year, month - 1, day));
  const started = begin(date.getUTCFullYear()) <= date ? date.getUTCFullYear() : date.getUTCFullYear() - 1;
  const begins = (quarter: number) => iso(new Date(Date.UTC(started, month - 1 + 3 * quarter, day)));
  const quarter = [3, 2, 1].find((number) => begins(number) <= iso(date)) ?? 0;
  const isSame = fiscalYearStart === '01-01' || fiscalYearName === 'start';
  return { year: isSame ? started : started + 1, quarter, begins };
}

function weekOf(date: Date, first: number): string {
  return iso(new Date(date.getTime() - ((date.getUTCDay() - first + 7) % 7) * dayMs));
}

async function open(engine: (typeof engineNames)[number]) {
  const scratch = await scratchDatabase(engine);
  await scratch.write('CREATE TABLE days (id INTEGER PRIMARY KEY, day DATE, noon TIMESTAMP)');
  await scratch.write(`INSERT INTO days VALUES ${days.map((date, id) => `(${id}, '${iso(date)}', '${iso(date)} 12:30:00')`).join(', ')}`);
  const services = await compose({ databases: { test: { dsn: scratch.dsn } }, baseFolder: '/' }, { careful: false, look: false });
  onTestFinished(() => services.close());
  const target = services.targets.get('test');
  if (!target) throw new Error('nothing to ask');
  const rows = async (sql: string) => {
    const statement = await target.prover.prove(sql, { timeoutMs: 10_000 });
    if (isRefusal(statement)) throw new Error(`${statement.reason}: ${sql}`);
    return (await target.database.execute(statement, { rowsMax: 5_000, offset: 0, cellBytesMax: 1_000, bytesMax: 10_000_000 }, { timeoutMs: 30_000 })).rows;
  };
  return { dialect: target.dialect, rows };
}

describe.each(engineNames)('%s: the calendar of the house', (engine) => {
  test('each day lies in its fiscal year, its quarter and its week', async () => {
    const { dialect, rows } = await open(engine);
    for (const column of ['day', 'noon']) {
      const parts = [
        ...years.flatMap((entry) => [dialect.datePart('fiscal-year', column, fiscal(entry)), dialect.datePart('fiscal-quarter', column, fiscal(entry))]),
        ...weeks.map((entry) => dialect.datePart('week', column, customsOf(entry).calendar.week)),
      ];
      const found = await rows(`SELECT ${parts.map((part, index) => `${part} AS c${index}`).join(', ')} FROM days ORDER BY id`);
      const expected = days.map((date) => [
        ...years.flatMap((entry) => {
          const { year, quarter } = fiscalOf(date, entry);
          return [`FY${year}`, `FY${year}-Q${quarter + 1}`];
        }),
        ...weeks.map(({ first }) => weekOf(date, first)),
      ]);
      expect(found).toEqual(expected);
    }
  });

  test('units begin where they do, seen from any day', async () => {
    const { dialect, rows } = await open(engine);
    const starts = ['2024-02-29', '2025-01-01', '2025-03-31', '2025-04-05', '2025-04-06', '2025-07-31', '2025-11-30', '2025-12-31', '2026-05-31'];
    for (const today of starts) {
      const moment = (start: CalendarUnit, shift: number, offset: CalendarOffset | undefined) => dialect.moment({ kind: 'moment', start, shift, by: start, ...(offset ? { offset } : {}) });
      const moments = [
        ...years.flatMap((entry) => [moment('year', 0, fiscal(entry)), moment('quarter', 0, fiscal(entry)), moment('year', 1, fiscal(entry))]),
        ...weeks.flatMap((entry) => [moment('week', 0, customsOf(entry).calendar.week), moment('week', -1, customsOf(entry).calendar.week)]),
      ].map((text) => text.replaceAll('CURRENT_DATE', `DATE '${today}'`).replaceAll("'now'", `'${today}'`));
      const [found = []] = await rows(`SELECT ${moments.map((text, index) => `${text} AS c${index}`).join(', ')}`);
      const date = new Date(`${today}T00:00:00Z`);
      const expected = [
        ...years.flatMap((entry) => {
          const { quarter, begins } = fiscalOf(date, entry);
          return [begins(0), begins(quarter), begins(4)];
        }),
        ...weeks.flatMap(({ first }) => [weekOf(date, first), weekOf(new Date(date.getTime() - 7 * dayMs), first)]),
      ];
      expect(found.map((cell) => String(cell).slice(0, 10)), today).toEqual(expected);
    }
  });
});

describe('days begin in the time zone that is configured', () => {
  /** MariaDB knows names of zones only where its tables of them were filled. */
  const zones = { sqlite: 'Pacific/Tongatapu', duckdb: 'Pacific/Tongatapu', postgres: 'Pacific/Tongatapu', mysql: '+13:00' } as const;
  test.each(engineNames)('%s', async (engine) => {
    const scratch = await scratchDatabase(engine);
    const now = Date.now();
    const inZone = iso(new Date(now + 13 * 3_600_000));
    await scratch.write('CREATE TABLE visits (id INTEGER PRIMARY KEY, visited_on DATE)');
    await scratch.write(`INSERT INTO visits VALUES ${[-1, 0, 1, 2].map((shift) => `(${shift + 2}, '${iso(new Date(now + shift * dayMs))}')`).join(', ')}`);
    const services = await compose({ databases: { test: { dsn: scratch.dsn, timeZone: zones[engine] } }, baseFolder: '/' }, { careful: false, look: false });
    onTestFinished(() => services.close());
    const target = services.targets.get('test');
    if (!target) throw new Error('nothing to ask');
    const statement = await target.prover.prove(`SELECT visited_on FROM visits WHERE visited_on = ${target.dialect.moment({ kind: 'moment', start: 'day', shift: 0, by: 'day' })}`, { timeoutMs: 10_000 });
    if (isRefusal(statement)) throw new Error(statement.reason);
    const { rows } = await target.database.execute(statement, { rowsMax: 5, offset: 0, cellBytesMax: 1_000, bytesMax: 10_000 }, { timeoutMs: 10_000 });
    expect(rows.map(([day]) => String(day).slice(0, 10))).toEqual([inZone]);
  });

  test('SQLite tells seconds since 1970 in it, too, and says where the system does not know it', async () => {
    const scratch = await scratchDatabase('sqlite');
    await scratch.write('CREATE TABLE pings (id INTEGER PRIMARY KEY, at INTEGER)');
    await scratch.write('INSERT INTO pings VALUES (1, 1780272000)'); // 2026-06-01T00:00:00Z
    const asked = async (timeZone: string) => {
      const services = await compose({ databases: { test: { dsn: scratch.dsn, timeZone } }, baseFolder: '/' }, { careful: false, look: false });
      onTestFinished(() => services.close());
      const target = services.targets.get('test');
      if (!target) throw new Error('nothing to ask');
      const statement = await target.prover.prove(`SELECT ${target.dialect.datePart('day', target.dialect.asMoment('at', 'seconds'))} FROM pings`, { timeoutMs: 10_000 });
      if (isRefusal(statement)) throw new Error(statement.reason);
      return (await target.database.execute(statement, { rowsMax: 5, offset: 0, cellBytesMax: 1_000, bytesMax: 10_000 }, { timeoutMs: 10_000 })).rows;
    };
    expect(await asked('America/New_York')).toEqual([['2026-05-31']]);
    expect(await asked('Asia/Tokyo')).toEqual([['2026-06-01']]);
    await expect(asked('Nowhere/Land')).rejects.toThrow(/Nowhere\/Land/);
  });
});
