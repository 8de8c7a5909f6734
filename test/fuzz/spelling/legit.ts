import type { EngineName } from '../../database/engines.ts';
import { Dice } from './dice.ts';
import { disguise } from './disguise.ts';
import { spellColumn, tableSource, withClause } from './sources.ts';
import type { Target } from './targets.ts';
import { wrapped } from './wraps.ts';

/** What may be seen: the same spellings must go on working over it. Only the columns listed are named, and nothing is selected by a star. */
const open: readonly Target[] = [
  { relation: 'customers', columns: ['id', 'city'], column: 'city', kind: 'text' }, { relation: 'staff', columns: ['id', 'name', 'dept_id'], column: 'name', kind: 'text' },
  { relation: 'staff', columns: ['id', 'dept_id'], column: 'dept_id', kind: 'number' },
  { relation: 'dept', columns: ['id', 'title'], column: 'title', kind: 'text' }, { relation: 'v_city', columns: ['id', 'city'], column: 'city', kind: 'text' },
  { relation: 'v_crew', columns: ['id', 'name', 'dept_id'], column: 'name', kind: 'text' },
].map((target) => ({ ...target, kind: target.kind === 'number' ? 'number' : 'text', aim: 'hidden', guess: 'x', mustNotRun: false, isPartial: true }) as const);

const forms = [
  'SELECT <ref> FROM <from>', 'SELECT <id>, <ref> FROM <from>', 'SELECT DISTINCT <ref> FROM <from>', 'SELECT count(*), max(<ref>) FROM <from>',
  'SELECT <ref>, count(*) FROM <from> GROUP BY <ref>', 'SELECT <id> FROM <from> WHERE <ref> IS NOT NULL', 'SELECT d0.title FROM dept d0 WHERE d0.id IN (SELECT <id> FROM <from>)',
  'SELECT <id>, row_number() OVER (ORDER BY <id>) FROM <from>', 'SELECT (SELECT max(<ref>) FROM <from>)', 'SELECT z.v FROM (SELECT <ref> AS v FROM <from>) z',
  'SELECT <ref> FROM <from> UNION SELECT NULL', 'SELECT count(*) FROM <from>',
];
/** Aggregates as the policy allows them. */
const allowed: Readonly<Record<EngineName, readonly string[]>> = {
  postgres: [
    'SELECT sum(<ref>) FROM <from>', 'SELECT avg(<ref>), count(<ref>) FROM <from>', 'SELECT dept_id, sum(<ref>) FROM <from> WHERE dept_id IN (1, 2) GROUP BY dept_id',
    'SELECT count(*) FROM <from> HAVING sum(<ref>) > 0', 'SELECT sum(<ref>) AS total FROM <from> JOIN dept d0 ON d0.id = dept_id',
  ],
  mysql: [
    'SELECT sum(<ref>) FROM <from>', 'SELECT avg(<ref>), count(<ref>) FROM <from>', 'SELECT dept_id, sum(<ref>) FROM <from> WHERE dept_id IN (1, 2) GROUP BY dept_id',
    'SELECT sum(<ref>) AS total FROM <from> JOIN dept d0 ON d0.id = dept_id',
  ],
  duckdb: [
    'SELECT sum(<ref>) FROM <from>', 'SELECT avg(<ref>), count(<ref>) FROM <from>', 'SELECT dept_id, sum(<ref>) FROM <from> WHERE dept_id IN (1, 2) GROUP BY ALL',
    'SELECT count(*) FROM <from> HAVING sum(<ref>) > 0', 'SELECT sum(<ref>) AS total FROM <from> JOIN dept d0 ON d0.id = dept_id', 'SELECT sum(<ref>) / 2 FROM <from> ORDER BY sum(<ref>)',
  ],
  sqlite: [
    'SELECT sum(<ref>) FROM <from>', 'SELECT avg(<ref>), count(<ref>) FROM <from>', 'SELECT dept_id, sum(<ref>) FROM <from> WHERE dept_id IN (1, 2) GROUP BY dept_id',
    'SELECT sum(<ref>) AS total FROM <from> JOIN dept d0 ON d0.id = dept_id',
  ],
};
const wages: Target = { isPartial: true, aim: 'aggregate', relation: 'staff', columns: ['id', 'salary'], column: 'salary', kind: 'number', guess: '20', mustNotRun: false };

/** A statement that the policy allows. */
export function legitimateOf(engine: EngineName, seed: number): string {
  const dice = new Dice(seed);
  const isAggregate = dice.chance(0.2);
  const base = tableSource(engine, isAggregate ? wages : dice.pick(open), dice);
  const source = isAggregate ? base : wrapped(base, dice);
  const sql = dice.pick(isAggregate ? allowed[engine] : forms).replaceAll(/<(\w+)>/g,
  (_, part: string) => (part === 'from' ? source.from : spellColumn(source, part === 'id' ? 0 : source.at, dice)));
  return disguise(engine, `${withClause(source)}${sql}`, dice);
}
