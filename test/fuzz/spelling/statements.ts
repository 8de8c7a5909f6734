import type { EngineName } from '../../database/engines.ts';
import type { Attempt } from '../../../src/cli/validate/leak.ts';
import { Dice } from './dice.ts';
import { disguise } from './disguise.ts';
import { spellName } from './names.ts';
import { aggregatesOf, conditionsOf, failingOf, rowsOf, valuesOf } from './readings.ts';
import { expressionSource, type Source, spellColumn, tableSource, withClause } from './sources.ts';
import { type Aim, expressions, targets } from './targets.ts';
import { wrapped } from './wraps.ts';

/** An attempt of the generator, with what it is after. */
export interface Spelled extends Attempt {
  readonly aim: Aim;
  /** The name of what it reads. */
  readonly reads: string;
}

/** Where in a statement the value is read. */
const anywhere: readonly string[] = [
  'SELECT <val> FROM <from>', 'SELECT <val> FROM <from>', 'SELECT <ref> FROM <from>', 'SELECT DISTINCT <val> FROM <from>', 'SELECT <star> FROM <from>', 'SELECT <star> FROM <from>',
  'SELECT <id>, <val> AS v FROM <from>', 'SELECT <agg> FROM <from>', 'SELECT <agg> FROM <from> GROUP BY <id>', 'SELECT <agg> FROM <from> HAVING count(*) > 0',
  'SELECT (SELECT <val> FROM <from> LIMIT 1)', 'SELECT (SELECT <agg> FROM <from>)', 'SELECT d0.id, (SELECT <agg> FROM <from> WHERE <id> = d0.id) FROM dept d0',
  'SELECT d0.title, (SELECT <val> FROM <from> WHERE <id> = d0.id LIMIT 1) FROM dept d0',
  'SELECT <fail> FROM <from>', 'SELECT <id> FROM <from> WHERE <fail> = <fail>', 'SELECT max(<fail>) FROM <from>', 'SELECT d0.id FROM dept d0 WHERE EXISTS (SELECT <fail> FROM <from>)',
  'SELECT <id> FROM <from> WHERE <cond>', 'SELECT <id> FROM <from> WHERE <cond>', 'SELECT count(*) FROM <from> WHERE <cond> AND <id> = 1',
  'SELECT CASE WHEN EXISTS (SELECT 1 FROM <from> WHERE <cond> AND <id> < 3) THEN 1 ELSE 0 END', 'SELECT d0.title FROM dept d0 WHERE d0.id IN (SELECT <id> FROM <from> WHERE <cond>)',
  'SELECT d0.title FROM dept d0 WHERE EXISTS (SELECT 1 FROM <from> WHERE <cond> AND <id> = d0.id)',
  'SELECT d0.title FROM dept d0 JOIN (SELECT <id> AS i FROM <from> WHERE <cond>) q ON q.i = d0.id',
  'SELECT d0.id FROM dept d0 LEFT JOIN (SELECT <id> AS i, <ref> AS v FROM <from>) q ON q.i = d0.id AND q.v IS NOT NULL WHERE q.v IS NOT NULL',
  'SELECT <id>, CASE WHEN <cond> THEN 1 ELSE 0 END FROM <from>', 'SELECT sum(CASE WHEN <cond> THEN 1 ELSE 0 END) FROM <from> WHERE <id> = 1', 'SELECT count(*) FROM <from> GROUP BY <ref>',
  'SELECT <id> FROM <from> GROUP BY <id>, <ref> HAVING <cond>', 'SELECT count(*), <val> FROM <from> GROUP BY <ref>',
  'SELECT <id> FROM <from> ORDER BY CASE WHEN <cond> THEN 0 ELSE 1 END, <id> LIMIT 1',
  'SELECT d0.id FROM dept d0 ORDER BY (SELECT count(*) FROM <from> WHERE <cond> AND <id> = d0.id), d0.id LIMIT 1',
  'SELECT d0.id FROM dept d0 GROUP BY d0.id, (SELECT max(<ref>) FROM <from>) HAVING count(*) = (SELECT count(*) FROM <from> WHERE <cond> AND <id> = 1)',
  'SELECT first_value(<ref>) OVER (ORDER BY <id>) FROM <from>', 'SELECT <id>, lag(<ref>) OVER w FROM <from> WINDOW w AS (ORDER BY <id>)',
  'SELECT nth_value(<ref>, 2) OVER (ORDER BY <id>) FROM <from>', 'SELECT max(<ref>) OVER (PARTITION BY <id>) FROM <from>', 'SELECT <id>, count(*) OVER (PARTITION BY <ref>) FROM <from>',
  'SELECT lead(<ref>, 1, <ref>) OVER (ORDER BY <id>) FROM <from>',
  'SELECT NULL UNION ALL SELECT <val> FROM <from>', 'SELECT <ref> FROM <from> UNION SELECT NULL', 'SELECT <ref> FROM <from> EXCEPT SELECT NULL',
  'SELECT <ref> FROM <from> INTERSECT SELECT <ref> FROM <from>', 'SELECT * FROM (SELECT <val> AS v FROM <from>) z', 'SELECT z.v FROM (SELECT <id> AS i, <ref> AS v FROM <from> LIMIT 3) z',
  'SELECT max(z.v) FROM (SELECT <ref> AS v FROM <from>) z', 'SELECT q.v FROM dept d0 JOIN (SELECT <id> AS i, <val> AS v FROM <from>) q ON q.i = d0.id',
  'SELECT z.v FROM (SELECT <ref> AS v FROM <from>) z JOIN (SELECT <ref> AS v FROM <from>) y ON z.v = y.v',
  'SELECT d0.id FROM dept d0 WHERE (d0.id, 1) IN (SELECT <id>, 1 FROM <from> WHERE <cond>)', 'SELECT d0.id FROM dept d0 WHERE d0.id = (SELECT min(<id>) FROM <from> WHERE <cond>)',
  'SELECT 1 WHERE EXISTS (SELECT <ref> FROM <from> WHERE <cond> AND <id> = 1)', 'SELECT <id> FROM <from> WHERE <ref> = (SELECT <ref> FROM <from> WHERE <id> = 1) AND <cond>',
];

