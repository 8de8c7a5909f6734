import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import type { Services } from '../../src/answer/services.ts';
import { type Case, type Outcome, readCases, type Stage, stateOf, workingOf } from '../../src/cli/validate/stage.ts';
import { compose } from '../../src/compose.ts';
import type { DatabaseConfig } from '../../src/config/schema.ts';
import { lazy } from '../../src/std/lazy.ts';
import { toFailure } from '../../src/core/errors.ts';
import { localPrincipal } from '../../src/core/question.ts';
import { engineOf, engines } from '../../src/database/engines.ts';
import { refill } from '../../src/database/scratch/stage.ts';
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

/** The attacks that are shipped with an engine. */
export async function attacksOn(engine: EngineName): Promise<Case[]> {
  const definition = engines.find(({ name }) => name === engine);
  return definition ? readCases((await definition.attackStage()).attacks) : [];
}

/** A database of an engine with the fixture of the corpus, asked through the whole path that `run_sql` takes. */
export async function arena(engine: EngineName, config: Partial<DatabaseConfig> = {}): Promise<Arena> {
  const scratch = await scratchDatabase(engine);
  const attackStage = await engineOf(scratch.dsn).attackStage();
  await scratch.write(...attackStage.setUp);
  const services = await compose({ databases: { test: { dsn: scratch.dsn, timeoutMs: 5_000, ...config } }, baseFolder: '/' }, { careful: true });
  onTestFinished(() => services.close());
  // Deadlines here are meant for statements, not for what the first call reads of the schema; tests make tables before it.
  const schemaRead = lazy(async () => services.targets.get('test')?.knowledge.catalog());
  return {
    scratch,
    services,
    run: async (sql, limit) => {
      await schemaRead();
      return runSql({ sql, principal: localPrincipal, ...(limit === undefined ? {} : { limit }) }, services).then(
        (answer): Outcome => ({ kind: 'answer', answer }),
        (error: unknown): Outcome => ({ kind: 'failure', failure: toFailure(error) }),
      );
    },
    state: () => stateOf(attackStage, scratch.write),
    working: () => workingOf(attackStage, scratch.write),
    reset: async () => void (await scratch.write(...refill)),
  };
}
