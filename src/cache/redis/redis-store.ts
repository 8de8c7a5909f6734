import { Failure } from '../../core/errors.ts';
import type { Store, StoreChange, StoreListener, StoreRecord } from '../../core/ports.ts';
import type { RedisLink } from './link.ts';

const pageSize = 500;

/**
 * The store in Redis, one hash a collection: what one replica writes the others are told of. How durable it is, Redis'
 * configuration decides (appendonly). While Redis can't be reached, what is known goes on being served, and writes are refused.
 */
export class RedisStore implements Store {
  readonly description: string;
  readonly #link: RedisLink;
  readonly #namespace: string;
  readonly #listeners: StoreListener[] = [];

  constructor(link: RedisLink, namespace: string, description: string) {
    this.#link = link;
    this.#namespace = namespace;
    this.description = description;
    link.listen(this.#channel(), (message) => this.#tell(parseChanges(message)));
    link.onBack(() => {
      for (const listener of this.#listeners) listener.reload();
    });
  }

  /** In pages, so that no command takes long. Rejects where Redis is away: when it is back, listeners are told to load anew. */
  async load(collection: string, each: (record: StoreRecord) => void): Promise<void> {
    let cursor = '0';
    do {
      const page = await this.#link.run((redis) => redis.hscan(this.#hash(collection), cursor, 'COUNT', pageSize));
      if (!page.ok) throw new Failure('UNAVAILABLE', 'the shared state (Redis) can\'t be reached');
      const [next, fields] = page.value;
      for (let index = 0; index + 1 < fields.length; index += 2) each({ collection, key: fields[index] ?? '', value: fields[index + 1] ?? '' });
      cursor = next;
    } while (cursor !== '0');
  }

  async write(changes: readonly StoreChange[]): Promise<void> {
    if (changes.length === 0) return;
    const done = await this.#link.run(async (redis) => {
      const transaction = redis.multi();
      for (const { collection, key, value } of changes) {
        if (value === null) transaction.hdel(this.#hash(collection), key);
        else transaction.hset(this.#hash(collection), key, value);
      }
      return transaction.publish(this.#channel(), JSON.stringify(changes)).exec();
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
    return Array.isArray(parsed) ? (parsed as StoreChange[]) : [];
  } catch {
    return [];
  }
}