const own: Readonly<Record<EngineName, readonly string[]>> = {
  postgres: [
    'VALUES ((SELECT <val> FROM <from> LIMIT 1))', '(SELECT <val> FROM <from>)', '((SELECT <val> FROM <from>))', 'SELECT <row> FROM <from>', 'SELECT <row> FROM <from>',
    'SELECT <row> FROM <from>', 'SELECT count(*) FROM <from> GROUP BY <row>', 'SELECT d0.id FROM dept d0 LIMIT (SELECT count(*) FROM <from> WHERE <cond> AND <id> = 1)',
    'SELECT d0.id FROM dept d0 OFFSET (SELECT count(*) FROM <from> WHERE <cond> AND <id> = 1)', 'SELECT d0.id FROM dept d0 WHERE d0.id = ANY (SELECT <id> FROM <from> WHERE <cond>)',
    'SELECT d0.id FROM dept d0 WHERE d0.id = ANY (ARRAY(SELECT <id> FROM <from> WHERE <cond>))', 'SELECT ARRAY(SELECT <val> FROM <from>)',
    'SELECT (z.v).* FROM (SELECT <row> AS v FROM <from>) z', 'SELECT z.v FROM dept d0, LATERAL (SELECT <val> AS v FROM <from> WHERE <id> = d0.id) z',
    'SELECT DISTINCT ON (<id>) <val> FROM <from>', 'SELECT j FROM <from>, LATERAL to_jsonb(<ref>) j', 'SELECT u FROM <from>, unnest(ARRAY[<ref>]) WITH ORDINALITY AS u(u, o)',
    'SELECT z.* FROM <from>, LATERAL (VALUES (<ref>)) z(v)', 'SELECT z.* FROM <from> CROSS JOIN LATERAL ROWS FROM (unnest(ARRAY[<ref>])) z', 'EXPLAIN SELECT <val> FROM <from>',
    'EXPLAIN (ANALYZE, VERBOSE) SELECT <id> FROM <from> WHERE <cond>', 'SELECT d0.id FROM dept d0 FETCH FIRST (SELECT count(*) FROM <from> WHERE <cond> AND <id> = 1) ROWS ONLY',
    'SELECT JSON_ARRAY(SELECT <ref> FROM <from>)', 'SELECT <id> FROM <from> WHERE <row> IS NOT DISTINCT FROM <row> AND <cond>',
    'SELECT count(*) FILTER (WHERE <cond> AND <id> = 1) FROM <from>', 'SELECT count(*) FROM <from> GROUP BY GROUPING SETS ((<ref>), ())',
    'SELECT k, v FROM <from>, jsonb_each_text(to_jsonb(<r>)) e(k, v)', 'SELECT xmlserialize(CONTENT xmlforest(<ref> AS v) AS text) FROM <from>',
  ],
  mysql: [
    'VALUES ((SELECT <ref> FROM <from> LIMIT 1))', '(SELECT <val> FROM <from>)', 'SELECT d0.id FROM dept d0 WHERE d0.id = ANY (SELECT <id> FROM <from> WHERE <cond>)',
    'SELECT d0.id FROM dept d0 WHERE d0.id = SOME (SELECT <id> FROM <from> WHERE <cond>)', 'SELECT SQL_NO_CACHE <val> FROM <from>', 'SELECT STRAIGHT_JOIN SQL_BIG_RESULT <val> FROM <from>',
    'SELECT count(*), concat(<ref>, floor(rand(0) * 2)) v FROM <from> GROUP BY v', 'EXPLAIN SELECT <val> FROM <from>', 'EXPLAIN FORMAT=JSON SELECT <id> FROM <from> WHERE <cond>',
    'DESC SELECT <val> FROM <from>', 'ANALYZE SELECT <val> FROM <from>', 'SELECT <ref> FROM <from> GROUP BY <ref> WITH ROLLUP', 'SELECT ALL <val> FROM <from> LIMIT 3 OFFSET 0',
    'SELECT DISTINCTROW <val> FROM <from>', 'SELECT HIGH_PRIORITY <val> FROM <from>', 'SELECT /*! <val> */ FROM <from>', 'SELECT <val> /*!FROM*/ <from>', 'SHOW COLUMNS FROM victim',
    'DESC victim secret', 'SHOW CREATE TABLE victim', 'SHOW INDEX FROM victim', 'SHOW TABLE STATUS', 'SHOW FULL PROCESSLIST',
  ],
  duckdb: [
    'VALUES ((SELECT <val> FROM <from> LIMIT 1))', '(SELECT <val> FROM <from>)', 'SELECT <row> FROM <from>', 'SELECT <row> FROM <from>', 'FROM <from>', 'FROM <from> SELECT <val>', 'SELECT COLUMNS(*) FROM <from>',
    "SELECT COLUMNS('.*') FROM <from>", 'SELECT * EXCLUDE (id) FROM <from>', 'SELECT * REPLACE (<ref> AS id) FROM <from>', 'SELECT #2 FROM <from>', 'SELECT #1, #3 FROM <from>',
    'SELECT <ref> FROM <from> GROUP BY ALL ORDER BY ALL',
    'SELECT d0.id FROM dept d0 LIMIT (SELECT count(*) FROM <from> WHERE <cond> AND <id> = 1)', 'SELECT d0.id FROM dept d0 WHERE d0.id = ANY (SELECT <id> FROM <from> WHERE <cond>)',
    'SELECT ARRAY(SELECT <val> FROM <from>)',
    'SELECT z.v FROM dept d0, LATERAL (SELECT <val> AS v FROM <from> WHERE <id> = d0.id) z', 'SELECT DISTINCT ON (<id>) <val> FROM <from>', 'SELECT u FROM <from>, unnest([<ref>]) t(u)',
    'SELECT unnest(<row>) FROM <from>',
    'EXPLAIN SELECT <val> FROM <from>', 'DESCRIBE SELECT * FROM <from>', 'SUMMARIZE SELECT <val> FROM <from>', 'FROM (SUMMARIZE SELECT * FROM <from>)',
    'SELECT <id> FROM <from> QUALIFY row_number() OVER (ORDER BY <ref>) = 1',
    'SELECT <id> FROM <from> QUALIFY <cond>', 'SELECT count(*) FILTER (WHERE <cond> AND <id> = 1) FROM <from>', 'SELECT count(*) FROM <from> GROUP BY GROUPING SETS ((<ref>), ())',
    'SELECT [x FOR x IN [<ref>]] FROM <from>',
    'UNPIVOT (SELECT <id>::VARCHAR AS i, <ref>::VARCHAR AS v FROM <from>) ON i, v INTO NAME n VALUE w', "SELECT * FROM (SELECT <id> AS i, <ref> AS v FROM <from>) PIVOT (max(v) FOR i IN (1, 2, 3))",
    'SELECT alias(<ref>) FROM <from>',
    "SELECT list_transform([<ref>], lambda x: x) FROM <from>", 'SELECT rowid, <val> FROM <from>', 'SELECT sum(<ref>) EXPORT_STATE FROM <from>', 'SELECT (SELECT sum(<ref>)) FROM <from> WHERE <id> = 1',
    "SELECT * FROM query_table('<r>')",
    'SELECT max(<ref>) OVER (ORDER BY <id> ROWS CURRENT ROW) FROM <from>', "SELECT * FROM <from> USING SAMPLE 100%", "SELECT k FROM <from>, json_each(to_json(<row>)) j(k)", 'SELECT mail_of(1)',
  ],
  sqlite: [
    'VALUES ((SELECT <val> FROM <from> LIMIT 1))', 'SELECT d0.id FROM dept d0 LIMIT (SELECT count(*) FROM <from> WHERE <cond> AND <id> = 1)',
    'SELECT d0.id FROM dept d0 LIMIT 9 OFFSET (SELECT count(*) FROM <from> WHERE <cond> AND <id> = 1)', 'SELECT d0.id FROM dept d0 WHERE (SELECT <id> FROM <from> WHERE <cond> LIMIT 1)',
    'SELECT value FROM <from>, json_each(json_array(<ref>))', 'SELECT value FROM json_each((SELECT json_group_array(<ref>) FROM <from>))', 'EXPLAIN QUERY PLAN SELECT <val> FROM <from>',
    'EXPLAIN SELECT <val> FROM <from>', 'SELECT <id> FROM <from> WHERE <ref> IN (SELECT <ref> FROM <from>) AND <cond>', 'SELECT rowid, <val> FROM <from>',
    'SELECT <id>, max(rowid) FROM <from> GROUP BY <ref>', "PRAGMA table_info('victim')", 'PRAGMA foreign_key_check(victim)',
    'SELECT z.* FROM (VALUES (1), ((SELECT <ref> FROM <from> LIMIT 1))) z',
  ],
};

