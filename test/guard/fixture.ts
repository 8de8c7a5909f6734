import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import type { Services } from '../../src/answer/services.ts';
import { type Case, type Outcome, readCases, refill, setUp, type Stage, stateOf, workingOf } from '../../src/cli/validate/stage.ts';
import { compose } from '../../src/compose.ts';
import type { DatabaseConfig } from '../../src/config/schema.ts';
import { toFailure } from '../../src/core/errors.ts';
import { localPrincipal } from '../../src/core/question.ts';
import { type EngineName, type Scratch, scratchDatabase } from '../database/engines.ts';

export type { Outcome };

const corpus = join(import.meta.dirname, '../fixtures/corpus');

export function readCorpus(name: string): Case[] {
  return readCases(join(corpus, `${name}.jsonl`));
}

export interface Arena extends Stage {
  readonly scratch: Scratch;
  readonly services: Services;
  reset(): Promise<void>;
}

/** A database of an engine with the fixture of the corpus, asked through the whole path that `run_sql` takes. */
export async function arena(engine: EngineName, config: Partial<DatabaseConfig> = {}): Promise<Arena> {
  const scratch = await scratchDatabase(engine);
  await scratch.write(...setUp[engine]);
  const services = await compose({ databases: { test: { dsn: scratch.dsn, timeoutMs: 1_500, ...config } }, baseFolder: '/' }, { careful: true });
  onTestFinished(() => services.close());
  return {
    scratch,
    services,
    run: (sql, limit) =>
      runSql({ sql, principal: localPrincipal, ...(limit === undefined ? {} : { limit }) }, services).then(
        (answer): Outcome => ({ kind: 'answer', answer }),
        (error: unknown): Outcome => ({ kind: 'failure', failure: toFailure(error) }),
      ),
    state: () => stateOf(engine, scratch.write),
    working: () => workingOf(engine, scratch.write),
    reset: async () => void (await scratch.write(...refill)),
  };
}
