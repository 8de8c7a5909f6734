import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import { deferred } from '../../std/deferred.ts';

/** No command keeps a caller longer than this. */
const commandTimeoutMs = 50;
const backoffFirstMs = 250;
const backoffMaxMs = 15_000;
const reconnectMaxMs = 2_000;

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

type MessageListener = (message: string) => void;

/**
 * A connection for commands and one for messages. After a failure everything is bypassed at once, without a wait, while a
 * background probe finds out with growing pauses whether the server is well again; so a stalled server costs one command's
 * timeout, once.
 */
export class RedisLink {
  readonly #commands: Redis;
  readonly #messages: Redis;
  readonly #listeners = new Map<string, MessageListener[]>();
  readonly #backListeners: (() => void)[] = [];
  readonly #onCommand: (ms: number, failed: boolean) => void;
  readonly #first = deferred<void>();
  #wasConnected = false;
  #bypassed = false;
  #closed = false;
  #failures = 0;

  /** `onCommand` is told how long each command took. */
  constructor(url: string, onCommand: (ms: number, failed: boolean) => void = () => undefined) {
    this.#onCommand = onCommand;
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
    this.#commands.on('ready', () => this.#ready());
    this.#messages.on('message', (channel: string, message: string) => this.#deliver(channel, message));
  }

  get isReachable(): boolean {
    return this.#commands.status === 'ready' && !this.#bypassed;
  }

  get failures(): number {
    return this.#failures;
  }

  /** Runs a command, or gives `ok: false` at once where the server is bypassed. Never rejects. */
  async run<T>(command: (redis: Redis) => Promise<T>): Promise<Outcome<T>> {
    if (this.#bypassed || this.#closed) return { ok: false };
    try {
      if (!this.#wasConnected) await Promise.race([this.#first.promise, sleep(commandTimeoutMs, undefined, { ref: false })]);
      const startedAt = performance.now();
      let failed = true;
      try {
        const value = await command(this.#commands);
        failed = false;
        return { ok: true, value };
      } finally {
        this.#onCommand(performance.now() - startedAt, failed);
      }
    } catch {
      this.#failures += 1;
      this.#bypass();
      return { ok: false };
    }
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
    this.#closed = true;
    this.#commands.disconnect();
    this.#messages.disconnect();
  }

  #ready(): void {
    const isFirst = !this.#wasConnected;
    this.#wasConnected = true;
    this.#first.resolve();
    if (!isFirst) this.#back();
  }

  #back(): void {
    for (const listener of this.#backListeners) listener();
  }

  #deliver(channel: string, message: string): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(message);
  }

  #bypass(): void {
    if (this.#bypassed) return;
    this.#bypassed = true;
    void this.#probe();
  }

  async #probe(): Promise<void> {
    for (let pause = backoffFirstMs; !this.#closed; pause = Math.min(pause * 2, backoffMaxMs)) {
      await sleep(pause, undefined, { ref: false });
      const answer = this.#commands.status === 'ready' ? await this.#commands.ping().catch(() => undefined) : undefined;
      if (answer === undefined) continue;
      this.#bypassed = false;
      return this.#back();
    }
  }
}
