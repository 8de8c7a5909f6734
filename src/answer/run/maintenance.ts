import { isRefusal } from '../../core/proof.ts';
import type { AskedQuestion, AskedQuestions } from '../../memory/asked.ts';
import { readsClock } from '../../memory/reads-clock.ts';
import { execute } from './execute.ts';
import { prove } from '../verify/prove.ts';
import type { Services, Target } from '../services.ts';

export interface UpkeepOptions {
  /** Refresh the most asked questions in idle time. */
  readonly warm: boolean;
  /** Adapt the limits of the caches. */
  readonly tune: boolean;
  readonly everyMs: number;
  /** How many questions of each database are kept warm, and how long a round may take. */
  readonly questionsMax: number;
  readonly budgetMs: number;
}

export const defaultUpkeep: UpkeepOptions = { warm: true, tune: true, everyMs: 20_000, questionsMax: 20, budgetMs: 3_000 };

/** What a serving process does in idle time; returns how to stop it. */
export function startUpkeep(services: Services, options: UpkeepOptions): () => void {
  const upkeep = new Upkeep(services, options);
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => upkeep.round()).catch(() => services.telemetry.count('upkeep.failures'));
  }, options.everyMs);
  timer.unref();
  return () => {
    upkeep.stop();
    clearInterval(timer);
  };
}

export class Upkeep {
  readonly #services: Services;
  readonly #options: UpkeepOptions;
  /** The data's version at the last round. Data that changes from round to round is not worth warming. */
  readonly #seen = new Map<Target, string | null>();
  #stopped = false;

  constructor(services: Services, options: UpkeepOptions) {
    this.#services = services;
    this.#options = options;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Keeps the counts, tunes, warms. */
  async round(): Promise<void> {
    const { asked } = await this.#services.memory();
    if (this.#stopped) return;
    await asked.flush();
    if (this.#options.tune) for (const cache of this.#services.caches) cache.tune?.();
    if (this.#options.warm) await this.#warm(asked);
  }

  /** Reads the most asked again where their rows are missing or out of date; a question that comes meanwhile goes first. */
  async #warm(asked: AskedQuestions): Promise<void> {
    const { clock, telemetry, targets } = this.#services;
    const until = clock.monotonicMs() + this.#options.budgetMs;
    for (const target of targets.values()) {
      const most = asked.most(target.identity, this.#options.questionsMax).filter(({ sql }) => !readsClock(sql));
      if (most.length === 0 || !(await this.#isSettled(target))) continue;
      for (const question of most) {
        if (this.#stopped || clock.monotonicMs() > until || isBusy(target)) return;
        await refresh(question, target, this.#services, until).catch(() => telemetry.count('warming.failures'));
      }
    }
  }

  async #isSettled(target: Target): Promise<boolean> {
    const version = await this.#services.dataVersions.current(target);
    const before = this.#seen.get(target);
    this.#seen.set(target, version);
    return version !== null && (before === undefined || before === version);
  }
}

async function refresh({ sql, principal }: AskedQuestion, target: Target, services: Services, until: number): Promise<void> {
  const call = { timeoutMs: Math.max(1, Math.round(until - services.clock.monotonicMs())) };
  await target.knowledge.get();
  const proof = await prove(sql, target, services, call);
  if (isRefusal(proof)) return;
  const { rowsDefault, cellBytesMax, resultBytesMax } = target.policy;
  const limits = { rowsMax: rowsDefault, offset: 0, cellBytesMax, bytesMax: resultBytesMax };
  const { cache } = await execute({ sql, tables: proof.tables, target, principal, limits, askedAt: services.clock.now() }, services, call);
  if (cache === 'none') services.telemetry.count('warming.refreshed');
}

function isBusy({ database }: Target): boolean {
  const { inUse, waiting } = database.health();
  // The connection that the last refresh gave back may still be on its way into the pool.
  return inUse > 1 || waiting > 0;
}
