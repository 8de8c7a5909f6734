import { describe, expect, test } from 'vitest';
import { CatalogIndex, type IndexedTable } from '../../src/catalog/index.ts';
import { findValues, rankTables } from '../../src/catalog/rank.ts';
import { ValueIndex } from '../../src/catalog/values.ts';
import type { CatalogTable, ForeignKey } from '../../src/core/catalog.ts';
import type { Cell } from '../../src/core/result.ts';
import { namesSpokenOf } from '../../src/semantics/spoken-of.ts';

interface Described {
  readonly columns: readonly string[];
  /** Columns and the tables of the same schema that they refer to. */
  readonly keys?: Readonly<Record<string, string>>;
  readonly rows?: readonly (readonly Cell[])[];
}

type Schemas = Readonly<Record<string, Readonly<Record<string, Described>>>>;

function knowledgeOf(schemas: Schemas): { readonly catalog: CatalogIndex; readonly values: ValueIndex } {
  const all = Object.entries(schemas).flatMap(([schema, tables]) => Object.entries(tables).map(([name, described]) => ({ schema, name, described })));
  const tables = all.map(({ schema, name, described: { columns, keys = {} } }): CatalogTable => {
    const foreignKeys = Object.entries(keys).map(([column, to]): ForeignKey => ({ columns: [column], referencesSchema: schema, referencesTable: to, referencesColumns: ['id'] }));
    return { schema, name, kind: 'table', columns: columns.map((column) => ({ name: column, type: 'TEXT', family: 'text', nullable: true })), primaryKey: columns.includes('id') ? ['id'] : [], foreignKeys, indexes: [] };
  });
  const catalog = new CatalogIndex({ dialect: 'sqlite', version: '1', defaultSchema: 'main', tables });
  const values = new ValueIndex();
  for (const [at, { described }] of all.entries()) for (const row of described.rows ?? []) values.addRow(catalog.tables[at]?.columns ?? [], row);
  return { catalog, values };
}

function ranked(schemas: Schemas, question: string, ...earlier: readonly string[]): string[] {
  const { catalog, values } = knowledgeOf(schemas);
  const nameOf = ({ table }: { readonly table: IndexedTable }) => table.displayName;
  const asked = (said: string) => ({ question: said, values, hits: findValues(said, values), meant: namesSpokenOf(said) });
  return rankTables(catalog, asked(question), asked([...earlier, question].join(' '))).map(nameOf);
}

/** Many schemas that all have customers with orders. */
const shops = Object.fromEntries(Array.from({ length: 12 }, (_, n): [string, Schemas[string]] => [`shop_${n}`, {
  customers: { columns: ['id', 'name', 'city'] },
  orders: { columns: ['id', 'customer_id', 'total'], keys: { customer_id: 'customers' } },
}]));

