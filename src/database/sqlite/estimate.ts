import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Binding } from '../../core/proof.ts';

/** A line of EXPLAIN QUERY PLAN: steps of one parent are nested loops, the first the outermost. */
interface Step {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

interface Index {
  readonly name: string;
  readonly unique: number;
  readonly columns: number;
  /** Of ANALYZE: the rows of the table, then those that share the first column, the first two, … */
  readonly stat: string | null;
}

interface Estimate {
  readonly rows: number;
  /** Rows that are visited on the way. */
  readonly cost: number;
}

/** Where nothing is known: SQLite's own guesses (its documentation of the query planner, "sqlite_stat1"). */
const unknownRows = 1_000;
const equalRows = 10;
const rangeShare = 4;

const indexSql = `SELECT l.name, l."unique", (SELECT count(*) FROM pragma_index_info(l.name)) AS columns, NULL AS stat FROM pragma_index_list(?) l`;

/**
 * What the plan that SQLite has chosen costs, in rows visited: sizes by ANALYZE or by the greatest rowid, times what each
 * search leaves of them. An upper bound, for SQLite tells nothing of conditions without an index; rows of the result are
 * told only where nothing but the joins decides about them.
 */
export function estimateOf(database: DatabaseSyncInstance, sql: string, tables: readonly string[]): Pick<Binding, 'estimatedRows' | 'estimatedCost' | 'warnings'> {
  let steps: Step[];
  try {
    steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as Step[];
  } catch {
    return {};
  }
  const plan = new Plan(database, sql, tables, steps);
  const { rows, cost } = plan.of(0);
  const plain = sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^]*?\*\//g, ' ');
  const limit = Number(/\blimit\s+(\d+)\s*(?:;\s*)?$/i.exec(plain)?.[1] ?? Infinity);
  const filtered = /\b(?:where|group\s+by|having|distinct|intersect|except|union|count|sum|avg|min|max|total|group_concat|string_agg)\b/i.test(plain);
  const recursive = steps.some(({ detail }) => detail === 'RECURSIVE STEP');
  if (recursive) return limit < Infinity ? {} : { warnings: ['a recursive query: how many rows it gives is known only when it ends'] };
  const cut = filtered || steps.some(({ detail }) => detail.startsWith('USE TEMP B-TREE')) ? cost : Math.min(cost, limit * Math.max(1, cost / Math.max(rows, 1)));
  return { estimatedCost: cut, ...(filtered ? {} : { estimatedRows: Math.min(rows, limit) }) };
}

class Plan {
  readonly #database: DatabaseSyncInstance;
  readonly #tables: ReadonlyMap<string, string>;
  readonly #children = new Map<number, Step[]>();
  readonly #sizes = new Map<string, number>();
  readonly #indexes = new Map<string, readonly Index[]>();
  /** Subqueries with a name, once they are estimated. */
  readonly #named = new Map<string, number>();

  constructor(database: DatabaseSyncInstance, sql: string, tables: readonly string[], steps: readonly Step[]) {
    this.#database = database;
    this.#tables = aliasesIn(sql, tables);
    for (const step of steps) this.#children.set(step.parent, [...(this.#children.get(step.parent) ?? []), step]);
  }

  of(parent: number): Estimate {
    let rows = 1;
    let cost = 0;
    for (const step of this.#children.get(parent) ?? []) {
      const inner = this.of(step.id);
      const found = this.#step(step, inner);
      cost += (found.once ? 1 : rows) * found.cost;
      rows *= found.rows;
    }
    return { rows, cost };
  }

