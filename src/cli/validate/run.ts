import type { Services } from '../../answer/services.ts';
import { compose } from '../../compose.ts';
import type { EngineDefinition } from '../../database/definition.ts';
import { engineOf } from '../../database/engines.ts';
import { type AttackStage, refill } from '../../database/scratch/stage.ts';
import type { Writer } from '../../database/scratch/writer.ts';
import { makeScratch, type ValidateRequest } from './make-scratch.ts';
import { outcomeOf, spelledThrough } from './policy.ts';
import { readCases, stateOf, violation, workingOf } from './stage.ts';

const timeoutMs = 1_500;

type Attacks = Omit<AttackStage, 'policy'>;

/** Runs both corpora against the user's own server, in databases made for them, and says what got through; empty when nothing did. */
export async function validate(request: ValidateRequest): Promise<readonly string[]> {
  const engine = engineOf(request.entry.dsn);
  const { policy, ...attackStage } = await engine.attackStage();
  const withoutPolicy = await attackedThrough(request, engine, attackStage);
  return [...withoutPolicy, ...(await spelledThrough(request, engine, policy, timeoutMs))];
}

async function attackedThrough(request: ValidateRequest, engine: EngineDefinition, attackStage: Attacks): Promise<string[]> {
  const made = await makeScratch(engine, request);
  try {
    await made.writer.write(...attackStage.setUp);
    const services = await compose({ databases: { scratch: { ...request.entry, access: undefined, dsn: made.dsn, timeoutMs } }, baseFolder: request.baseFolder }, { careful: true });
    try {
      return await runAttacks(attackStage, services, made.writer);
    } finally {
      await services.close();
    }
  } finally {
    await made.drop();
  }
}

async function runAttacks(attackStage: Attacks, services: Services, writer: Writer): Promise<string[]> {
  const stage = { run: (sql: string) => outcomeOf(sql, services), state: () => stateOf(attackStage, writer.write), working: () => workingOf(attackStage, writer.write) };
  // The deadline of a call is meant for the attack, not for what its first call reads of the schema.
  await services.targets.get('scratch')?.knowledge.catalog();
  const before = await stage.state();
  const found: string[] = [];
  for (const attack of readCases(attackStage.attacks)) {
    const wrong = await violation(attack, stage, before);
    if (wrong === undefined) continue;
    found.push(wrong);
    await writer.write(...refill);
  }
  return found;
}
