import { Failure, toFailure } from '../../core/errors.ts';
import { abortable } from '../../std/abort.ts';
import { Deadline } from '../../std/deadline.ts';

/** Where passwords come from that do not stand in a DSN: a command, a file, the tokens of a cloud. */
export interface PasswordSource {
  /** Rejects with a Failure that names the key of the configuration. */
  fetch(signal: AbortSignal): Promise<FetchedPassword>;
}

export interface FetchedPassword {
  readonly password: string;
  /** By `Date.now()`; absent where it is good until a server refuses it. */
  readonly expiresAt?: number;
}

const fetchMs = 15_000;
/** A password that is about to expire would be refused by the time that it arrives. */
const marginMs = 60_000;

/** A password that is fetched once for all connections, and anew when it has expired or was refused. */
export class RenewedPassword {
  readonly #source: PasswordSource;
  #kept: FetchedPassword | undefined;
  #fetching: Promise<FetchedPassword> | undefined;

  constructor(source: PasswordSource) {
    this.#source = source;
  }

  async current(): Promise<string> {
    const kept = this.#kept;
    if (kept && (kept.expiresAt === undefined || Date.now() < kept.expiresAt)) return kept.password;
    this.#fetching ??= this.#fetch().finally(() => (this.#fetching = undefined));
    return (await this.#fetching).password;
  }

  /** A server refused it: the next is fetched. */
  refuse(password: string): void {
    if (this.#kept?.password === password) this.#kept = undefined;
  }

  async #fetch(): Promise<FetchedPassword> {
    const deadline = new Deadline(fetchMs, { reason: () => new Failure('UNAVAILABLE', `what gives the password took longer than ${fetchMs / 1_000} s`) });
    try {
      const fetched = await abortable(this.#source.fetch(deadline.signal), deadline.signal);
      this.#kept = fetched.expiresAt === undefined ? fetched : { ...fetched, expiresAt: Math.max(fetched.expiresAt - marginMs, Date.now() + 1_000) };
      return this.#kept;
    } catch (error) {
      throw toFailure(deadline.signal.aborted ? deadline.signal.reason : error);
    } finally {
      deadline.clear();
    }
  }
}
