import { describe, expect, test } from 'vitest';
import { compile } from '../../src/instant/engine.ts';
import { type Entries, entryLists } from '../../src/semantics/declared/entries.ts';
import { type Declared, readEntries } from '../../src/semantics/declared/read.ts';
import { sqliteDialect } from '../../src/sql/sqlite/dialect.ts';
import { asked, type Asked } from '../instant/open.ts';
import { garage, rental } from './schemas.ts';

function said(entries: Entries, schema = rental): Declared {
  return saidOf(asked(schema), entries);
}

function saidOf(database: Asked, entries: Entries): Declared {
  for (const [kind, list] of Object.entries(entries)) expect(entryLists[kind as keyof typeof entryLists].safeParse(list).error).toBeUndefined();
  return readEntries(entries, { catalog: database.catalog, dialect: sqliteDialect });
}

function read(database: Asked, question: string, entries: Entries): string {
  return compile({ question, history: [], catalog: database.catalog, values: database.values, dialect: sqliteDialect, declared: saidOf(database, entries) }).candidates[0]?.sql ?? '';
}

function best(question: string, entries: Entries, schema = rental): string {
  return read(asked(schema), question, entries);
}

/** The first column of what the best reading gives. */
function rows(question: string, entries: Entries, schema = rental): unknown[] {
  const database = asked(schema);
  const sql = read(database, question, entries);
  return sql === '' ? [] : database.rows(sql).map((row) => (row.length === 1 ? row[0] : row));
}

const repeat = { table: 'clients', nouns: ['repeat renters'], where: '(SELECT count(*) FROM rentals WHERE rentals.client_id = clients.id) > 1' };

describe('what people say of a schema is understood', () => {
  test.each<readonly [string, string, Entries, readonly unknown[]]>([
    ['another noun', 'How many punters are there?', { entities: [{ table: 'clients', nouns: ['punters'] }] }, [3]],
    ['a noun for some of the rows', 'how many repeat renters do we have', { states: [repeat] }, [1]],
    ['what those rows are shown by', 'list the repeat renters', { entities: [{ table: 'clients', display: ['last_name'] }], states: [repeat] }, ['Lee']],
    ['a state of plain columns', 'how many rentals are still out', { states: [{ table: 'rentals', words: ['still out'], where: 'returned_at IS NULL AND cancelled_at IS NULL' }] }, [1]],
    ['a measure', 'what are our takings', { measures: [{ table: 'rentals', words: ['takings'], sql: 'SUM(total_cents) / 100.0' }] }, [165]],
    ['a phrase with a hyphen', 'how many no show rentals', { states: [{ table: 'rentals', words: ['no-show'], where: 'cancelled_at IS NOT NULL' }] }, [1]],
    ['the same with and without', 'how many no-show rentals', { states: [{ table: 'rentals', words: ['no show'], where: 'cancelled_at IS NOT NULL' }] }, [1]],
    ['a measure of some rows', 'takings', { measures: [{ table: 'rentals', words: ['takings'], sql: 'SUM(total_cents) / 100.0', where: 'cancelled_at IS NULL' }] }, [75]],
    ['a measure of each', 'takings by kind of bike', { measures: [{ table: 'rentals', words: ['takings'], sql: 'SUM(total_cents) / 100.0' }] }, [[40, 'cargo'], [125, 'city']]],
    ['the first by a measure', 'which bike had the highest takings', { measures: [{ table: 'rentals', words: ['takings'], sql: 'SUM(total_cents) / 100.0' }] }, ['Swift']],
    ['a measure of what its rows refer to, once for each', 'weight rented out', { measures: [{ table: 'rentals', words: ['weight rented out'], sql: 'SUM(bikes.weight_g)', where: 'cancelled_at IS NULL' }] }, [52_000]],
    ['another word for a column', 'average heft of bikes', { attributes: [{ column: 'bikes.weight_g', words: ['heft'], role: 'number' }] }, [19_000]],
    ['another spelling of a value', 'how many clients from Deutschland', { values: [{ column: 'clients.country_code', value: 'DE', words: ['Deutschland', 'Germany'] }] }, [2]],
    ['a figure that the language has, too', 'what is the average duration', { measures: [{ table: 'rentals', words: ['average duration'], sql: 'AVG(7)' }] }, [7]],
    ['a state that speaks of a day', 'how many rentals are due today', { states: [{ table: 'rentals', words: ['due today'], where: 'returned_at IS NULL' }] }, [2]],
    ['a word that means something else', 'how many Swifts', { not: [{ words: ['swifts'], means: 'bikes.name' }] }, []],
  ])('%s', (_, question, entries, expected) => {
    const found = rows(question, entries);
    const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).toSorted((a, b) => (a < b ? -1 : 1));
    expect(sorted(found)).toEqual(sorted(expected));
  });

  test('a phrase that does not mean a part of it', () => {
    expect(best('average tare weight of bikes', {})).toContain('weight_g');
    expect(best('average tare weight of bikes', { not: [{ words: ['tare weight'], means: 'bikes.weight_g' }] })).not.toContain('weight_g');
  });

  test('the moment of a measure is that of its rows', () => {
    const entries: Entries = { entities: [{ table: 'clients', moment: 'signed_up_at' }], measures: [{ table: 'rentals', words: ['takings'], sql: 'SUM(total_cents)' }] };
    expect(best('takings by month', entries)).toContain('"rentals"."started_at"');
  });

  test('the moment that is meant', () => {
    expect(best('rentals in May 2026', { entities: [{ table: 'rentals', moment: 'due_at' }] })).toContain('"due_at"');
  });

  test('numbers that are codes', () => {
    expect(best('how many heavy jobs', { states: [{ table: 'job', words: ['heavy'], where: "job_typ IN ('SVC', 'MOT')" }] }, garage)).toMatch(/IN \('SVC', 'MOT'\)/);
  });

  test('average over a measure of each row', () => {
    expect(rows('average line value', { measures: [{ table: 'job_ln', words: ['line value'], sql: 'SUM(qty * unt_prc)' }] }, garage)).toEqual([67.5]);
  });
});

