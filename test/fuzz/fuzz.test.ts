import { existsSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type EngineName, engineNames } from '../database/engines.ts';
import { type Arena, arena, attacksOn, type Outcome, readCorpus } from '../guard/fixture.ts';
import { leavesTrace } from './alone.ts';
import { generate, mutate, randomFrom } from './grammar.ts';

/** FUZZ_CASES or FUZZ_MINUTES (for each engine) for a longer run by hand, FUZZ_SEED to run a finding again. */
const minutes = Number(process.env['FUZZ_MINUTES'] ?? 0);
const cases = minutes > 0 ? Infinity : Number(process.env['FUZZ_CASES'] ?? 600);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_120);
const batchSize = 50;
const connectMsMax = 20_000;
/** What is cut ends the process of a file, and a new one of DuckDB takes longer than most statements of a busy machine. */
const timeoutMs: Readonly<Record<EngineName, number>> = { sqlite: 50, duckdb: 1_000, postgres: 50, mysql: 50 };
const file = '/tmp/pwn_fuzz';

async function corpusOf(engine: EngineName): Promise<string[]> {
  const own = [...(await attacksOn(engine)), ...readCorpus(`valid.${engine}`)].map((one) => one.sql);
  return own.filter((sql) => sql.length < 500 && !/10000000|20000000|5000000|zeroblob\(\d{6}|repeat|regexp_split|generate_series\(1, ?\d{5}|array_agg\(g\)|COLUMNS a/i.test(sql));
}

function* statements(engine: EngineName, corpus: readonly string[]): Generator<string, never> {
  const random = randomFrom(seed);
  for (;;) {
    const kind = random();
    const sql = corpus[Math.floor(random() * corpus.length)] ?? '';
    yield kind < 0.65 ? generate(engine, random) : kind < 0.75 ? sql : mutate(sql, random);
  }
}

/** Whether the server's own parser takes it. What the guard refused is given to it without being run: prepared, or explained. */
async function parses(sql: string, outcome: Outcome, engine: EngineName, stage: Arena): Promise<boolean> {
  if (outcome.kind === 'failure') return !/SYNTAX_ERROR|BAD_ARGUMENT/.test(outcome.failure.code);
  if (outcome.answer.status !== 'refused' || engine === 'postgres') return true;
  if (engine === 'duckdb') return isDuckdb(sql, stage);
  const asking = engine === 'mysql' ? `PREPARE f FROM '${sql.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `EXPLAIN ${sql}`;
  return stage.scratch.write(asking).then(() => true, (error: unknown) => !/syntax|incomplete|unrecognized|near "/i.test(String(error)));
}

/** Its parser tells by itself, where EXPLAIN would run whatever stands behind a semicolon. */
async function isDuckdb(sql: string, stage: Arena): Promise<boolean> {
  const [row] = await stage.scratch.write(`SELECT json_serialize_sql('${sql.replaceAll("'", "''")}')::VARCHAR AS tree`).catch(() => []);
  return row !== undefined && !/"error_type":"parser"/.test(String(row['tree']));
}

interface Tally {
  cases: number;
  parsed: number;
  executed: number;
}

/** A statement that got no connection was not tried: the one before it may have ended the process of a file, and the next takes a while to begin. */
async function ranOn(stage: Arena, sql: string): Promise<Outcome> {
  const until = Date.now() + connectMsMax;
  for (;;) {
    const outcome = await stage.run(sql);
    if (outcome.kind !== 'failure' || !/gave no connection/.test(outcome.failure.message) || Date.now() > until) return outcome;
  }
}

/** What the guard let pass of a batch; the tally and the faults of our own are kept. */
async function runBatch(batch: readonly string[], engine: EngineName, stage: Arena, tally: Tally, findings: string[]): Promise<string[]> {
  const passed: string[] = [];
  for (const sql of batch) {
    const outcome = await ranOn(stage, sql);
    tally.cases += 1;
    if (await parses(sql, outcome, engine, stage)) tally.parsed += 1;
    if (outcome.kind === 'failure' && /INTERNAL/.test(outcome.failure.code)) findings.push(`${sql}: ${outcome.failure.message}`);
    if (outcome.kind === 'answer' && outcome.answer.status === 'ok') passed.push(sql);
  }
  tally.executed += passed.length;
  return passed;
}

describe.each(engineNames)('fuzzing %s', (engine) => {
  test(`statements of seed ${seed} leave no trace, neither behind all walls nor alone on the server`, { timeout: 900_000 + minutes * 60_000 }, async () => {
    const stage = await arena(engine, { timeoutMs: timeoutMs[engine] });
    await stage.run('SELECT 1');
    rmSync(file, { force: true });
    const before = await stage.state();
    const until = Date.now() + minutes * 60_000;
    const source = statements(engine, await corpusOf(engine));
    const tally: Tally = { cases: 0, parsed: 0, executed: 0 };
    const findings: string[] = [];
    const changed = async () => (await stage.state()) !== before || existsSync(file);
    const restore = async () => {
      rmSync(file, { force: true });
      await stage.reset();
    };
    const alone = (statements: readonly string[]) => leavesTrace(statements, { engine, dsn: stage.scratch.dsn, changed });
    while (minutes > 0 ? Date.now() < until : tally.cases < cases) {
      const batch = Array.from({ length: batchSize }, () => source.next().value);
      const passed = await runBatch(batch, engine, stage, tally, findings);
      if (await changed()) {
        await restore();
        findings.push(...(await bisect(batch, async ([sql = '']) => {
          await stage.run(sql);
          return changed();
        }, restore)));
      }
      if (!(await alone(passed))) continue;
      await restore();
      findings.push(...(await bisect(passed, alone, restore)).map((sql) => `alone on the server: ${sql}`));
    }
    process.stderr.write(`${engine}: ${tally.cases} cases of seed ${seed}, ${tally.parsed} accepted by the parser, ${tally.executed} executed, ${findings.length} findings\n`);
    expect(findings).toEqual([]);
    expect(tally.parsed / tally.cases).toBeGreaterThanOrEqual(0.4);
    expect(tally.executed / tally.cases).toBeGreaterThanOrEqual(0.1);
  });

  test('a statement that leaves a trace is noticed where it runs alone', async () => {
    const stage = await arena(engine);
    const before = await stage.state();
    const changed = async () => (await stage.state()) !== before;
    const alone = (sql: string) => leavesTrace([sql], { engine, dsn: stage.scratch.dsn, changed });
    expect(await alone('SELECT count(*) FROM victim')).toBe(false);
    for (const sql of ["DELETE FROM victim WHERE id = 1", { sqlite: 'CREATE TEMP TABLE t1 (a)', duckdb: "SET threads = 1", postgres: "SELECT set_config('TimeZone', 'Asia/Tokyo', false)",
      mysql: "SET time_zone = '+09:00'" }[engine]]) {
      expect(await alone(sql)).toBe(true);
      await stage.reset();
    }
  });
});

/** The statements of a batch with an effect that have one by themselves; the whole batch where only together they do. */
async function bisect(batch: readonly string[], hasEffect: (statements: readonly string[]) => Promise<boolean>, restore: () => Promise<void>): Promise<string[]> {
  const found: string[] = [];
  for (const sql of batch) {
    if (!(await hasEffect([sql]))) continue;
    found.push(sql);
    await restore();
  }
  return found.length > 0 ? found : [`together: ${batch.join(' ;; ')}`];
}
