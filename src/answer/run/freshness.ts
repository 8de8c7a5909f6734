import type { Clock } from '../../std/clock.ts';
import type { Target } from '../target/target.ts';

const checkEveryMs = 1_000;

interface KnownVersion {
  readonly at: number;
  readonly asked: Promise<string | null>;
  /** Undefined until the database has said it. */
  version?: string | null;
}

/** The data version of each database, asked at most once a second; null where the engine has none or it could not be read. */
export class DataVersions {
  readonly #clock: Clock;
  readonly #known = new Map<string, KnownVersion>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  current(target: Target): Promise<string | null> {
    const now = this.#clock.now();
    const recent = this.#recent(target, now);
    if (recent) return recent.asked;
    const asked = target.database.dataVersion({ timeoutMs: target.policy.timeoutMs }).catch(() => null);
    const known: KnownVersion = { at: now, asked };
    this.#known.set(target.name, known);
    void asked.then((version) => (known.version = version));
    return asked;
  }

  /** What `current` would resolve to, where that needs no asking; undefined otherwise. */
  known(target: Target): string | null | undefined {
    return this.#recent(target, this.#clock.now())?.version;
  }

  #recent(target: Target, now: number): KnownVersion | undefined {
    const known = this.#known.get(target.name);
    return known && now - known.at < checkEveryMs ? known : undefined;
  }
}
