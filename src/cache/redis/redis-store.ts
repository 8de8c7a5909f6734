import { Failure } from '../../core/errors.ts';
import type { Store, StoreChange, StoreListener, StoreRecord } from '../../core/ports.ts';
import { seal, unseal } from './envelope.ts';
import type { RedisLink } from './link.ts';

const pageSize = 500;

export interface RedisStoreOptions {
  readonly link: RedisLink;
  readonly namespace: string;
  /** By which replicas know what they wrote; absent: whoever writes to Redis is believed. */
  readonly secret?: Buffer;
  /** Told where values are there that are not sealed with the secret. */
  readonly warn: (message: string) => void;
}

/**
 * The store in Redis, one hash a collection: what one replica writes the others are told of. How durable it is, Redis'
 * configuration decides (appendonly). While Redis can't be reached, what is known goes on being served, and writes are refused.
 * Values are sealed where there is a secret, each for its place; others are left alone, and are as good as not there.
 */
export class RedisStore implements Store {
  readonly description: string;
  readonly #options: RedisStoreOptions;
  readonly #link: RedisLink;
  readonly #namespace: string;
  readonly #listeners: StoreListener[] = [];

  constructor(options: RedisStoreOptions) {
    const { link, namespace } = options;
    this.#options = options;
    this.#link = link;
    this.#namespace = namespace;
    this.description = `Redis, ${namespace}:*`;
    link.listen(this.#channel(), (message) => this.#tell(parseChanges(message).flatMap((change) => this.#opened(change) ?? [])));
    link.onBack(() => {
      for (const listener of this.#listeners) listener.reload();
    });
  }

  /** In pages, so that no command takes long. Rejects where Redis is away: when it is back, listeners are told to load anew. */
  async load(collection: string, each: (record: StoreRecord) => void): Promise<void> {
    let [cursor, foreign] = ['0', 0];
    do {
      const page = await this.#link.run((redis) => redis.hscan(this.#hash(collection), cursor, 'COUNT', pageSize));
      if (!page.ok) throw new Failure('UNAVAILABLE', 'the shared state (Redis) can\'t be reached');
      const [next, fields] = page.value;
      for (let index = 0; index + 1 < fields.length; index += 2) {
        const record = this.#opened({ collection, key: fields[index] ?? '', value: fields[index + 1] ?? '' });
        if (record) each(record);
        else foreign += 1;
      }
      cursor = next;
    } while (cursor !== '0');
    if (foreign > 0) this.#options.warn(`${foreign} entries of ${this.#hash(collection)} in Redis are not sealed with this state.secret, and are left alone`);
  }

  async write(changes: readonly StoreChange[]): Promise<void> {
    if (changes.length === 0) return;
    const sealed = changes.map((change) => ({ ...change, value: change.value === null ? null : this.#sealed(change.value, change) }));
    const done = await this.#link.run(async (redis) => {
      const transaction = redis.multi();
      for (const { collection, key, value } of sealed) {
        if (value === null) transaction.hdel(this.#hash(collection), key);
        else transaction.hset(this.#hash(collection), key, value);
      }
      return transaction.publish(this.#channel(), JSON.stringify(sealed)).exec();
    });
    if (!done.ok || done.value === null) throw new Failure('UNAVAILABLE', 'the shared state (Redis) can\'t be reached: nothing was stored', { hints: ['Try again in a moment.'] });
    this.#tell(changes);
  }

  /** Redis pushes. */
  refresh(): void {}

  listen(listener: StoreListener): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    this.#link.close();
    return Promise.resolve();
  }

  #tell(changes: readonly StoreChange[]): void {
    if (changes.length > 0) for (const listener of this.#listeners) listener.changed(changes);
  }

  /** Undefined where it is none of ours. What was removed needs no seal: who can write there can remove everything. */
  #opened<T extends StoreChange>(change: T): T | undefined {
    const { secret } = this.#options;
    if (change.value === null || !secret) return change;
    const value = unseal(Buffer.from(change.value, 'base64'), { secret, name: this.#place(change) });
    return value === undefined ? undefined : { ...change, value };
  }

  #sealed(value: string, place: Pick<StoreChange, 'collection' | 'key'>): string {
    const { secret } = this.#options;
    return secret ? seal(value, { secret, name: this.#place(place) }).toString('base64') : value;
  }

  #place({ collection, key }: Pick<StoreChange, 'collection' | 'key'>): string {
    return `${this.#hash(collection)}\n${key}`;
  }

  #hash(collection: string): string {
    return `${this.#namespace}:state:${collection}`;
  }

  #channel(): string {
    return `${this.#namespace}:changes`;
  }
}

function parseChanges(message: string): readonly StoreChange[] {
  try {
    const parsed: unknown = JSON.parse(message);
    return Array.isArray(parsed) ? parsed.filter(isChange) : [];
  } catch {
    return [];
  }
}

function isChange(value: unknown): value is StoreChange {
  const { collection, key, value: text } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<keyof StoreChange, unknown>>;
  return typeof collection === 'string' && typeof key === 'string' && (text === null || typeof text === 'string');
}
