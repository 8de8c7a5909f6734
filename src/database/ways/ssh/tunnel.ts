import type { Duplex } from 'node:stream';
import type { Client, ClientChannel } from 'ssh2';
import { Failure } from '../../../core/errors.ts';
import { abortable } from '../../../std/abort.ts';
import type { Tunnel } from '../tunnel.ts';
import { addressOf, assertUsable, openSession } from './session.ts';
import type { SshServer, SshSettings } from './settings.ts';

/** A session that nobody uses is ended after this time. */
const idleMs = 60_000;

/** One SSH session for all connections of a database; made with the first, and anew where it has died. */
export class SshTunnel implements Tunnel {
  readonly #settings: SshSettings;
  readonly #baseFolder: string;
  #session: Promise<readonly Client[]> | undefined;
  #channels = 0;
  #idle: NodeJS.Timeout | undefined;

  /** Nothing connects yet; what is missing fails now. */
  static async open(settings: SshSettings, baseFolder: string): Promise<SshTunnel> {
    await assertUsable(settings, 'ssh');
    if (settings.jump) await assertUsable(settings.jump, 'ssh.jump');
    return new SshTunnel(settings, baseFolder);
  }

  private constructor(settings: SshSettings, baseFolder: string) {
    this.#settings = settings;
    this.#baseFolder = baseFolder;
  }

  async dial(server: { readonly host: string; readonly port: number; readonly socketPath?: string }, signal: AbortSignal): Promise<Duplex> {
    const session = await abortable((this.#session ??= this.#open()), signal);
    const client = session.at(-1);
    if (!client) throw new Failure('UNAVAILABLE', 'there is no SSH session');
    const opening = server.socketPath === undefined ? forward(client, server.host, server.port) : forwardToSocket(client, server.socketPath);
    opening.then((channel) => this.#count(channel), () => undefined);
    return abortable(opening, signal).catch((error: unknown) => {
      opening.then((late) => late.destroy(), () => undefined);
      throw error instanceof Failure ? error : forwardFailure(error, this.#settings);
    });
  }

  close(): void {
    clearTimeout(this.#idle);
    const session = this.#session;
    this.#session = undefined;
    session?.then(end, () => undefined);
  }

  #count(channel: Duplex): void {
    clearTimeout(this.#idle);
    this.#channels += 1;
    channel.once('close', () => {
      this.#channels -= 1;
      if (this.#channels === 0 && this.#session) this.#idle = setTimeout(() => this.close(), idleMs).unref();
    });
  }

  /** The sessions on the way, the last one at the far end. Where one ends, the next connection makes them anew. */
  #open(): Promise<readonly Client[]> {
    const opening = this.#hops();
    const forget = () => {
      if (this.#session === opening) this.#session = undefined;
    };
    opening.then((clients) => {
      for (const client of clients) {
        client.once('close', () => {
          forget();
          end(clients);
        });
      }
    }, forget);
    return opening;
  }

  async #hops(): Promise<readonly Client[]> {
    const { jump, knownHosts, ...server } = this.#settings;
    const open = (to: SshServer, key: string, through?: Duplex) => openSession({ server: to, key, knownHosts, baseFolder: this.#baseFolder, ...(through ? { through } : {}) });
    if (!jump) return [await open(server, 'ssh')];
    const first = await open(jump, 'ssh.jump');
    try {
      const through = await forward(first, server.host, server.port ?? 22).catch((error: unknown) => {
        throw forwardFailure(error, jump);
      });
      return [first, await open(server, 'ssh', through)];
    } catch (error) {
      first.end();
      throw error;
    }
  }
}

function end(clients: readonly Client[]): void {
  for (const client of clients.toReversed()) client.end();
}

function forward(client: Client, host: string, port: number): Promise<Duplex> {
  return new Promise((resolve, reject) => client.forwardOut('127.0.0.1', 0, host, port, settle(resolve, reject)));
}

function forwardToSocket(client: Client, path: string): Promise<Duplex> {
  return new Promise((resolve, reject) => client.openssh_forwardOutStreamLocal(path, settle(resolve, reject)));
}

function settle(resolve: (channel: Duplex) => void, reject: (error: Error) => void): (error: Error | undefined, channel: ClientChannel) => void {
  return (error, channel) => (error ? reject(error) : resolve(channel));
}

/** RFC 4254, section 5.1. */
const administrativelyProhibited = 1;

function forwardFailure(error: unknown, server: SshServer): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const isForbidden = error instanceof Error && 'reason' in error && error.reason === administrativelyProhibited;
  const what = isForbidden ? 'the SSH server forbids tunnels' : `the SSH server does not reach the database: ${message.replace(/^.*Channel open failure:\s*/, '').slice(0, 120)}`;
  const hint = isForbidden ? 'Have AllowTcpForwarding set on it for this user.' : 'Host and port of the DSN are those that the SSH server sees; see whether the database runs there.';
  return new Failure('UNAVAILABLE', what, { where: addressOf(server), hints: [hint], cause: error });
}
