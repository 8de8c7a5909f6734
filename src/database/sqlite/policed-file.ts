import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { createHash, randomBytes } from 'node:crypto';
import type { CatalogSnapshot } from '../../core/catalog.ts';
import type { Masking } from '../../core/policy.ts';
import { type Binding, isRefusal, refuse, type Refusal, type StatementKind } from '../../core/proof.ts';
import type { ResultLimits, ResultSet } from '../../core/result.ts';
import { type Access, accessOf } from '../../sql/access/rules.ts';
import type { Piece } from '../file-process/protocol.ts';
import { doubleQuoted } from '../../sql/quoting.ts';
import { Authorizer, type Reading } from './authorizer.ts';
import { Estimator } from './estimate.ts';
import { type Begun, beginning, endingWith, execute, openResult } from './execute.ts';
import { introspect } from './introspect.ts';
import { type FileFacts, fileFacts, maskingViews, type MaskNames, routedViews, unreadable } from './masks.ts';
import { connectionOptions, harden, sortInMemory } from './open-file.ts';
import { SealedAggregates } from './sealed-aggregates.ts';
import { Sealing } from './sealing.ts';

export interface PolicedFileOptions {
  readonly path: string;
  readonly functions: readonly string[];
  readonly masking: Masking;
  readonly lenient: boolean;
}

/** The file as one version of its schema lets it be seen. */
interface Facade {
  readonly database: DatabaseSyncInstance;
  readonly names: MaskNames;
  readonly access: Access;
  readonly authorizer: Authorizer;
  readonly estimator: Estimator;
  readonly sealing: Sealing;
  readonly aggregates: SealedAggregates;
}

/** Aggregates that `sql/sqlite/restrict.ts` puts in the place of SQLite's own. */
const sealedAggregates = ['count', 'sum', 'total', 'avg'].flatMap((name) => [`nl2sql_${name}`, `nl2sql_${name}_distinct`]);

const sealedShown = 'a column that is only for aggregates would be shown';
const hint = 'get_schema describes what may be seen.';

/**
 * A file under an access policy. It is attached under a name that nobody can guess to an empty database, so that no statement
 * can name a table in it: a bare name finds the temporary view that hides the table first. That holds for every spelling of a
 * name, and for what SQLite's authorizer is not asked about (USING, NATURAL). What views of the file read the authorizer judges
 * column by column.
 */
export class PolicedFile {
  readonly #plain: DatabaseSyncInstance;
  readonly #options: PolicedFileOptions;
  #facade: Facade | undefined;

  /** `plain` is the same file under no policy: what its schema says is read there. */
  constructor(plain: DatabaseSyncInstance, options: PolicedFileOptions) {
    this.#plain = plain;
    this.#options = options;
  }

