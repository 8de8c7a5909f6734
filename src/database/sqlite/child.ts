/** The process that opens one SQLite file and does what its parent asks, one request at a time (see `file-process`). */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Binding, isRefusal, type Refusal, type StatementKind } from '../../core/proof.ts';
import type { ResultSet } from '../../core/result.ts';
import { Failure } from '../../core/errors.ts';
import { assert } from '../../std/assert.ts';
import type { ChildOptions, ChildRequest, Piece } from '../file-process/protocol.ts';
import { type ServedFile, serveFile } from '../file-process/serve.ts';
import { Authorizer, type Lineage } from './authorizer.ts';
import { sqliteFailure } from './errors.ts';
import { Estimator } from './estimate.ts';
import { type Begun, beginning, collected, compile, openResult, type OpenResult } from './execute.ts';
import { introspect, schemaVersion, viewsNamed } from './introspect.ts';
import { openFile } from './open-file.ts';
import { PolicedFile } from './policed-file.ts';

const textWarning = 'a name in double quotes is no column and was read as text: write text in single quotes';

/** An open file with what judges the statements on it. */
interface Opened {
  bind(sql: string, kind: StatementKind): Binding | Refusal;
  execute(sql: string, run: Run): ResultSet | Refusal;
  /** Reads the first piece of a result. */
  open(sql: string): Begun | Refusal;
}

type Run = Extract<ChildRequest, { operation: 'execute' }>;

/** What a child serves once it knows its file. */
interface Served {
  readonly database: DatabaseSyncInstance;
  readonly strict: Opened;
  readonly policed: PolicedFile | undefined;
  lenient(): Opened;
  /** What is read piece by piece. */
  result: OpenResult | undefined;
}

/** The process itself takes 60 MB. */
serveFile({ open: (options) => servedFile(open(options)), residentBytesMax: 500_000_000 });

function servedFile(served: Served): ServedFile {
  return { answer: (request) => answer(served, request), failure: sqliteFailure };
}

function open({ path, functions, masking, timeZone }: ChildOptions): Served {
  const database = openFile(path, false);
  if (timeZone !== undefined) checkZone(database, timeZone);
  const policed = (lenient: boolean) => masking && new PolicedFile(database, { path, functions, masking, lenient });
  const strict = policed(false);
  let lenient: Opened | undefined;
  return { database, policed: strict, result: undefined, strict: strict ?? plainFile(database, functions), lenient: () => (lenient ??= policed(true) ?? plainFile(openFile(path, true), functions)) };
}

/** SQLite tells local times by the system's files of time zones, and takes one that it does not find for UTC. */
function checkZone(database: DatabaseSyncInstance, timeZone: string): void {
  const told = (instant: Date) => Object.values(database.prepare(`SELECT strftime('%H:%M', '${instant.toISOString().slice(0, 19)}', 'localtime')`).get() ?? {})[0];
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const [winter, summer] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-07-01T00:00:00Z')];
  if ([winter, summer].every((instant) => told(instant) === clock.format(instant))) return;
  throw new Failure('UNAVAILABLE', `this system has no files of the time zone ${timeZone}`, { hints: ['Install the package tzdata, or leave out databases.NAME.timeZone: days then begin in UTC.'] });
}

function plainFile(database: DatabaseSyncInstance, functions: readonly string[]): Opened {
  const authorizer = new Authorizer(database, { functions });
  const estimator = new Estimator(database);
  // The plan is asked for only once the authorizer has passed the statement.
  const estimated = (sql: string, kind: StatementKind, lineage: Lineage) => (kind === 'select' ? { ...lineage, ...estimator.estimate(sql, lineage.tables) } : lineage);
  return {
    bind: (sql, kind) => {
      const lineage = authorizer.bind(sql);
      return isRefusal(lineage) ? lineage : estimated(sql, kind, lineage);
    },
    execute: (sql, { limits, needsPlan }) => {
      const done = authorizer.refusing(() => {
        const compiled = compile(database, sql);
        // Before it runs: full-text tables read others of their own as they do.
        return { lineage: authorizer.lineage(), result: collected(compiled, limits) };
      });
      if (isRefusal(done)) return done;
      const { lineage, result } = done;
      if (isRefusal(result)) return result;
      // How many rows there would be is of interest only where not all were read.
      return { ...result, told: needsPlan && result.truncated ? estimated(sql, 'select', lineage) : lineage };
    },
    open: (sql) => beginning(authorizer, () => openResult(database, sql)),
  };
}

function answer(served: Served, request: ChildRequest): Awaited<ReturnType<ServedFile['answer']>> {
  switch (request.operation) {
    case 'introspect':
      return served.policed?.introspect() ?? introspect(served.database);
    case 'schemaVersion':
      return schemaVersion(served.database);
    case 'views':
      return { functions: [], definitions: viewsNamed(served.database, request.names).map((view) => ({ ...view, ...(served.policed?.isRevealing(view.name) ? { reveals: true } : {}) })) };
    case 'bind':
      return either(served, request.sql, (file) => file.bind(request.sql, request.kind), (binding) => (isRefusal(binding) ? binding : readAsText(binding)));
    case 'execute':
      return either(served, request.sql, (file) => file.execute(request.sql, request), (result) => (isRefusal(result) || !result.told ? result : { ...result, told: readAsText(result.told) }));
    case 'open':
      return begin(served, request.sql);
    case 'next':
      assert(served.result, 'no result is open');
      return served.result.next();
    case 'end':
      served.result?.end();
      return null;
    case 'letGo':
      // A file that is open for reading keeps nobody from writing.
      return null;
  }
}

function readAsText<T extends Partial<Binding>>(binding: T): T {
  return { ...binding, warnings: [...(binding.warnings ?? []), textWarning] };
}

function begin(served: Served, sql: string): Piece | Refusal {
  const begun = either(served, sql, (file) => file.open(sql), (result) => result);
  if (isRefusal(begun)) return begun;
  served.result = begun.result;
  return begun.piece;
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
