import { Pool, type QueryResultRow } from 'pg';
import { Failure } from '../../../core/errors.ts';
import type { TextVector, VectorIndex, VectorIndexHealth, VectorSpace } from '../../../core/ports.ts';
import { digest } from '../../../std/digest.ts';
import { lazy } from '../../../std/lazy.ts';
import { OptionalServer, type Outcome } from '../../../std/optional-server.ts';
import { unitVector } from '../../../std/vectors.ts';
import { within } from '../../../std/within.ts';
import type { VectorIndexOptions } from '../../definition.ts';
import { sameDatabaseByAddress } from '../../same-database.ts';
import { clientConfig } from '../client-config.ts';
import { binaryVector } from './binary-vector.ts';
import { prepareTable, problemOf, statements } from './table.ts';

/** No search keeps a question longer than this, whether it has to connect first or not. */
const searchMs = 50;
/** Nobody waits for what is written. */
const writeMs = 5_000;
const probeMs = 1_000;
const checkMs = 10_000;
const connectionsMax = 3;

/** Texts that were given to `retain`, by their key, and the keys that are to be deleted. */
interface KnownSpace {
  readonly texts: ReadonlyMap<string, string>;
  readonly forgotten: ReadonlySet<string>;
}

/**
 * Vectors in a PostgreSQL with the extension pgvector, searched there and one after another: exact, and quick enough for as many
 * questions as people verify. The server is told digests, never a text. A server that is down or stalled is left alone; one that has
 * no pgvector, or does not let us use it, gives way to the fallback until the process ends.
 */
export class PgvectorIndex implements VectorIndex {
  readonly #options: VectorIndexOptions;
  readonly #pool: Pool;
  readonly #server: OptionalServer;
  readonly #prepare: () => Promise<void>;
  readonly #spaces = new Map<string, KnownSpace>();
  readonly #counts = new Map<string, number>();
  #unusable = false;
  #wasAsked = false;
  #problem: string | undefined;

  constructor(options: VectorIndexOptions) {
    this.#options = options;
    this.#pool = new Pool({ ...clientConfig(options.settings), max: connectionsMax, query_timeout: writeMs, idleTimeoutMillis: 60_000, allowExitOnIdle: true });
    // Without a listener a dropped connection would end the process.
    this.#pool.on('error', () => undefined);
    this.#prepare = lazy(async () => {
      await refuseAsked(options);
      await prepareTable(this.#pool);
    });
    this.#server = new OptionalServer({ probe: () => this.#probe() });
  }

  get patienceMs(): number {
    return this.#unusable ? this.#options.fallback.patienceMs : 0;
  }

  async retain(space: VectorSpace, texts: ReadonlySet<string>): Promise<readonly string[] | undefined> {
    if (this.#unusable) return this.#options.fallback.retain(space, texts);
    const { texts: wanted, forgotten } = this.#learn(space, texts);
    const held = await this.#run(writeMs, async () => {
      await this.#query(statements.forget, [this.#collection(space), [...forgotten]]);
      await this.#query(statements.renew, [this.#collection(space), space.model, [...wanted.keys()]]);
      await this.#query(statements.expire, []);
      return this.#query<{ key: string }>(statements.keys, [this.#collection(space), space.model]);
    });
    if (!held.ok) return undefined;
    this.#spaces.set(space.database, { texts: wanted, forgotten: new Set() });
    const keys = new Set(held.value.map(({ key }) => key));
    const missing = [...wanted].filter(([key]) => !keys.has(key)).map(([, text]) => text);
    this.#counts.set(space.database, wanted.size - missing.length);
    return missing;
  }

  async add(space: VectorSpace, entries: readonly TextVector[]): Promise<boolean> {
    if (this.#unusable) return this.#options.fallback.add(space, entries);
    if (entries.length === 0) return true;
    const values = entries.flatMap(({ text, vector }) => [digest(text), binaryVector(unitVector(vector))]);
    const added = await this.#run(writeMs, () => this.#query(statements.add(entries.length), [this.#collection(space), space.model, ...values]));
    if (added.ok) this.#counts.set(space.database, (this.#counts.get(space.database) ?? 0) + entries.length);
    return added.ok;
  }

  async search(space: VectorSpace, vector: Float32Array, countMax: number): Promise<readonly string[] | undefined> {
    if (this.#unusable) return this.#options.fallback.search(space, vector, countMax);
    const found = await this.#run(searchMs, () => this.#query<{ key: string }>(statements.nearest, [this.#collection(space), space.model, binaryVector(unitVector(vector)), countMax]));
    return found.ok ? found.value.flatMap(({ key }) => this.#spaces.get(space.database)?.texts.get(key) ?? []) : undefined;
  }

  async check(): Promise<void> {
    if (!this.#unusable) await this.#run(checkMs, () => this.#query('SELECT 1', []));
  }

  health(): VectorIndexHealth {
    const problem = this.#problem === undefined ? {} : { problem: this.#problem };
    if (this.#unusable) return { ...this.#options.fallback.health(), failures: this.#server.failures, ...problem };
    const vectors = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
    return { keptIn: 'pgvector', vectors, failures: this.#server.failures, ...(this.#wasAsked ? { reachable: this.#server.isReachable } : {}), ...(this.#server.isReachable ? {} : problem) };
  }

  async close(): Promise<void> {
    this.#server.close();
    await Promise.all([within(probeMs, this.#pool.end()).catch(() => undefined), this.#options.fallback.close()]);
  }

  #learn({ database }: VectorSpace, texts: ReadonlySet<string>): KnownSpace {
    const before = this.#spaces.get(database);
    const wanted = new Map([...texts].map((text) => [digest(text), text]));
    const known = { texts: wanted, forgotten: new Set([...(before?.forgotten ?? []), ...(before?.texts.keys() ?? [])].filter((key) => !wanted.has(key))) };
    this.#spaces.set(database, known);
    return known;
  }

  #collection({ database }: VectorSpace): string {
    return `${this.#options.namespace}:${database}`;
  }

  #run<T>(timeoutMs: number, work: () => Promise<T>): Promise<Outcome<T>> {
    this.#wasAsked = true;
    return this.#server.run(async () => {
      try {
        return await within(timeoutMs, this.#prepare().then(work));
      } catch (error) {
        this.#note(error);
        throw error;
      }
    });
  }

  /** What a later try can't mend either is said once, and the fallback takes over. */
  #note(error: unknown): void {
    const { message, isLasting } = problemOf(error);
    this.#problem = message;
    if (!isLasting || this.#unusable) return;
    this.#unusable = true;
    this.#options.warn(`vectors are kept in memory, not in state.pgvector: ${message}`);
  }

  async #probe(): Promise<boolean> {
    if (this.#unusable) return true;
    await within(probeMs, this.#prepare().then(() => this.#query('SELECT 1', [])));
    return true;
  }

  async #query<Row extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]> {
    const startedAt = performance.now();
    let failed = true;
    try {
      const { rows } = await this.#pool.query<Row>(text, [...values]);
      failed = false;
      return rows;
    } finally {
      this.#options.onStatement?.(performance.now() - startedAt, failed);
    }
  }
}

async function refuseAsked({ settings, asked }: VectorIndexOptions): Promise<void> {
  const same = await Promise.all(asked.map((other) => sameDatabaseByAddress(settings, other)));
  if (same.includes(true)) throw new Failure('BAD_CONFIG', 'it is a database that is asked, and nothing is ever written to one');
}
