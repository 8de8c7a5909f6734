import { describe, expect, test } from 'vitest';
import type { GlossaryEntry } from '../../src/core/glossary.ts';
import type { Cell } from '../../src/core/result.ts';
import { compile, type InstantResult } from '../../src/instant/engine.ts';
import { type Entries, entryLists } from '../../src/semantics/declared/entries.ts';
import { readEntries } from '../../src/semantics/declared/read.ts';
import { sqliteDialect } from '../../src/sql/sqlite/dialect.ts';
import { asked } from './open.ts';

const shop = `
  CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, status TEXT, city TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), ordered_on TEXT NOT NULL, total NUMERIC, tax_cents INTEGER);
  INSERT INTO customers VALUES (1, 'Ada', 'active', 'Rome'), (2, 'Bo', 'active', 'Oslo'), (3, 'Cy', 'closed', 'Oslo');
  INSERT INTO orders VALUES (1, 1, '2025-03-31', 10, 100), (2, 1, '2025-04-01', 20, 100), (3, 3, '2025-09-30', 40, 100), (4, 3, '2026-03-31', 80, 100), (5, 1, '2026-04-01', 160, 100);
`;

function ask(question: string, entries: Entries, { schema = shop, glossary = [] }: { readonly schema?: string; readonly glossary?: readonly GlossaryEntry[] } = {}): InstantResult & { readonly rows: () => Cell[][] } {
  for (const [kind, list] of Object.entries(entries)) expect(entryLists[kind as keyof typeof entryLists].safeParse(list).error).toBeUndefined();
  const database = asked(schema);
  const declared = readEntries(entries, { catalog: database.catalog, dialect: sqliteDialect });
  const result = compile({ question, history: [], catalog: database.catalog, values: database.values, dialect: sqliteDialect, declared, glossary });
  return { ...result, rows: () => database.rows(result.candidates[0]?.sql ?? '') };
}

/** Rows as texts, whatever the order of rows and columns. */
function inOrder(rows: readonly (readonly Cell[])[]): string[] {
  const byText = (a: string, b: string) => (a < b ? -1 : 1);
  return rows.map((row) => row.map(String).toSorted(byText).join(' ')).toSorted(byText);
}

const april: Entries = { settings: [{ fiscalYearStart: '04-01' }] };

describe('fiscal years begin where it was said', () => {
  test.each<readonly [string, readonly (readonly Cell[])[]]>([
    ['total of orders in FY 2026', [[140]]],
    ['total of orders in FY26', [[140]]],
    ['total of orders in fiscal 2026', [[140]]],
    ['total of orders in financial year 2025/26', [[140]]],
    ['total of orders in fiscal q2 2026', [[40]]],
    ['total of orders in q2 of fiscal year 2026', [[40]]],
    ['total of orders in Q4 FY26', [[80]]],
    ['total of orders in FY26 Q4', [[80]]],
    ['total of orders in the second half of fiscal 2026', [[80]]],
    ['total of orders in the second fiscal quarter of 2026', [[40]]],
    ['total of orders since fiscal 2027', [[160]]],
    ['total of orders by fiscal year', [['FY2025', 10], ['FY2026', 140], ['FY2027', 160]]],
    ['total of orders per financial quarter', [['FY2025-Q4', 10], ['FY2026-Q1', 20], ['FY2026-Q2', 40], ['FY2026-Q4', 80], ['FY2027-Q1', 160]]],
  ])('%s', (question, expected) => {
    const { rows, candidates, abstention } = ask(question, april);
    expect(inOrder(rows()), candidates[0]?.sql).toEqual(inOrder(expected));
    expect(abstention).toBeUndefined();
  });

  test('those that are called by the year in which they start', () => {
    expect(ask('total of orders in FY 2025', { settings: [{ fiscalYearStart: '04-01', fiscalYearName: 'start' }] }).rows()).toEqual([[140]]);
  });

  test.each(['fiscal q2', 'last financial year', 'this fiscal quarter', 'the last 2 fiscal years'])('total of orders in %s', (phrase) => {
    const [best] = ask(`total of orders in ${phrase}`, april).candidates;
    expect(best?.reading).toContain('years from April 1, called by the year in which they end');
  });

  test('one that begins with the year of the calendar is that year', () => {
    expect(ask('total of orders in FY 2025', { settings: [{ fiscalYearStart: '01-01' }] }).rows()).toEqual([[70]]);
  });

  test.each(['in FY 2026', 'last fiscal year', 'by fiscal quarter', 'in q2 of the financial year'])('total of orders %s is not served where nobody said when', (phrase) => {
    expect(ask(`total of orders ${phrase}`, {}).abstention).toMatch(/when fiscal years begin was not said/);
  });

  test('a column of that name is that column', () => {
    const schema = 'CREATE TABLE budgets (id INTEGER PRIMARY KEY, fiscal_year INTEGER, amount NUMERIC); INSERT INTO budgets VALUES (1, 2026, 5)';
    const { abstention, candidates } = ask('budgets of fiscal year 2026', {}, { schema });
    expect(abstention).toBeUndefined();
    expect(candidates[0]?.sql).toContain('"budgets"."fiscal_year" = 2026');
  });
});