  bind(sql: string, kind: StatementKind): Binding | Refusal {
    return this.#seen(sql, (facade) => {
      const binding = facade.authorizer.bind(sql);
      if (isRefusal(binding)) return binding;
      return { ...binding, ...(kind === 'select' ? facade.estimator.estimate(sql, binding.tables) : {}), ...rowLimit(facade.access, binding.tables) };
    });
  }

  execute(sql: string, { limits }: { readonly limits: ResultLimits }): ResultSet | Refusal {
    return this.#seen(sql, ({ authorizer, database, sealing, aggregates }) => {
      aggregates.reset();
      const result = authorizer.refusing(() => execute(database, sql, limits, (value) => sealing.open(value) && sealedShown));
      return isRefusal(result) ? result : { ...result, columns: result.columns.map((column) => ({ ...column, name: asWritten(column.name) })) };
    });
  }

  /** The same piece by piece, in one transaction from the first to the last. */
  open(sql: string): Begun | Refusal {
    const revealing = revealingIn(sql);
    if (revealing) return revealing;
    const { authorizer, database, sealing, aggregates, names } = this.#current();
    const end = () => void (database.isTransaction && database.exec('ROLLBACK'));
    const read = <T extends Begun | Piece>(work: () => T | Refusal) => endingWith(() => spokenOf(work, names), end);
    aggregates.reset();
    const begun = read(() => beginning(authorizer, () => openResult(database, sql, (value) => sealing.open(value) && sealedShown)));
    if (isRefusal(begun)) return begun;
    const { piece, result } = begun;
    const columns = piece.columns.map((column) => ({ ...column, name: asWritten(column.name) }));
    return { piece: { ...piece, columns }, result: { next: () => read(() => result.next()), end: () => (result.end(), end()) } };
  }

  /** The schema without what a statement under the policy can't read, except for what the policy names itself. */
  introspect(): CatalogSnapshot {
    const snapshot = introspect(this.#plain);
    const access = accessOf(snapshot, this.#options.masking.policy);
    const facts = fileFacts(this.#plain);
    const denied = new Set(access.denied.map(({ name }) => name.toLowerCase()));
    const gone = new Set(unreadable(access, facts).map((name) => name.toLowerCase()).filter((name) => !denied.has(name)));
    return { ...snapshot, tables: snapshot.tables.filter(({ name }) => !gone.has(name.toLowerCase())) };
  }

  /** Whether a view shows what may not be seen. */
  isRevealing(view: string): boolean {
    try {
      return isRefusal(this.bind(`SELECT * FROM ${doubleQuoted(view)}`, 'show'));
    } catch {
      return true;
    }
  }

  /** In one transaction with the look at the schema's version. */
  #seen<T>(sql: string, work: (facade: Facade) => T | Refusal): T | Refusal {
    const revealing = revealingIn(sql);
    if (revealing) return revealing;
    const facade = this.#current();
    try {
      return spokenOf(() => work(facade), facade.names);
    } finally {
      facade.database.exec('ROLLBACK');
    }
  }

  /** The facade of the schema as it is, in a transaction that sees it so until its end. */
  #current(): Facade {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const facade = (this.#facade ??= this.#build());
      facade.database.exec('BEGIN');
      if (versionOf(facade) === facade.access.snapshot.version) return facade;
      facade.database.exec('ROLLBACK');
      facade.database.close();
      this.#facade = undefined;
    }
    throw new Error('the schema of the file changes all the time');
  }

  #build(): Facade {
    const { path, functions, lenient, masking: { policy, salt } } = this.#options;
    const access = accessOf(introspect(this.#plain), policy);
    const names: MaskNames = { file: secretName(), reader: secretName() };
    const database = new DatabaseSync(':memory:', { ...connectionOptions(lenient), readOnly: true, defensive: false });
    sortInMemory(database);
    database.limits.attach = 1;
    database.prepare(`ATTACH ? AS ${names.file}`).run(path);
    database.limits.attach = 0;
    const facts = fileFacts(this.#plain);
    const masks = maskingViews(access, facts, names);
    for (const view of masks.values()) database.exec(view);
    const sealing = new Sealing();
    sealing.define(database);
    database.function('nl2sql_hash', { deterministic: true }, (value: string | number | bigint | Uint8Array | null) => hash(salt, value));
    const aggregates = new SealedAggregates(sealing, policy.groupRowsMin);
    aggregates.define(database);
    const own = { functions: new Set(['nl2sql_hash', 'nl2sql_seal']), reader: names.reader };
    const authorizer = new Authorizer(database, { functions: [...functions, ...sealedAggregates], own, judgeRead: readJudge(access, names, facts) });
    const routed = [...routedViews(access, facts)].filter(([name]) => !masks.has(name) && !isDenied(authorizer, name));
    for (const [, view] of routed) database.exec(view);
    database.enableDefensive(true);
    harden(database);
    return { database, names, access, authorizer, sealing, aggregates, estimator: new Estimator(database, this.#plain) };
  }
}

/** Whether a view of the file shows by itself what it may not, or doesn't compile. */
function isDenied(authorizer: Authorizer, view: string): boolean {
  try {
    return isRefusal(authorizer.bind(`SELECT * FROM ${doubleQuoted(view)}`));
  } catch {
    return true;
  }
}

/** Only views of the file reach a table past its temporary view; and modules what they keep their rows in, with statements of their own. */
function readJudge(access: Access, names: MaskNames, facts: FileFacts) {
  const lower = (text: string) => text.toLowerCase();
  const known = new Set(access.snapshot.tables.map(({ name }) => lower(name)));
  const denied = new Set(access.denied.map(({ name }) => lower(name)));
  const rules = new Map(access.restricted.map((entry) => [lower(entry.table.name), new Set([...entry.rules.keys()].map(lower))]));
  const { objects } = facts;
  return ({ table, column, database, reader }: Reading) => {
    const name = lower(table);
    if (/^(?:sqlite_|pragma_)/.test(name)) return { denied: `${table} is not for statements under this policy` };
    if (reader === names.reader) return 'table';
    if (database === 'temp') return 'column';
    if (database !== names.file) return known.has(name) ? 'column' : 'untold';
    const isShadow = objects.get(name)?.type === 'shadow';
    if (isShadow && reader === null) return 'untold';
    if (isShadow || denied.has(name) || rules.get(name)?.has(lower(column))) return { denied: reader === null ? `${table} may not be read` : `the view ${reader} shows what may not be seen` };
    return 'column';
  };
}

/** The least of what the tables that are read allow. */
function rowLimit({ rows }: Access, read: readonly string[]): Pick<Binding, 'rowsMax'> {
  const names = new Set(read.map((name) => name.toLowerCase()));
  const limits = rows.filter(({ table }) => names.has(table.name.toLowerCase())).map(({ rowsMax }) => rowsMax);
  return limits.length === 0 ? {} : { rowsMax: Math.min(...limits) };
}

function versionOf({ database, names }: Facade): string {
  return String(Object.values(database.prepare(`PRAGMA ${names.file}.schema_version`).get() ?? {})[0]);
}

function secretName(): string {
  return `nl2sql_${randomBytes(16).toString('hex')}`;
}

function revealingIn(sql: string): Refusal | undefined {
  const revealing = /sqlite_(?!version\b)\w*|pragma_\w*/i.exec(sql);
  return revealing ? refuse(`${revealing[0]} is not for statements under this policy`, [hint], revealing.index) : undefined;
}

/** What fails says nothing of names of ours. */
function spokenOf<T>(work: () => T, names: MaskNames): T {
  try {
    return work();
  } catch (error) {
    throw new Error(withoutOurs(error instanceof Error ? error.message : String(error), names), { cause: error });
  }
}

function withoutOurs(message: string, { file, reader }: MaskNames): string {
  return asWritten(message.replaceAll(file, 'main').replaceAll(reader, 'main')).replace(/(no such table: )main\./, '$1');
}

/** The aggregates that stand in the place of others, under the names of those. */
function asWritten(text: string): string {
  return text.replaceAll(/nl2sql_(count|sum|total|avg)_distinct(\s*\(\s*)(?:\/\*distinct\*\/)?/g, '$1$2DISTINCT').replaceAll(/nl2sql_(count|sum|total|avg)\b/g, '$1');
}

/** Two values that are equal as text have one hash. */
function hash(salt: string, value: string | number | bigint | Uint8Array | null): string | null {
  if (value === null) return null;
  return createHash('md5').update(salt).update(value instanceof Uint8Array ? value : String(value)).digest('hex');
}
