import { abortable } from '../../std/abort.ts';
import type { Clock } from '../../std/clock.ts';
import type { Target } from '../target/target.ts';

/** A mark that takes longer is not worth its wait: the statement itself is run. */
const lookMsMax = 2_000;
/** Rows that are about to be read may go with a mark of so long ago: what was committed since makes them look old, never new. */
const recentMs = 1_000;

/** One look at a database's mark; null where it has none or it could not be read in time. */
interface Look {
  /** When it was begun, by the monotonic clock: every commit that was acknowledged before is in it. */
  begunAt: number;
  readonly mark: Promise<string | null>;
  /** Undefined until the database has said it. */
  version?: string | null;
}

interface Looks {
  last?: Look | undefined;
  running?: Look | undefined;
  /** Begins when the running one is over; whoever comes until then shares it. */
  next?: Look | undefined;
}

/** The data version of each database: rows are served again only by one that was looked at after the call for them came in. */
export class DataVersions {
  readonly #clock: Clock;
  readonly #looks = new WeakMap<Target, Looks>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The version as of a moment (of the monotonic clock) or later. Calls that come at the same time share a look. */
  async since(target: Target, moment: number, signal?: AbortSignal): Promise<string | null> {
    const known = this.known(target, moment);
    if (known !== undefined) return known;
    const looks = this.#of(target);
    const { running, next } = looks;
    const look = next ?? (running ? (running.begunAt >= moment ? running : this.#follow(target, looks, running)) : this.#begin(target, looks));
    return abortable(look.mark, signal);
  }

  /** A version from before the rows that are about to be read. */
  before(target: Target, signal?: AbortSignal): Promise<string | null> {
    return this.since(target, this.#clock.monotonicMs() - recentMs, signal);
  }

  /** What `since` would give, where that needs no asking; undefined otherwise. */
  known(target: Target, moment: number): string | null | undefined {
    const { database } = target;
    if (database.dataVersionNow) return database.dataVersionNow();
    const last = this.#of(target).last;
    return last && last.begunAt >= moment ? last.version : undefined;
  }

  #of(target: Target): Looks {
    const known = this.#looks.get(target);
    if (known) return known;
    const looks: Looks = {};
    this.#looks.set(target, looks);
    return looks;
  }

  #begin(target: Target, looks: Looks): Look {
    const begunAt = this.#clock.monotonicMs();
    const timeoutMs = Math.min(lookMsMax, target.policy.timeoutMs);
    const look: Look = { begunAt, mark: target.database.dataVersion({ timeoutMs }).catch(() => null).then((version) => this.#end(looks, look, version)) };
    looks.running = look;
    return look;
  }

  #follow(target: Target, looks: Looks, running: Look): Look {
    const next: Look = {
      begunAt: Infinity,
      mark: running.mark.then(() => {
        looks.next = undefined;
        return this.#begin(target, looks).mark;
      }),
    };
    looks.next = next;
    return next;
  }

  #end(looks: Looks, look: Look, version: string | null): string | null {
    look.version = version;
    looks.last = look;
    looks.running = undefined;
    return version;
  }
}