describe('what can\'t be understood is told with its place', () => {
  test.each<readonly [string, Entries, string, RegExp]>([
    ['a table that is not there', { entities: [{ table: 'customers' }] }, 'entities[0]', /no table customers/],
    ['a column that is not there', { states: [{ table: 'rentals', words: ['x'], where: 'rentals.paid_at IS NULL' }] }, 'states[0]', /no column rentals\.paid_at/],
    ['a comment', { states: [{ table: 'rentals', words: ['x'], where: '1 = 1 -- or so' }] }, 'states[0]', /no place/],
    ['two statements', { measures: [{ table: 'rentals', words: ['x'], sql: 'SUM(1); DROP TABLE rentals' }] }, 'measures[0]', /no place/],
    ['a parenthesis that ends what stands around it', { states: [{ table: 'rentals', words: ['x'], where: '1 = 1) OR (1 = 1' }] }, 'states[0]', /never opened/],
    ['a measure of single rows', { measures: [{ table: 'rentals', words: ['x'], sql: 'total_cents' }] }, 'measures[0]', /aggregate/],
    ['a key that leads nowhere', { relations: [{ key: 'rentals.total_cents', words: ['x'] }] }, 'relations[0]', /refers to no table/],
  ])('%s', (_, entries, place, reason) => {
    const { problems, said: kept } = said(entries);
    expect(problems).toMatchObject([{ place, reason: expect.stringMatching(reason) }]);
    expect(kept).toEqual([]);
  });

  test('a word that steers sentences is that where one begins', () => {
    const entries: Entries = { entities: [{ table: 'bikes', nouns: ['listing'] }] };
    expect(best('list the clients', entries)).not.toContain('bikes');
    expect(rows('how many listings are there', entries)).toEqual([3]);
  });

  test('a person is right where a model says otherwise', () => {
    const { said: kept, problems } = said({ measures: [{ table: 'rentals', words: ['takings'], sql: 'COUNT(*)', origin: 'model' }, { table: 'rentals', words: ['takings'], sql: 'SUM(total_cents)' }] });
    expect(kept).toHaveLength(1);
    expect(kept[0]?.certainty).toBe(1);
    expect(problems).toMatchObject([{ place: 'measures[0]', warning: true }]);
  });
});
