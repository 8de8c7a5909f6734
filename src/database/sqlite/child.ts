/** The process that opens one SQLite file and does what its parent asks, one request at a time (see `connect.ts`). */
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { toFailure } from '../../core/errors.ts';
import { type Binding, isRefusal, type Refusal } from '../../core/proof.ts';
import { Authorizer } from './authorizer.ts';
import { sqliteFailure } from './errors.ts';
import { Estimator } from './estimate.ts';
import { execute } from './execute.ts';
import { introspect, schemaVersion, viewsNamed } from './introspect.ts';
import type { ChildOptions, ChildReply, ChildRequest } from './protocol.ts';

/** No value is longer, and no statement takes more memory (sorting, grouping): it fails instead. */
const valueBytesMax = 64_000_000;
const heapBytesMax = 512_000_000;

const textWarning = 'a name in double quotes is no column and was read as text: write text in single quotes';

/** An open file with what judges the statements on it. */
interface Opened {
  readonly authorizer: Authorizer;
  readonly estimator: Estimator;
}

let lenient: Opened | undefined;

const options = JSON.parse(process.argv[2] ?? '{}') as ChildOptions;

const allowedFunctions = options.masking ? [...options.functions, 'nl2sql_hash'] : options.functions;

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);

try {
  serve(open(false));
} catch (error) {
  reply({ ok: false, code: 'UNAVAILABLE', message: toFailure(error).message });
}

function opened(database: DatabaseSyncInstance): Opened {
  return { authorizer: new Authorizer(database, allowedFunctions), estimator: new Estimator(database) };
}

function open(lenient: boolean): DatabaseSyncInstance {
  if (options.path !== ':memory:' && !existsSync(options.path)) throw new Error('the SQLite file does not exist');
  const database = new DatabaseSync(options.path, { readOnly: options.path !== ':memory:', timeout: 5_000, enableForeignKeyConstraints: false, enableDoubleQuotedStringLiterals: lenient, limits: { length: valueBytesMax, attach: 0, likePatternLength: 5_000 } });
  database.exec(`PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA hard_heap_limit = ${heapBytesMax}`);
  database.prepare('SELECT count(*) FROM sqlite_schema').get();
  if (options.masking) database.function('nl2sql_hash', { deterministic: true }, hash);
  return database;
}

function serve(database: DatabaseSyncInstance): void {
  const strict = opened(database);
  process.on('message', (request) => reply(answer(strict, request as ChildRequest)));
  reply({ ok: true, value: null });
  // After the reply: nobody waits for it.
  new Worker(new URL('./watchdog.js', import.meta.url), { stdout: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}

function answer(strict: Opened, request: ChildRequest): ChildReply {
  try {
    switch (request.operation) {
      case 'introspect':
        return { ok: true, value: introspect(strict.authorizer.database) };
      case 'schemaVersion':
        return { ok: true, value: schemaVersion(strict.authorizer.database) };
      case 'views':
        return { ok: true, value: { functions: [], definitions: viewsNamed(strict.authorizer.database, request.names) } };
      case 'bind':
        return { ok: true, value: either(strict, request.sql, (file) => bind(file, request), (binding) => (isRefusal(binding) ? binding : { ...binding, warnings: [...(binding.warnings ?? []), textWarning] })) };
      case 'execute':
        return { ok: true, value: either(strict, request.sql, ({ authorizer }) => authorizer.guarded(() => execute(authorizer.database, request.sql, request.limits)), (result) => result) };
    }
  } catch (error) {
    const failure = sqliteFailure(error);
    return { ok: false, code: failure.code, message: failure.message, hints: failure.hints, ...(failure.position === undefined ? {} : { position: failure.position }) };
  }
}

/** The plan is asked for only once the authorizer has passed the statement. */
function bind({ authorizer, estimator }: Opened, { sql, kind }: Extract<ChildRequest, { readonly operation: 'bind' }>): Binding | Refusal {
  const binding = authorizer.bind(sql);
  return isRefusal(binding) || kind !== 'select' ? binding : { ...binding, ...estimator.estimate(sql, binding.tables) };
}

/**
 * Historically SQLite reads "x" as text where no column x exists, which hides misspelled columns. So a statement is compiled
 * strictly first, and only where that fails on a name in double quotes with the old rule, marked by `mark`.
 */
function either<T>(strict: Opened, sql: string, work: (file: Opened) => T, mark: (value: T) => T): T {
  try {
    return work(strict);
  } catch (error) {
    const name = /no such column: "?([^"]*?)"?(?: - should this be.*)?$/.exec(error instanceof Error ? error.message : '')?.[1];
    if (name === undefined || !sql.includes(`"${name}"`)) throw error;
    lenient ??= opened(open(true));
    return mark(work(lenient));
  }
}

/** A parent that left while its request ran wants no answer any more. */
function reply(message: ChildReply): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

/** Two values that are equal as text have one hash. */
function hash(salt: string, value: string | number | bigint | Uint8Array | null): string | null {
  if (value === null) return null;
  return createHash('md5').update(salt).update(value instanceof Uint8Array ? value : String(value)).digest('hex');
}
