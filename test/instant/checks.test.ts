// What no reading can mean: each check forbids a reading that the words would allow, and nothing else forbids it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checks } from '../../src/instant/checks/all.ts';
import { compile } from '../../src/instant/engine.ts';
import { sqliteDialect } from '../../src/sql/sqlite/dialect.ts';
import { schemas } from './fixtures/schemas.ts';
import { asked } from './open.ts';

interface Fixture {
  readonly check: string;
  readonly question: string;
  /** Of the schemas of the rules; a garage that hires out vehicles where none is named. */
  readonly schema?: string;
  /** A part of the SQL of the reading that is none. */
  readonly never: string;
}

const folder = join(import.meta.dirname, 'fixtures');
const fixtures = readFileSync(join(folder, 'checks.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Fixture);
const hire = readFileSync(join(folder, 'hire.sql'), 'utf8');

function readings({ question, schema }: Fixture, left: readonly string[]): string[] {
  const { catalog, values } = asked(schemas[schema ?? ''] ?? hire);
  const kept = [...checks].filter(([name]) => !left.includes(name)).map(([, check]) => check);
  return compile({ question, history: [], catalog, values, dialect: sqliteDialect }, { checks: kept }).rivals.map(({ sql }) => withoutNames(sql));
}

/** What its columns are called is no matter here. */
function withoutNames(sql: string): string {
  return sql.replaceAll(/ AS "\w+"(?=,| FROM)/g, '');
}

test('every check has its question', () => {
  expect([...new Set(fixtures.map(({ check }) => check))].toSorted()).toEqual([...checks.keys()].toSorted());
});

test.each(fixtures)('$check: $question', (fixture) => {
  const { check, never } = fixture;
  expect(readings(fixture, []).filter((sql) => sql.includes(never))).toEqual([]);
  expect(readings(fixture, [check]).join('\n')).toContain(never);
});