describe('weeks begin where it was said', () => {
  const days = `CREATE TABLE visits (id INTEGER PRIMARY KEY, seen_on TEXT NOT NULL); INSERT INTO visits VALUES (1, '2026-05-02'), (2, '2026-05-03'), (3, '2026-05-04'), (4, '2026-05-09')`;
  test.each<readonly [string, Entries, readonly (readonly Cell[])[]]>([
    ['Monday, where nobody said', {}, [['2026-04-27', 2], ['2026-05-04', 2]]],
    ['Sunday', { settings: [{ weekStart: 'sunday' }] }, [['2026-04-26', 1], ['2026-05-03', 3]]],
    ['Saturday', { settings: [{ weekStart: 'saturday' }] }, [['2026-05-02', 3], ['2026-05-09', 1]]],
  ])('%s', (_, entries, expected) => {
    expect(inOrder(ask('number of visits per week', entries, { schema: days }).rows())).toEqual(inOrder(expected));
  });

  test('the reading says so', () => {
    expect(ask('visits this week', { settings: [{ weekStart: 'sunday' }] }, { schema: days }).candidates[0]?.reading).toContain('this week (from Sunday)');
    expect(ask('visits this week', {}, { schema: days }).candidates[0]?.reading).not.toContain('from Monday');
  });

  test('what a model says of it holds once a person has accepted it', () => {
    expect(ask('visits this week', { settings: [{ weekStart: 'sunday', origin: 'model' }] }, { schema: days }).candidates[0]?.reading).not.toContain('Sunday');
  });

  test('a later entry changes what an earlier one said, and nothing else', () => {
    const { reading } = ask('number of visits per week', { settings: [{ weekStart: 'sunday', currency: 'EUR' }, { weekStart: 'saturday' }] }, { schema: days }).candidates[0] ?? {};
    expect(reading).toContain('week (from Saturday)');
  });
});

describe('amounts are told in the currency of the house', () => {
  const entries: Entries = { settings: [{ currency: 'CHF' }] };
  test.each<readonly [string, boolean]>([['total of orders', true], ['average total of orders by customer city', true], ['number of orders', false], ['names of customers', false]])('%s: %s', (question, told) => {
    expect(ask(question, entries).candidates[0]?.reading.endsWith(', amounts in CHF')).toBe(told);
  });

  test('a column in cents is told in whole ones', () => {
    const { candidates, rows } = ask('total tax of orders', entries);
    expect(rows()).toEqual([[5]]);
    expect(candidates[0]?.reading).toContain('amounts in CHF');
  });
});

