// The fixtures of the engine's rules and concepts as training examples: what each of them reads right it goes on reading right.
import { readFileSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import { compile } from '../../dist/instant/engine.js';
import { sqliteDialect } from '../../dist/sql/sqlite/dialect.js';
import { opened, run } from './corpus.mjs';
import { candidateOptions, sum } from './generate.mjs';

const folder = new URL('../../test/instant/fixtures/', import.meta.url);
const kinds = ['rules', 'states', 'events', 'measures', 'moments'];
/** More than that of any question: a fixture is agreed upon. */
const weight = 6;

/** One example for each fixture that is asked by itself, as `examples` makes them of questions. */
export async function fixtureExamples(weights) {
  const schemas = await schemasOf();
  const databases = new Map();
  return kinds.flatMap(linesOf).filter((fixture) => !fixture.history && !fixture.glossary && !fixture.knowledge && !fixture.examples).map(({ schema, question, rows, ordered }) => {
    if (!databases.has(schema)) databases.set(schema, open(schemas[schema]));
    const { database, catalog, values } = databases.get(schema);
    const { rivals } = compile({ question, history: [], catalog, values, dialect: sqliteDialect }, { ...candidateOptions, weights });
    const wanted = texts(rows, ordered);
    const candidates = rivals.map(({ sql, ranked }) => {
      const found = run({ database }, sql);
      return { right: found.error === undefined && texts(found.rows, ordered) === wanted, columns: found.rows[0]?.length ?? 0, features: sum(ranked.features) };
    });
    return { people: true, database: `fixtures ${schema}`, declared: false, sure: true, made: false, weight, candidates };
  });
}

function linesOf(kind) {
  return readFileSync(new URL(`${kind}.jsonl`, folder), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
}

/** The schemas are a module of texts: without the type of the one constant it is JavaScript. */
async function schemasOf() {
  const source = readFileSync(new URL('schemas.ts', folder), 'utf8').replace(/^(export const schemas): [^=]+=/m, '$1 =');
  const { schemas } = await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
  return schemas;
}

function open(sql) {
  const database = new DatabaseSync(':memory:');
  database.exec(sql);
  return opened(database);
}

/** Rows as the test compares them: figures to six places, cells in any order. */
function texts(rows, ordered) {
  const text = (cell) => (typeof cell === 'number' ? String(Math.round(cell * 1e6) / 1e6) : String(cell));
  const told = rows.map((row) => JSON.stringify(row.map(text).toSorted()));
  return JSON.stringify(ordered ? told : told.toSorted());
}
