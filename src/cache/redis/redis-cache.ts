import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lease, SharedCache, SharedCacheHealth } from '../../core/ports.ts';
import { digest } from '../../std/digest.ts';
import { seal, unseal } from './envelope.ts';
import type { RedisLink } from './link.ts';

const pollFirstMs = 5;
const pollMaxMs = 50;
/** A holder that died keeps the others waiting for no longer; one that lives says so before. */
const leaseMs = 3_000;
const renewMs = 1_000;
const renewScript = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0";
const releaseScript = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

/** The shared tier in Redis: keys `<namespace>:<level>:<digest>`, entries sealed against damage and forgery. */
export class RedisCache implements SharedCache {
  readonly #link: RedisLink;
  readonly #namespace: string;
  readonly #secret: Buffer;
  readonly #self = randomBytes(8).toString('hex');
  #hits = 0;
  #misses = 0;
  #garbage = 0;

  /** `secret`: shared by the replicas. */
  constructor(link: RedisLink, namespace: string, secret: Buffer) {
    this.#link = link;
    this.#namespace = namespace;
    this.#secret = secret;
  }

  async get(level: string, key: string): Promise<string | undefined> {
    const found = await this.#link.run((redis) => redis.getBuffer(this.#key(level, key)));
    return found.ok ? this.#open(level, key, found.value) : undefined;
  }

  async set(level: string, key: string, value: string, ttlMs: number): Promise<void> {
    const name = this.#key(level, key);
    const sealed = seal(value, { secret: this.#secret, name });
    await this.#link.run((redis) => redis.set(name, sealed, 'PX', ttlMs));
  }

  async delete(level: string, key: string): Promise<void> {
    await this.#link.run((redis) => redis.pipeline().unlink(this.#key(level, key)).publish(this.#channel(), JSON.stringify([this.#self, level, key])).exec());
  }

  async clear(level: string): Promise<void> {
    let cursor = '0';
    do {
      const page = await this.#link.run((redis) => redis.scan(cursor, 'MATCH', `${this.#namespace}:${level}:*`, 'COUNT', 500));
      if (!page.ok) return;
      const [next, keys] = page.value;
      if (keys.length > 0) await this.#link.run((redis) => redis.unlink(...keys));
      cursor = next;
    } while (cursor !== '0');
    await this.#link.run((redis) => redis.publish(this.#channel(), JSON.stringify([this.#self, level, null])));
  }

  async lease(level: string, key: string, ttlMs: number): Promise<Lease> {
    const name = `${this.#key(level, key)}:lease`;
    const token = randomBytes(12).toString('hex');
    const taken = await this.#link.run((redis) => redis.set(name, token, 'PX', Math.min(ttlMs, leaseMs), 'NX'));
    if (!taken.ok) return { kind: 'unknown' };
    if (taken.value === null) return { kind: 'held' };
    const renewing = this.#renew(name, token, ttlMs);
    const release = async () => {
      clearInterval(renewing);
      await this.#link.run((redis) => redis.eval(releaseScript, 1, name, token));
    };
    return { kind: 'won', release };
  }

  /** Until it is released, or the work has taken longer than it may. */
  #renew(name: string, token: string, ttlMs: number): NodeJS.Timeout {
    const until = Date.now() + ttlMs;
    const renewing = setInterval(() => {
      if (Date.now() >= until) clearInterval(renewing);
      else void this.#link.run((redis) => redis.eval(renewScript, 1, name, token, leaseMs));
    }, renewMs);
    return renewing.unref();
  }

  async awaited(level: string, key: string, timeoutMs: number): Promise<string | undefined> {
    const name = this.#key(level, key);
    const until = Date.now() + timeoutMs;
    for (let pause = pollFirstMs; Date.now() < until; pause = Math.min(pause * 2, pollMaxMs)) {
      const seen = await this.#link.run((redis) => redis.mgetBuffer(name, `${name}:lease`));
      if (!seen.ok) return undefined;
      const [entry = null, lease = null] = seen.value;
      if (lease === null) return this.#open(level, key, entry);
      await sleep(pause, undefined, { ref: false });
    }
    return undefined;
  }

  listen(listener: (level: string, key: string | undefined) => void): void {
    this.#link.listen(this.#channel(), (message) => {
      const [sender, level, key] = parseMessage(message);
      if (sender !== this.#self && level !== undefined) listener(level, key ?? undefined);
    });
  }

  health(): SharedCacheHealth {
    return { reachable: this.#link.isReachable, hits: this.#hits, misses: this.#misses, failures: this.#link.failures, garbage: this.#garbage };
  }

  close(): Promise<void> {
    this.#link.close();
    return Promise.resolve();
  }

  #open(level: string, key: string, entry: Buffer | null): string | undefined {
    if (entry === null) {
      this.#misses += 1;
      return undefined;
    }
    const text = unseal(entry, { secret: this.#secret, name: this.#key(level, key) });
    if (text === undefined) {
      this.#garbage += 1;
      void this.delete(level, key);
    } else this.#hits += 1;
    return text;
  }

  #key(level: string, key: string): string {
    return `${this.#namespace}:${level}:${digest(key)}`;
  }

  #channel(): string {
    return `${this.#namespace}:dropped`;
  }
}

function parseMessage(message: string): readonly [string?, string?, (string | null)?] {
  try {
    const parsed: unknown = JSON.parse(message);
    return Array.isArray(parsed) ? (parsed as [string, string, string | null]) : [];
  } catch {
    return [];
  }
}