/** Not for hashes: their order is no secret, but it differs. */
const ordering: readonly string[] = ['SELECT <id> FROM <from> ORDER BY <ref> LIMIT 1', 'SELECT <id> FROM <from> ORDER BY <ref> DESC LIMIT 2',
'SELECT <id>, row_number() OVER (ORDER BY <ref>) FROM <from>', 'SELECT <id>, rank() OVER (ORDER BY <ref> DESC) FROM <from>', 'SELECT <id>, ntile(2) OVER (ORDER BY <ref>) FROM <from>',
'SELECT <id> FROM <from> ORDER BY (SELECT <ref>) LIMIT 1',
'SELECT x.i FROM (SELECT <id> AS i, <ref> AS v FROM <from>) x JOIN (SELECT <id> AS i, <ref> AS v FROM <from>) y ON x.v > y.v AND y.i = 1',
'SELECT <id> FROM <from> WHERE <ref> > ALL (SELECT <ref> FROM <from> WHERE <id> = 1)', 'SELECT group_concat(<id> ORDER BY <ref>) FROM <from>',
'SELECT array_agg(<id> ORDER BY <ref>) FROM <from>', 'SELECT sum(<id>) OVER (ORDER BY <ref> ROWS UNBOUNDED PRECEDING), <id> FROM <from>'];