describe('what people call active is that, whatever the data say', () => {
  const active: Entries = { states: [{ table: 'customers', words: ['active'], where: "EXISTS (SELECT 1 FROM orders WHERE orders.customer_id = customers.id AND orders.ordered_on >= '2026-01-01')" }] };
  test('beside a value of that name', () => {
    expect(ask('how many active customers are there', {}).rows()).toEqual([[2]]);
    expect(ask('names of active customers', active).rows()).toEqual([['Ada'], ['Cy']]);
    expect(ask('how many customers are active', active).rows()).toEqual([[2]]);
    expect(inOrder(ask('how many active customers by city', active).rows())).toEqual(inOrder([['Oslo', 1], ['Rome', 1]]));
  });

  test('and what is not', () => {
    expect(ask('names of customers who are not active', active).rows()).toEqual([['Bo']]);
  });

  test('by a term in short form', () => {
    expect(ask('names of active customers', {}, { glossary: [{ term: 'active', column: 'customers.city', operator: '=', value: 'Oslo' }] }).rows()).toEqual([['Bo'], ['Cy']]);
  });

  test('of other rows it is what the data say', () => {
    const other = `${shop} CREATE TABLE accounts (id INTEGER PRIMARY KEY, status TEXT); INSERT INTO accounts VALUES (1, 'active'), (2, 'closed')`;
    expect(ask('how many active accounts', active, { schema: other }).rows()).toEqual([[1]]);
  });

  test('beside a flag', () => {
    const flagged = "CREATE TABLE members (id INTEGER PRIMARY KEY, name TEXT, is_active INTEGER, left_on TEXT); INSERT INTO members VALUES (1, 'Ada', 1, '2026-01-01'), (2, 'Bo', 0, NULL), (3, 'Cy', 0, NULL)";
    expect(ask('how many active members', { states: [{ table: 'members', words: ['active'], where: 'left_on IS NULL' }] }, { schema: flagged }).rows()).toEqual([[2]]);
    expect(ask('list the active members', { states: [{ table: 'members', nouns: ['active members'], where: 'left_on IS NULL' }] }, { schema: flagged }).rows()).toHaveLength(2);
  });
});

describe('a said word is said only where it stands for itself', () => {
  const library = `
    CREATE TABLE reasons (code TEXT PRIMARY KEY, description TEXT NOT NULL);
    CREATE TABLE claims (id INTEGER PRIMARY KEY, reason TEXT REFERENCES reasons(code), severity TEXT, status TEXT, story_points INTEGER, filed_on TEXT NOT NULL, back_on TEXT, discount INTEGER);
    INSERT INTO reasons VALUES ('E1', 'sugar'), ('E2', 'salt'), ('E3', 'fat');
    INSERT INTO claims VALUES (1, 'E1', 'high', 'denied', 3, '2025-02-01', NULL, 0), (2, 'E1', 'low', 'paid', 5, '2025-03-01', '2025-04-01', 10), (3, 'E2', 'high', 'denied', 8, '2026-02-01', '2026-02-02', 0), (4, 'E2', 'low', 'open', 1, '2026-03-01', NULL, 5);`;
  const said: Entries = {
    states: [
      { table: 'claims', where: "severity = 'high'", words: ['severe'] },
      { table: 'claims', where: 'back_on IS NULL', words: ['out'] },
      { table: 'claims', where: 'back_on IS NOT NULL', words: ['in'] },
      { table: 'claims', where: 'discount > 0', words: ['discounted'] },
      { table: 'claims', where: "status = 'denied'", nouns: ['denials'] },
      { table: 'claims', where: 'story_points > 4', nouns: ['stories'] },
      { table: 'reasons', where: "code <> 'E3'", nouns: ['eternities'] },
    ],
    measures: [{ table: 'claims', words: ['denial rate'], sql: "AVG(status = 'denied') * 100" }],
    values: [{ column: 'reasons.code', value: 'E1', words: ['sweets'] }],
  };

  test.each<readonly [string, readonly (readonly Cell[])[]]>([
    ['how many severe claims', [[2]]],
    ['claims by severity', [['high', 2], ['low', 2]]],
    ['how many claims are out', [[2]]],
    ['how many claims are in now', [[2]]],
    ['how many claims are out at the moment', [[2]]],
    ['how many claims were filed in 2025', [[2]]],
    ['how many discounted claims', [[2]]],
    ['average discount', [[3.75]]],
    ['how many denials', [[2]]],
    ['how many eternities', [[2]]],
    ['list every eternity', [['sugar'], ['salt']]],
    ['denial rate', [[50]]],
    ['how many stories', [[2]]],
    ['average story points', [[4.25]]],
  ])('%s', (question, expected) => {
    const { rows, candidates } = ask(question, said, { schema: library });
    expect(inOrder(rows()), candidates[0]?.sql).toEqual(inOrder(expected));
  });

  test('nor are the rows of a list counted that have one code', () => {
    const { rivals } = ask('how many sweets', said, { schema: library });
    expect(rivals.map(({ sql }) => sql).filter((sql) => sql.startsWith('SELECT COUNT(*) FROM "reasons"'))).toEqual([]);
  });
});