describe('of many schemas, the tables are chosen from that which explains most of the question', () => {
  const clinic = { customers: { columns: ['id', 'name'] }, treatments: { columns: ['id', 'customer_id', 'dosage'], keys: { customer_id: 'customers' } } };
  const pharmacy = { dosage: { columns: ['id', 'amount'] } };

  test('two words that meet in one schema outweigh a better match of one of them elsewhere', () => {
    expect(ranked({ ...shops, clinic, pharmacy }, 'dosage of treatments by customer').slice(0, 2).toSorted()).toEqual(['clinic.customers', 'clinic.treatments']);
  });

  test('a value that one schema holds decides between tables of one name', () => {
    const north = { customers: { columns: ['id', 'name', 'city'], rows: [['1', 'Kessler Pumps', 'York']] } };
    expect(ranked({ ...shops, north }, 'how much did customer Kessler Pumps order?')[0]).toBe('north.customers');
  });

  test('a conversation stays in its schema', () => {
    const surgery = { customers: { columns: ['id', 'name'] }, anaesthetics: { columns: ['id', 'name'] } };
    expect(ranked({ ...shops, surgery }, 'how many customers are there?')[0]).not.toBe('surgery.customers');
    expect(ranked({ ...shops, surgery }, 'how many customers are there?', 'which anaesthetics do we have?')[0]).toBe('surgery.customers');
  });

  test('a state counts for more than a title that happens to be the same word', () => {
    const rows = (column: number) => Array.from({ length: 40 }, (_, n): Cell[] => [`${n}`, column === 0 ? ['waiting', 'done'][n % 2] ?? '' : n === 0 ? 'waiting' : `title ${n}`]);
    const jobs = { jobs: { columns: ['id', 'phase'], rows: rows(0) } };
    const songs = { songs: { columns: ['id', 'label'], rows: rows(1) } };
    expect(ranked({ ...shops, songs, jobs }, 'how many are waiting?')[0]).toBe('jobs.jobs');
  });

  test('a year speaks for schemas whose moments span it', () => {
    const dated = (years: readonly string[]) => ({ customers: { columns: ['id', 'name', 'city'] }, orders: { columns: ['id', 'customer_id', 'placed'], keys: { customer_id: 'customers' }, rows: years.map((year, n) => [`${n}`, '1', `${year}-05-01`]) } });
    expect(ranked({ ...shops, old: dated(['1996', '2008']), current: dated(['2024', '2026']) }, 'orders in 2025')[0]).toBe('current.orders');
  });

  test('a word that names no column speaks for the columns that it is about', () => {
    const app = { customers: { columns: ['id', 'name', 'cancelled_at'] } };
    expect(ranked({ ...shops, app }, 'churned customers')[0]).toBe('app.customers');
  });

  test('a unit speaks for columns that keep the same in another one', () => {
    const depot = { parcels: { columns: ['id', 'mass_g'] } };
    expect(ranked({ ...shops, depot }, 'how many kilos in all?')[0]).toBe('depot.parcels');
  });

  test('words for money speak for what it is computed of', () => {
    const studio = { prints: { columns: ['id', 'title', 'cost'] } };
    expect(ranked({ ...shops, studio }, 'our profit')[0]).toBe('studio.prints');
    const choir = { gigs: { columns: ['id', 'received'] } };
    expect(ranked({ ...shops, choir }, 'what came in')[0]).toBe('choir.gigs');
  });

  test('what many tables are called is hardly meant as the value of one', () => {
    const bikes = { trips: { columns: ['id', 'kind'], rows: Array.from({ length: 30 }, (_, n): Cell[] => [`${n}`, ['customer', 'subscriber'][n % 2] ?? '']) } };
    expect(ranked({ ...shops, bikes }, 'number of customers')[0]).toMatch(/customers$/);
    expect(ranked({ ...shops, bikes }, 'number of subscribers')[0]).toBe('bikes.trips');
  });

  test('a value counts that is kept in the singular of what is asked', () => {
    const club = { people: { columns: ['id', 'role'], rows: Array.from({ length: 30 }, (_, n): Cell[] => [`${n}`, ['goalkeeper', 'defender'][n % 2] ?? '']) } };
    expect(ranked({ ...shops, club }, 'goalkeepers')[0]).toBe('club.people');
  });

  test('what is only said out of politeness is no evidence', () => {
    const minds = { minds: { columns: ['id', 'check'] } };
    expect(ranked({ ...shops, minds }, 'Would you mind checking how many orders there are?')).not.toContain('minds.minds');
  });

  test('words that steer any question are no evidence as values', () => {
    const odd = { codes: { columns: ['id', 'code'], rows: [['1', 'per'], ['2', 'most']] } };
    expect(ranked({ ...shops, odd }, 'most orders per customer')).not.toContain('odd.codes');
  });

  test('what a misspelled word nearly says counts where nothing else is said so', () => {
    const depot = { shipments: { columns: ['id', 'weight'] } };
    expect(ranked({ ...shops, depot }, 'late shipmnts')[0]).toBe('depot.shipments');
  });
});

describe('within a schema', () => {
  test('the table between two that the question names comes before others', () => {
    const school = {
      pupils: { columns: ['id', 'name'] }, courses: { columns: ['id', 'title'] }, rooms: { columns: ['id', 'floor'] },
      zz_link: { columns: ['pupil_id', 'course_id'], keys: { pupil_id: 'pupils', course_id: 'courses' } },
    };
    expect(ranked({ ...shops, school }, 'pupils of each course').slice(0, 3).toSorted()).toEqual(['school.courses', 'school.pupils', 'school.zz_link']);
  });
});

describe('in one large schema', () => {
  const filler = Object.fromEntries(Array.from({ length: 100 }, (_, n): [string, Described] => [`filler_${n}`, { columns: ['id', 'name'] }]));

  test('what is joined goes together: of two tables that match a word, the one whose neighbour matches another', () => {
    const tables = {
      ...filler, wh_stock: { columns: ['id', 'level'] }, exchange_stock: { columns: ['id', 'level', 'broker_id'], keys: { broker_id: 'broker' } }, broker: { columns: ['id', 'licence'] },
    };
    const found = ranked({ main: tables }, 'stock level by licence');
    expect(found.indexOf('exchange_stock')).toBeLessThan(found.indexOf('wh_stock'));
  });

  test('what is called by one prefix goes together, without any keys', () => {
    const tables = { ...filler, payr_entry: { columns: ['eno', 'gross'] }, acct_entry: { columns: ['ano', 'gross'] }, payr_bonus: { columns: ['bno', 'scheme'] } };
    const found = ranked({ main: tables }, 'gross of entries with a bonus scheme');
    expect(found.indexOf('payr_entry')).toBeLessThan(found.indexOf('acct_entry'));
  });

  test('a word that is everywhere speaks for the tables of rarer ones alone', () => {
    const everywhere = Object.fromEntries(Array.from({ length: 2_500 }, (_, n): [string, Described] => [`t${n}x`, { columns: ['id', 'remark'] }]));
    expect(ranked({ main: { ...everywhere, turbines: { columns: ['id', 'remark'] } } }, 'remark of each turbine')).toEqual(['turbines']);
  });
});