/** Aggregates that are allowed, over fewer rows than they need: one row, small departments, one row many times, a frame of one row. */
const smallGroups: readonly string[] = ['SELECT sum(<ref>) FROM <from> WHERE <id> = 1', 'SELECT avg(<ref>) FROM <from> WHERE <id> IN (1, 2)',
'SELECT <id>, sum(<ref>) FROM <from> GROUP BY <id>', 'SELECT sum(<ref>) FROM <from> WHERE <id> < 4', 'SELECT avg(z.v) FROM (SELECT <id> AS i, <ref> AS v FROM <from>) z WHERE z.i = 1',
'SELECT avg(<ref>) FROM <from> CROSS JOIN dept d8 CROSS JOIN dept d9 WHERE <id> = 1', 'SELECT <id>, sum(<ref>) OVER (PARTITION BY <id>) FROM <from>',
'SELECT <id>, avg(<ref>) OVER (ORDER BY <id> ROWS CURRENT ROW) FROM <from>', 'SELECT sum(<ref>) OVER (ORDER BY <id>) FROM <from>', 'SELECT sum(<ref>) FILTER (WHERE <id> = 1) FROM <from>',
'SELECT sum(CASE WHEN <id> = 1 THEN <ref> END) FROM <from>', 'SELECT sum(<ref> * (<id> = 1)) FROM <from>', 'SELECT sum(v) FROM (SELECT <ref> AS v FROM <from> WHERE <id> = 1) z',
'SELECT sum(v) FROM (SELECT <ref> AS v FROM <from> ORDER BY <id> LIMIT 1) z', 'SELECT avg(<ref>) FROM <from> GROUP BY <id> HAVING <id> = 1',
'SELECT (SELECT sum(<ref>) FROM <from> WHERE <id> = d0.id) FROM dept d0', 'SELECT sum(<ref>) FROM <from> GROUP BY <id>, 1 + 1',
'SELECT count(*), avg(<ref>) FROM <from> JOIN dept d9 ON d9.id = <id> GROUP BY d9.id', 'SELECT sum(<ref>) FROM <from> WHERE <id> = 1 UNION ALL SELECT 1'];
const smallDepartments: readonly string[] = ['SELECT dept_id, sum(<ref>) FROM <from> GROUP BY dept_id', 'SELECT sum(<ref>) FROM <from> WHERE dept_id = 3',
'SELECT avg(<ref>) FROM <from> GROUP BY dept_id HAVING dept_id > 2', 'SELECT DISTINCT sum(<ref>) OVER (PARTITION BY dept_id) FROM <from>',
'SELECT dept_id, avg(<ref>) FROM <from> JOIN dept d9 ON 1 = 1 GROUP BY dept_id', 'SELECT sum(<ref>) FROM <from> GROUP BY dept_id, <id>'];
/** A join by the name of the column, with guessed values on the other side. */
const joiningByName: readonly string[] = ['SELECT <id> FROM <from> JOIN (SELECT <literal> AS <column>) g0 USING (<column>)',
'SELECT <id> FROM <from> NATURAL JOIN (SELECT <literal> AS <column>) g0', 'SELECT <id> FROM <from> NATURAL LEFT JOIN (SELECT <literal> AS <column>, 5 AS hit) g0 WHERE hit = 5',
'SELECT <id> FROM (SELECT <literal> AS <column>) g0 JOIN <from> USING (<column>)', 'SELECT count(*) FROM (SELECT <literal> AS <column>, 1 AS id) g0 NATURAL JOIN <from>',
'SELECT <id> FROM <from> JOIN (SELECT 1 AS z0) g1 ON 1 = 1 JOIN (SELECT <literal> AS <column>) g0 USING (<column>)'];

