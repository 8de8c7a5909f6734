import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import { abortable } from '../../std/abort.ts';
import { OptionalServer, type Outcome } from '../../std/optional-server.ts';

/** No command keeps a caller longer than this. */
const commandTimeoutMs = 50;
const reconnectMaxMs = 2_000;

type MessageListener = (message: string) => void;

/** A connection for commands and one for messages. A server that is down or stalled is left alone: it costs one command's timeout, once. */
export class RedisLink {
  readonly #commands: Redis;
  readonly #messages: Redis;
  readonly #listeners = new Map<string, MessageListener[]>();
  readonly #backListeners: (() => void)[] = [];
  readonly #onCommand: (ms: number, failed: boolean) => void;
  /** Aborts when the first connection is made, for which the first commands wait a little. */
  readonly #first = new AbortController();
  readonly #server: OptionalServer;
  #wasConnected = false;

  /** `onCommand` is told how long each command took. */
  constructor(url: string, onCommand: (ms: number, failed: boolean) => void = () => undefined) {
    this.#onCommand = onCommand;
    this.#server = new OptionalServer({ probe: async () => this.#commands.status === 'ready' && (await this.#commands.ping()) === 'PONG', onBack: () => this.#back() });
    const options: RedisOptions = {
      commandTimeout: commandTimeoutMs,
      connectTimeout: 1_000,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), reconnectMaxMs),
      connectionName: 'nl2sql-mcp',
    };
    this.#commands = new Redis(url, options);
    this.#messages = new Redis(url, { ...options, commandTimeout: undefined, enableOfflineQueue: true, maxRetriesPerRequest: null });
    // Without a listener an error would be printed; what it means is seen by whoever sends a command.
    for (const connection of [this.#commands, this.#messages]) connection.on('error', () => undefined);
    setMaxListeners(0, this.#first.signal);
    this.#commands.on('ready', () => this.#ready());
    this.#messages.on('message', (channel: string, message: string) => this.#deliver(channel, message));
  }

  get isReachable(): boolean {
    return this.#commands.status === 'ready' && this.#server.isReachable;
  }

  get failures(): number {
    return this.#server.failures;
  }

  /** Runs a command, or gives `ok: false` at once where the server is left alone. Never rejects. */
  run<T>(command: (redis: Redis) => Promise<T>): Promise<Outcome<T>> {
    return this.#server.run(async () => {
      if (!this.#wasConnected) await abortable(sleep(commandTimeoutMs, undefined, { ref: false }), this.#first.signal).catch(() => undefined);
      const startedAt = performance.now();
      let failed = true;
      try {
        const value = await command(this.#commands);
        failed = false;
        return value;
      } finally {
        this.#onCommand(performance.now() - startedAt, failed);
      }
    });
  }

  listen(channel: string, listener: MessageListener): void {
    const known = this.#listeners.get(channel);
    this.#listeners.set(channel, [...(known ?? []), listener]);
    if (!known) this.#messages.subscribe(channel).catch(() => undefined);
  }

  /** Told whenever messages may have been missed: the server was away and is back. */
  onBack(listener: () => void): void {
    this.#backListeners.push(listener);
  }

  close(): void {
    this.#server.close();
    this.#commands.disconnect();
    this.#messages.disconnect();
  }

  #ready(): void {
    const isFirst = !this.#wasConnected;
    this.#wasConnected = true;
    this.#first.abort();
    if (!isFirst) this.#back();
  }

  #back(): void {
    for (const listener of this.#backListeners) listener();
  }

  #deliver(channel: string, message: string): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(message);
  }
}
