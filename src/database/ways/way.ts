import { Failure, toFailure } from '../../core/errors.ts';
import { abortable } from '../../std/abort.ts';
import { Deadline } from '../../std/deadline.ts';
import type { ConnectionSettings } from '../connection-settings.ts';
import { LoginRefused } from '../connection-failure.ts';
import { explained, placeOf } from './explained.ts';
import type { RenewedPassword } from './password.ts';
import type { Tunnel } from './tunnel.ts';

export interface WayOptions {
  /** The hosts that will do, in the order in which they are tried. */
  readonly hosts: readonly [ConnectionSettings, ...ConnectionSettings[]];
  /** In place of a password that stands in the DSN; some hold for one host alone. */
  readonly passwordOf?: (settings: ConnectionSettings) => RenewedPassword | undefined;
  readonly tunnel?: Tunnel;
}

/** How long a host that would not do is tried after the others. */
const avoidedMs = 30_000;

interface Host {
  readonly settings: ConnectionSettings;
  readonly password?: RenewedPassword;
  failedAt: number;
}

type Connect<C> = (settings: ConnectionSettings, signal: AbortSignal) => Promise<C>;

/** How a server is reached: which of its hosts, through which tunnel, with which password. The engines know only one host, and connect to it. */
export class Way {
  readonly #tunnel: Tunnel | undefined;
  readonly #hosts: readonly [Host, ...Host[]];
  /** The host that the last connection was made to. */
  #last: Host;

  constructor({ hosts: [first, ...others], passwordOf, tunnel }: WayOptions) {
    const host = (settings: ConnectionSettings): Host => {
      const password = passwordOf?.(settings);
      const through = { ...settings, ...(password ? { password: () => password.current() } : {}), ...(tunnel ? { dial: (signal: AbortSignal) => tunnel.dial(settings, signal) } : {}) };
      return { settings: through, failedAt: -Infinity, ...(password ? { password } : {}) };
    };
    this.#tunnel = tunnel;
    this.#hosts = [host(first), ...others.map(host)];
    this.#last = this.#hosts[0];
  }

  /** What all hosts have in common: whom, what, how. */
  get settings(): ConnectionSettings {
    return this.#hosts[0].settings;
  }

  get hasSeveralHosts(): boolean {
    return this.#hosts.length > 1;
  }

  /** The host of the last connection, for operators. */
  get place(): string {
    return placeOf(this.#last.settings);
  }

  /** Connects to the first host that will do. Each gets its share of the time; those that just would not do come last. */
  async connect<C>(connect: Connect<C>, signal: AbortSignal): Promise<C> {
    const failures: Failure[] = [];
    for (const host of this.#inTurn()) {
      try {
        const connection = await this.#signIn(host, connect, signal);
        host.failedAt = -Infinity;
        this.#last = host;
        return connection;
      } catch (error) {
        host.failedAt = performance.now();
        failures.push(explained(toFailure(error), host.settings));
        if (signal.aborted) break;
      }
    }
    throw together(failures);
  }

  #inTurn(): readonly Host[] {
    const since = performance.now() - avoidedMs;
    return [...this.#hosts.filter(({ failedAt }) => failedAt < since), ...this.#hosts.filter(({ failedAt }) => failedAt >= since)];
  }

  close(): void {
    this.#tunnel?.close();
  }

  /** Once more with a new password, where the server refuses one that can be renewed. */
  async #signIn<C>({ settings, password }: Host, connect: Connect<C>, signal: AbortSignal): Promise<C> {
    if (!password) return this.#attempt(settings, connect, signal);
    const refused = await abortable(password.current(), signal);
    try {
      return await this.#attempt(settings, connect, signal);
    } catch (error) {
      if (!(error instanceof LoginRefused)) throw error;
      password.refuse(refused);
      // The same once more would only count as another wrong one, which may lock the user out.
      if ((await abortable(password.current(), signal)) === refused) throw error;
      return this.#attempt(settings, connect, signal);
    }
  }

  async #attempt<C>(settings: ConnectionSettings, connect: Connect<C>, within: AbortSignal): Promise<C> {
    const deadline = new Deadline(settings.connectTimeoutMs, { within, reason: () => new Failure('UNAVAILABLE', 'the server does not answer') });
    try {
      return await connect(settings, deadline.signal);
    } finally {
      deadline.clear();
    }
  }
}

/** One failure of all hosts: of the first, with what the others said. */
function together(failures: readonly Failure[]): Failure {
  const [first, ...others] = failures;
  if (!first || others.length === 0) return first ?? new Failure('UNAVAILABLE', 'no host is configured');
  const messages = [...new Set(failures.map(({ message }) => message))];
  const where = [...new Set(failures.map((failure) => failure.where))].join(', ');
  return new Failure(first.code, `none of the hosts will do: ${messages.join('; ')}`, { hints: [...new Set(failures.flatMap(({ hints }) => hints))], where, cause: first });
}