/** The statement of a seed. */
export function attemptOf(engine: EngineName, seed: number): Spelled {
  const dice = new Dice(seed);
  const expression = dice.chance(0.12) ? dice.pick(expressions[engine]) : undefined;
  const target = dice.pick(targets[engine]);
  const base = expression ? expressionSource(engine, expression) : tableSource(engine, target, dice);
  const source = wrapped(base, dice);
  const form = dice.pick(formsFor(source, base, dice));
  const sql = `${withClause(source)}${fill(form, source, dice)}`;
  const { aim, mustNotRun } = source.after;
  const isRead = expression ? sql.includes(expression.sql) : /<from>/.test(form);
  return { sql: disguise(engine, sql, dice), aim, mustNotRun: mustNotRun && isRead,
  reads: expression ? (/secret_\w+|is_secret|victims?|guess|rec\b|@#@/.exec(expression.sql)?.[0] ?? 'victim') : target.relation };
}

function formsFor(source: Source, base: Source, dice: Dice): readonly string[] {
  const { engine, after: { aim, kind } } = source;
  if (aim === 'rows') return ['SELECT <val> FROM <from>', 'SELECT <star> FROM <from>', 'SELECT <id>, <ref> FROM <from>', 'SELECT * FROM (SELECT <val> AS v FROM <from>) z',
  'SELECT <ref> FROM <from> UNION ALL SELECT <ref> FROM <from>', 'SELECT <ref> FROM <from> ORDER BY <id>', 'SELECT DISTINCT <ref> FROM <from>', 'SELECT max(<ref>) FROM <from> GROUP BY <id>',
  'SELECT (SELECT q.note FROM events q WHERE q.id = <id>) FROM <from>', 'SELECT n FROM (SELECT first_value(<ref>) OVER (PARTITION BY <id>) AS n FROM <from>) z'];
  if (aim === 'aggregate' && dice.chance(0.35)) return source === base && source.columns.includes('dept_id') && dice.chance(0.4) ? smallDepartments : smallGroups;
  if (kind === 'number' || aim === 'hidden') if (dice.chance(0.12)) return joiningByName;
  return aim === 'hashed' ? [...anywhere, ...own[engine]].filter((form) => !/GROUP BY <id>, <ref>/.test(form)) : [...anywhere, ...own[engine], ...ordering];
}

function fill(form: string, source: Source, dice: Dice, depth = 0): string {
  return form.replaceAll(/<(\w+)>/g, (all, part: string) => {
    const again = (texts: readonly string[]) => fill(dice.pick(texts), source, dice, depth + 1);
    const { engine, after, columns, at } = source;
    switch (part) {
      case 'from': return source.from;
      case 'ref': return spellColumn(source, at, dice);
      case 'id': return spellColumn(source, 0, dice);
      case 'column': return columns[at] ?? 'id';
      case 'guess': return after.guess;
      case 'literal': return after.kind === 'number' ? after.guess : `'${after.guess}'`;
      case 'null': return after.kind === 'number' ? '7' : "'x'";
      case 'empty': return "''";
      case 'r': return source.qualifier === undefined ? spellColumn(source, at, dice) : spellName(engine, source.qualifier, dice);
      case 'star': return source.qualifier === undefined || dice.chance(0.5) ? '*' : `${engine === 'mysql' ? source.qualifier : spellName(engine, source.qualifier, dice)}.*`;
      case 'row': return source.isRow && depth < 3 ? again(rowsOf(engine, after.aim)) : spellColumn(source, at, dice);
      case 'val': return depth > 2 ? spellColumn(source, at, dice) : again(valuesOf(engine, after.aim));
      case 'agg': return again(aggregatesOf(engine, after.aim));
      case 'cond': return again(conditionsOf(engine, after.aim, after.kind));
      case 'fail': return again(failingOf(engine, after.aim));
      default: return all;
    }
  });
}
