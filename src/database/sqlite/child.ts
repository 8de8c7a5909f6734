/** The process that opens one SQLite file and does what its parent asks, one request at a time (see `connect.ts`). */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { Worker } from 'node:worker_threads';
import { toFailure } from '../../core/errors.ts';
import { type Binding, isRefusal, type Refusal, type StatementKind } from '../../core/proof.ts';
import type { ResultLimits, ResultSet } from '../../core/result.ts';
import { Authorizer } from './authorizer.ts';
import { sqliteFailure } from './errors.ts';
import { Estimator } from './estimate.ts';
import { execute } from './execute.ts';
import { introspect, schemaVersion, viewsNamed } from './introspect.ts';
import { openFile } from './open-file.ts';
import { PolicedFile } from './policed-file.ts';
import type { ChildOptions, ChildReply, ChildRequest } from './protocol.ts';

const textWarning = 'a name in double quotes is no column and was read as text: write text in single quotes';

/** An open file with what judges the statements on it. */
interface Opened {
  bind(sql: string, kind: StatementKind): Binding | Refusal;
  execute(sql: string, limits: ResultLimits): ResultSet | Refusal;
}

/** What a child serves once it knows its file. */
interface Served {
  readonly database: DatabaseSyncInstance;
  readonly strict: Opened;
  readonly policed: PolicedFile | undefined;
  lenient(): Opened;
}

/** Tells the watchdog whether a statement runs. */
const busy = new Int32Array(new SharedArrayBuffer(4));

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
process.once('message', (options) => serve(options as ChildOptions));

function serve(options: ChildOptions): void {
  try {
    const served = open(options);
    process.on('message', (request) => {
      Atomics.store(busy, 0, 1);
      const message = answer(served, request as ChildRequest);
      Atomics.store(busy, 0, 0);
      reply(message);
    });
    reply({ ok: true, value: null });
  } catch (error) {
    reply({ ok: false, code: 'UNAVAILABLE', message: toFailure(error).message });
    return;
  }
  // After the reply: nobody waits for it.
  new Worker(new URL('./watchdog.js', import.meta.url), { workerData: busy, stdout: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}

function open({ path, functions, masking }: ChildOptions): Served {
  const database = openFile(path, false);
  const policed = (lenient: boolean) => masking && new PolicedFile(database, { path, functions, masking, lenient });
  const strict = policed(false);
  let lenient: Opened | undefined;
  return { database, policed: strict, strict: strict ?? plainFile(database, functions), lenient: () => (lenient ??= policed(true) ?? plainFile(openFile(path, true), functions)) };
}

function plainFile(database: DatabaseSyncInstance, functions: readonly string[]): Opened {
  const authorizer = new Authorizer(database, { functions });
  const estimator = new Estimator(database);
  return {
    bind: (sql, kind) => {
      const binding = authorizer.bind(sql);
      // The plan is asked for only once the authorizer has passed the statement.
      return isRefusal(binding) || kind !== 'select' ? binding : { ...binding, ...estimator.estimate(sql, binding.tables) };
    },
    execute: (sql, limits) => authorizer.refusing(() => execute(database, sql, limits)),
  };
}

function answer(served: Served, request: ChildRequest): ChildReply {
  try {
    switch (request.operation) {
      case 'introspect':
        return { ok: true, value: served.policed?.introspect() ?? introspect(served.database) };
      case 'schemaVersion':
        return { ok: true, value: schemaVersion(served.database) };
      case 'views':
        return { ok: true, value: { functions: [], definitions: viewsNamed(served.database, request.names).map((view) => ({ ...view, ...(served.policed?.isRevealing(view.name) ? { reveals: true } : {}) })) } };
      case 'bind':
        return { ok: true, value: either(served, request.sql, (file) => file.bind(request.sql, request.kind), (binding) => (isRefusal(binding) ? binding : { ...binding, warnings: [...(binding.warnings ?? []), textWarning] })) };
      case 'execute':
        return { ok: true, value: either(served, request.sql, (file) => file.execute(request.sql, request.limits), (result) => result) };
    }
  } catch (error) {
    const failure = sqliteFailure(error);
    return { ok: false, code: failure.code, message: failure.message, hints: failure.hints, ...(failure.position === undefined ? {} : { position: failure.position }) };
  }
}

/**
 * Historically SQLite reads "x" as text where no column x exists, which hides misspelled columns. So a statement is compiled
 * strictly first, and only where that fails on a name in double quotes with the old rule, marked by `mark`.
 */
function either<T>(served: Served, sql: string, work: (file: Opened) => T, mark: (value: T) => T): T {
  try {
    return work(served.strict);
  } catch (error) {
    const name = /no such column: "?([^"]*?)"?(?: - should this be.*)?$/.exec(error instanceof Error ? error.message : '')?.[1];
    if (name === undefined || !sql.includes(`"${name}"`)) throw error;
    return mark(work(served.lenient()));
  }
}

/** A parent that left while its request ran wants no answer any more. */
function reply(message: ChildReply): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
