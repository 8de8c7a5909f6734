import { standardLiteral } from '../../sql/quoting.ts';
import { ambientSql, type CatalogRows, foreignMarkSql, type RelationRow, type TypeRow, type ViewRow } from './catalog-rows.ts';

interface Marked {
  readonly oid: string;
  readonly mark: string;
}

const ofUsers = 'x.oid >= 16384';

/**
 * What must still be so when the statement runs, as one expression: each row of the catalog that the proof looked at is the same
 * version (its xmin), and no other of its name has come.
 */
export class Conditions {
  readonly #parts: string[];

  constructor(searchPath: readonly string[], ambient: string) {
    this.#parts = [same('array_to_json(current_schemas(true))::text', JSON.stringify(searchPath)), same(ambientSql, ambient)];
  }

  toString(): string {
    return this.#parts.join(' AND ');
  }

  /** `named` has whatever goes by the names, in all schemas: one more of the name may be nearer on the search path. */
  tables(names: readonly string[], named: readonly RelationRow[], read: readonly RelationRow[]): void {
    const others = read.filter((row) => !named.includes(row));
    const isRead = "x.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND x.relpersistence <> 't' AND x.relnamespace <> 'pg_toast'::regnamespace";
    this.#add('pg_class', `x.relname IN (${list(names)}) AND ${isRead} AND ${ofUsers}`, names, named);
    const oids = others.map(({ oid }) => oid);
    this.#add('pg_class', `x.oid IN (${oids.join(', ')})`, oids, others);
  }

  children(parents: readonly string[], children: CatalogRows['children']): void {
    if (parents.length === 0) return;
    const known = children.filter(({ parent }) => parents.includes(parent)).map(({ child }) => Number(child)).toSorted((a, b) => a - b).join(' ');
    this.#parts.push(same(`(SELECT string_agg(x.inhrelid::text, ' ' ORDER BY x.inhrelid) FROM pg_inherits x WHERE x.inhparent IN (${parents.join(', ')}))`, known));
  }

  views(views: readonly ViewRow[]): void {
    for (const { oid, mark } of views) this.#parts.push(same(`(SELECT string_agg(x.xmin::text, ' ') FROM pg_rewrite x WHERE x.ev_class = ${oid})`, mark));
  }

  functions(names: readonly string[], procs: CatalogRows['procs']): void {
    const named = new Set(names);
    this.#add('pg_proc', `x.proname IN (${list(names)}) AND ${ofUsers}`, names, procs.filter(({ name, oid }) => named.has(name) && Number(oid) >= 16384));
  }

  /** Functions that no name in the statement leads to: behind operators, casts, types, policies and wrappers. */
  behind(procs: CatalogRows['procs']): void {
    const byOid = new Map(procs.map((proc) => [proc.oid, proc]));
    this.#add('pg_proc', `x.oid IN (${[...byOid.keys()].join(', ')})`, [...byOid.keys()], [...byOid.values()]);
  }

  /** What a foreign table reads, and through what, is kept beside its own row. */
  foreign(read: readonly RelationRow[]): void {
    for (const { oid, foreign_mark: mark } of read) {
      if (mark !== null) this.#parts.push(same(foreignMarkSql(oid), mark));
    }
  }

  operators(names: readonly string[], operators: CatalogRows['operators']): void {
    this.#add('pg_operator', `x.oprname IN (${list(names)}) AND ${ofUsers}`, names, operators.filter(({ name }) => names.includes(name)));
  }

  /** Constraints of domains come and go without their type's row changing. */
  types(names: readonly string[], held: readonly TypeRow[], { types, constraints }: CatalogRows): void {
    this.#add('pg_type', `x.typname IN (${list(names)}) AND ${ofUsers}`, names, types.filter(({ name }) => names.includes(name)));
    const oids = held.map(({ oid }) => oid);
    this.#add('pg_type', `x.oid IN (${oids.join(', ')})`, oids, held);
    if (oids.length === 0) return;
    const known = constraints.filter(({ type }) => oids.includes(type)).map(({ oid }) => Number(oid)).toSorted((a, b) => a - b).join(' ');
    this.#parts.push(same(`(SELECT string_agg(x.oid::text, ' ' ORDER BY x.oid) FROM pg_constraint x WHERE x.contype = 'c' AND x.contypid IN (${oids.join(', ')}))`, known));
  }

  #add(catalog: string, where: string, names: readonly string[], rows: readonly Marked[]): void {
    if (names.length === 0) return;
    const known = rows.toSorted((a, b) => Number(a.oid) - Number(b.oid)).map(({ oid, mark }) => `${oid}:${mark}`).join(' ');
    this.#parts.push(same(`(SELECT string_agg(x.oid || ':' || x.xmin, ' ' ORDER BY x.oid) FROM ${catalog} x WHERE ${where})`, known));
  }
}

function list(names: readonly string[]): string {
  return names.map((name) => standardLiteral(name)).join(', ');
}

function same(expression: string, known: string): string {
  return `coalesce(${expression}, '') = ${standardLiteral(known)}`;
}