  #step({ detail, id }: Step, inner: Estimate): Estimate & { readonly once?: boolean } {
    const [, kind = '', name = ''] = /^(SCAN|SEARCH|CO-ROUTINE|MATERIALIZE) (\S+)/.exec(detail) ?? [];
    if (kind === 'SCAN') return this.#visited(this.#size(name));
    if (kind === 'SEARCH') return this.#visited(this.#found(name, detail));
    if (kind !== '') {
      this.#named.set(name, inner.rows);
      return { rows: 1, cost: inner.cost, once: true };
    }
    if (detail === 'MULTI-INDEX OR') return this.#visited((this.#children.get(id) ?? []).reduce((sum, step) => sum + this.of(step.id).rows, 0));
    if (detail === 'COMPOUND QUERY') return (this.#children.get(id) ?? []).map((step) => this.of(step.id)).reduce((sum, part) => ({ rows: sum.rows + part.rows, cost: sum.cost + part.cost }), { rows: 0, cost: 0 });
    // What runs once for each row of the loops around it says so.
    return { rows: 1, cost: inner.cost, once: !detail.startsWith('CORRELATED') };
  }

  #visited(rows: number): Estimate {
    return { rows, cost: Math.max(1, rows) };
  }

  #found(name: string, detail: string): number {
    const size = this.#size(name);
    if (detail.includes('INTEGER PRIMARY KEY (rowid=?)')) return 1;
    const equal = detail.split('=?').length - 1;
    const [, indexName] = /INDEX (\S+) \(/.exec(detail) ?? [];
    const index = this.#indexesOf(this.#tables.get(name.toLowerCase()) ?? name).find((known) => known.name === indexName);
    if (equal === 0) return size / rangeShare;
    if (detail.includes('PRIMARY KEY (') || (index?.unique === 1 && equal >= index.columns)) return 1;
    const analysed = Number(index?.stat?.split(' ')[equal]);
    return Math.min(size, Number.isFinite(analysed) ? analysed : equalRows);
  }

  /** How many rows a table or a named subquery has; of an alias that is not understood, as many as the largest table. */
  #size(name: string): number {
    const named = this.#named.get(name);
    if (named !== undefined) return named;
    const table = this.#tables.get(name.toLowerCase());
    if (table !== undefined) return this.#rowsOf(table);
    return Math.max(1, ...[...new Set(this.#tables.values())].map((known) => this.#rowsOf(known)));
  }

  #rowsOf(table: string): number {
    const known = this.#sizes.get(table);
    if (known !== undefined) return known;
    const [analysed] = this.#indexesOf(table).flatMap(({ stat }) => (stat === null ? [] : [Number(stat.split(' ')[0])]));
    const size = analysed ?? this.#greatestRowid(table);
    this.#sizes.set(table, size);
    return size;
  }

  #greatestRowid(table: string): number {
    try {
      return Number(Object.values(this.#database.prepare(`SELECT max(rowid) FROM "${table.replaceAll('"', '""')}"`).get() ?? {})[0] ?? 0);
    } catch {
      return unknownRows;
    }
  }

  #indexesOf(table: string): readonly Index[] {
    const known = this.#indexes.get(table);
    if (known) return known;
    const found = this.#database.prepare(indexSql).all(table) as Index[];
    const stats = this.#statsOf(table);
    const indexes = stats.size === 0 ? found : [...found.map((index) => ({ ...index, stat: stats.get(index.name) ?? null })), ...(stats.has('') ? [{ name: '', unique: 0, columns: 0, stat: stats.get('') ?? null }] : [])];
    this.#indexes.set(table, indexes);
    return indexes;
  }

  #statsOf(table: string): ReadonlyMap<string, string> {
    try {
      return new Map((this.#database.prepare('SELECT idx, stat FROM sqlite_stat1 WHERE tbl = ?').all(table) as { idx: string | null; stat: string }[]).map(({ idx, stat }) => [idx ?? '', stat]));
    } catch {
      return new Map();
    }
  }
}

/** Tables by the names that the plan calls them: their own, and those that follow them in the text. */
function aliasesIn(sql: string, tables: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const table of tables) {
    names.set(table.toLowerCase(), table);
    const quoted = table.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    for (const [, alias = ''] of sql.matchAll(new RegExp(`(?<![\\w$])["\`[]?${quoted}["\`\\]]?\\s+(?:as\\s+)?["\`[]?([\\p{L}_][\\p{L}\\p{N}_$]*)`, 'giu'))) if (!names.has(alias.toLowerCase())) names.set(alias.toLowerCase(), table);
  }
  return names;
}
