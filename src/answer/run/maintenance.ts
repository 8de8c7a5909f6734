import type { CacheLevel } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import type { AskedQuestion, AskedQuestions } from '../../memory/asked.ts';
import type { Memory } from '../../memory/memory.ts';
import { readsClock } from '../../memory/reads-clock.ts';
import type { Target, Targets } from '../target/target.ts';
import { execute, type ExecutionServices } from './execute.ts';
import { firstPage } from './page.ts';

export interface MaintenanceOptions {
  /** Refresh the most asked questions in idle time. */
  readonly warm: boolean;
  /** Adapt the limits of the caches. */
  readonly tune: boolean;
  readonly everyMs: number;
  /** How many questions of each database are kept warm, and how long a round may take. */
  readonly questionsMax: number;
  readonly budgetMs: number;
}

export const defaultMaintenance: MaintenanceOptions = { warm: true, tune: true, everyMs: 20_000, questionsMax: 20, budgetMs: 3_000 };

export interface MaintenanceServices extends ExecutionServices, Targets {
  readonly memory: () => Promise<Memory>;
  readonly caches: readonly CacheLevel[];
}

/** What a serving process does in idle time; returns how to stop it. */
export function startMaintenance(services: MaintenanceServices, options: MaintenanceOptions): () => void {
  const maintenance = new Maintenance(services, options);
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => maintenance.round()).catch(() => services.telemetry.count('maintenance.failures'));
  }, options.everyMs);
  timer.unref();
  return () => {
    maintenance.stop();
    clearInterval(timer);
  };
}

export class Maintenance {
  readonly #services: MaintenanceServices;
  readonly #options: MaintenanceOptions;
  /** The data's version at the last round. Data that changes from round to round is not worth warming. */
  readonly #seen = new Map<Target, string | null>();
  #stopped = false;

  constructor(services: MaintenanceServices, options: MaintenanceOptions) {
    this.#services = services;
    this.#options = options;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Keeps the counts, tunes, warms. */
  async round(): Promise<void> {
    const { asked, unanswered } = await this.#services.memory();
    if (this.#stopped) return;
    await asked.flush();
    await unanswered.flush();
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
    const version = await this.#services.dataVersions.before(target);
    const before = this.#seen.get(target);
    this.#seen.set(target, version);
    return version !== null && (before === undefined || before === version);
  }
}

async function refresh({ sql, principal }: AskedQuestion, target: Target, services: ExecutionServices, until: number): Promise<void> {
  const call = { principal, timeoutMs: Math.max(1, Math.round(until - services.clock.monotonicMs())) };
  await target.knowledge.get();
  const statement = await target.prover.prove(sql, { ...call, isRunNext: true });
  if (isRefusal(statement)) return;
  const { cache } = await execute({ statement, target, principal, limits: firstPage(target.policy), askedAt: services.clock.monotonicMs() }, services, call);
  if (cache === 'none') services.telemetry.count('warming.refreshed');
}

function isBusy({ database }: Target): boolean {
  const { inUse, waiting } = database.health();
  // The connection that the last refresh gave back may still be on its way into the pool.
  return inUse > 1 || waiting > 0;
}
