import { runSql } from '../../answer/ask/run-sql.ts';
import type { Services } from '../../answer/services.ts';
import { compose } from '../../compose.ts';
import { toFailure } from '../../core/errors.ts';
import { localPrincipal } from '../../core/question.ts';
import type { EngineDefinition } from '../../database/definition.ts';
import { accessOfStage, type PolicyStage, type World } from '../../database/scratch/policy-worlds.ts';
import { filled, leakOf, otherOf, type Worlds } from './leak.ts';
import { type Made, makeScratch, type ValidateRequest } from './make-scratch.ts';
import { type Case, type Outcome, readCases } from './stage.ts';

/** What a case under the policy of the stage does that it must not, or undefined. */
export async function spellingFault({ sql, expect, rows }: Case, worlds: Worlds): Promise<string | undefined> {
  if (expect !== 'must-not-break') return leakOf({ sql, mustNotRun: expect === 'must-not-run' }, worlds);
  const outcome = await worlds.a(sql);
  if (outcome.kind === 'failure') return `${outcome.failure.code}: ${outcome.failure.message}`;
  return outcome.answer.status === 'ok' && outcome.answer.rows.length !== rows ? `${outcome.answer.rows.length} rows in place of ${rows}` : undefined;
}

/** Runs the corpus of spellings in both worlds, and says what got through the policy. */
export async function spelledThrough(request: ValidateRequest, engine: EngineDefinition, stage: PolicyStage, timeoutMs: number): Promise<string[]> {
  const opened: OpenWorld[] = [];
  const found: string[] = [];
  try {
    for (const world of ['a', 'b'] as const) opened.push(await openWorld(request, engine, stage, { world, timeoutMs }));
    const [a, b] = opened;
    if (!a || !b) return found;
    for (const one of readCases(stage.spellings)) {
      const fault = await spellingFault(one, { a: a.run, b: b.run });
      if (fault !== undefined) found.push(`${one.id}: ${fault}`);
    }
    return found;
  } finally {
    for (const world of opened) await world.close();
  }
}

interface OpenWorld {
  readonly run: (sql: string) => Promise<Outcome>;
  readonly close: () => Promise<void>;
}

async function openWorld(request: ValidateRequest, engine: EngineDefinition, stage: PolicyStage,
{ world, timeoutMs }: { readonly world: World; readonly timeoutMs: number }): Promise<OpenWorld> {
  const name = `${request.scratch}_${world}`;
  const made: Made[] = [await makeScratch(engine, { ...request, scratch: name })];
  const drop = async () => {
    for (const one of made) await one.drop();
  };
  try {
    if (stage.hasOther) made.push(await makeScratch(engine, { ...request, scratch: otherOf(name) }));
    const dsn = made[0]?.dsn ?? '';
    await made[0]?.writer.write(...stage.setUp(world, otherOf(name)));
    const services = await compose({ databases: { scratch: { ...request.entry, access: accessOfStage(), dsn, timeoutMs } }, baseFolder: request.baseFolder, cursorSecret: 'the same in both worlds' },
    { careful: true });
    const close = async () => {
      await services.close();
      await drop();
    };
    return { run: (sql) => outcomeOf(filled(sql, name), services), close };
  } catch (error) {
    await drop();
    throw error;
  }
}

export function outcomeOf(sql: string, services: Services): Promise<Outcome> {
  return runSql({ sql, principal: localPrincipal }, services).then(
    (answer): Outcome => ({ kind: 'answer', answer }),
    (error: unknown): Outcome => ({ kind: 'failure', failure: toFailure(error) }),
  );
}
