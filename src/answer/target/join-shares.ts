import { type CatalogIndex, type IndexedColumn, type JoinEdge, joinsByName, type JoinShare } from '../../catalog/index.ts';
import { joinsByValues, overlaps, soughtValues } from '../../catalog/inferred-joins.ts';
import type { ValueIndex } from '../../catalog/values.ts';
import { isRefusal } from '../../core/proof.ts';
import type { Policy } from '../../core/policy.ts';
import type { Database } from '../../core/ports.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import type { Prover } from '../verify/prover.ts';

/** What rows are looked at with. */
export interface SamplingOptions {
  readonly prover: Prover;
  readonly database: Pick<Database, 'execute'>;
  readonly dialect: SqlDialect;
  readonly policy: Policy;
}

/** What was found out with the rows. */
export interface Seen {
  readonly catalog: CatalogIndex;
  /** Nothing failed or took too long, so that another look would find the same. */
  readonly isWhole: boolean;
}

const call = { timeoutMs: 1_000 };
const oneFigure = { rowsMax: 1, offset: 0, cellBytesMax: 100, bytesMax: 1_000 };
const joinsMax = 1_000;
/** A database is asked for no longer than this in all; what is left is told by its names. */
const countingMs = 10_000;
/** A database that is too slow for so many of them, or refuses them, is not asked for the others. */
const failuresMax = 5;

/**
 * The catalog with those undeclared joins whose values overlap, each with its share: a few sampled values of one end are counted at the
 * other, by one proven statement of at most a second a join. Where no values are known, or they can't be counted, the names alone tell.
 */
export async function withSeenJoins(catalog: CatalogIndex, values: ValueIndex, options: SamplingOptions): Promise<Seen> {
  const counting = new Counting(catalog, values, options);
  const named = await counting.seen(joinsByName(catalog));
  const known = named.length === 0 ? catalog : catalog.withInferred(named);
  const met = (await counting.seen(joinsByValues(known, values))).filter(({ share }) => share !== undefined);
  return { catalog: met.length === 0 ? known : catalog.withInferred([...named, ...met]), isWhole: counting.isWhole };
}

class Counting {
  readonly #catalog: CatalogIndex;
  readonly #values: ValueIndex;
  readonly #options: SamplingOptions;
  readonly #until = performance.now() + countingMs;
  #joins = 0;
  #failures = 0;
  #isLate = false;

  constructor(catalog: CatalogIndex, values: ValueIndex, options: SamplingOptions) {
    this.#catalog = catalog;
    this.#values = values;
    this.#options = options;
  }

  get isWhole(): boolean {
    return this.#failures === 0 && !this.#isLate;
  }

  /** Without those whose values were looked for in vain. */
  async seen(joins: Iterable<JoinEdge>): Promise<JoinEdge[]> {
    const kept: JoinEdge[] = [];
    for (const join of joins) {
      const share = await this.#shareOf(join);
      if (!share) kept.push(join);
      else if (overlaps(share)) kept.push({ ...join, share });
    }
    return kept;
  }

  /** Undefined where nothing can be said. */
  async #shareOf({ from, to, pairs: [pair] }: JoinEdge): Promise<JoinShare | undefined> {
    const column = from.columns.find(({ column: { name } }) => name === pair?.[0]);
    const key = to.columns.find(({ column: { name } }) => name === pair?.[1]);
    const sought = column ? soughtValues(column, this.#values) : [];
    if (!key || sought.length === 0 || this.#joins >= joinsMax || this.#failures >= failuresMax) return undefined;
    this.#isLate ||= performance.now() > this.#until;
    if (this.#isLate) return undefined;
    this.#joins += 1;
    try {
      return { found: Math.min(sought.length, await this.#count(key, sought)), of: sought.length };
    } catch {
      this.#failures += 1;
      return undefined;
    }
  }

  async #count(key: IndexedColumn, sought: readonly (string | number)[]): Promise<number> {
    const { prover, database, dialect } = this.#options;
    const literals = inTypeOf(key, sought).map((value) => dialect.literal(value));
    if (literals.length === 0) return 0;
    const [name, schema, table] = [key.column.name, key.table.table.schema, key.table.table.name].map((part) => dialect.quoteIdentifier(part));
    const statement = await prover.proveOnce(this.#catalog, `SELECT COUNT(DISTINCT ${name}) FROM ${schema}.${table} WHERE ${name} IN (${literals.join(', ')})`, { ...call, isRunNext: true });
    if (isRefusal(statement)) throw new Error(statement.reason);
    const { rows } = await database.execute(statement, oneFigure, call);
    return Number(rows[0]?.[0] ?? 0);
  }
}

/** Of a key that is a number, only what reads as one can be equal to it. */
function inTypeOf({ column: { family } }: IndexedColumn, sought: readonly (string | number)[]): readonly (string | number)[] {
  if (family !== 'integer' && family !== 'number') return sought.map(String);
  return sought.flatMap((value) => (typeof value === 'number' ? [value] : /^-?\d{1,15}$/.test(value) ? [Number(value)] : []));
}
