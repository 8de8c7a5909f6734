import type { Clock } from '../std/clock.ts';
import type { Target } from './services.ts';

const checkEveryMs = 1_000;

/** The data version of each database, asked at most once a second; null where the engine has none or it could not be read. */
export class DataVersions {
  readonly #clock: Clock;
  readonly #known = new Map<string, { at: number; version: Promise<string | null> }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  current(target: Target): Promise<string | null> {
    const now = this.#clock.now();
    const known = this.#known.get(target.name);
    if (known && now - known.at < checkEveryMs) return known.version;
    const version = target.database.dataVersion({ timeoutMs: target.policy.timeoutMs }).catch(() => null);
    this.#known.set(target.name, { at: now, version });
    return version;
  }
}
