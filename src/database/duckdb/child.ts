/** The process that opens one DuckDB file and does what its parent asks, one request at a time (see `file-process`). */
import type { DuckDBConnection } from '@duckdb/node-api';
import { isRefusal, type Refusal } from '../../core/proof.ts';
import type { ResultColumn, ResultSet } from '../../core/result.ts';
import { assert } from '../../std/assert.ts';
import { deferred } from '../../std/deferred.ts';
import type { ChildOptions, ChildRequest, Piece } from '../file-process/protocol.ts';
import { type ServedFile, serveFile } from '../file-process/serve.ts';
import { saltVariable } from '../../sql/duckdb/policy/masks.ts';
import { standardLiteral } from '../../sql/quoting.ts';
import { AttachedFile } from './attached-file.ts';
import { duckdbFailure } from './errors.ts';
import { execute, openResult, type OpenResult } from './execute.ts';
import { introspect, schemaDigest } from './introspect.ts';
import { openDuckdb } from './open.ts';
import { scratchFolder } from './scratch-folder.ts';
import { Statements, withoutSecrets } from './statements.ts';

/** DuckDB holds a gigabyte at most by its own count; what comes on top is small unless something runs away. */
serveFile({ open, residentBytesMax: 1_600_000_000 });

/** Other programs can't write while their file is attached: it is let go of so long after the last statement. In one of ours nobody writes who has not asked for it. */
const heldMs = { theirs: 5, ours: 5_000 };

interface Served {
  /** For questions of ours. */
  readonly own: DuckDBConnection;
  readonly file: AttachedFile;
  readonly statements: Statements;
}

async function open({ path, masking, reads }: ChildOptions): Promise<ServedFile> {
  const instance = await openDuckdb({ paths: [path, `${path}.wal`, ...(reads ?? [])], scratch: scratchFolder(process.pid) });
  const [connection, own] = [await instance.connect(), await instance.connect()];
  if (masking) await connection.run(`SET VARIABLE ${saltVariable} = ${standardLiteral(masking.salt)}`);
  const file = new AttachedFile(connection, path, reads ? heldMs.ours : heldMs.theirs);
  const served = { own, file, statements: new Statements({ connection, own, file, masking, standIns: reads !== undefined }) };
  const results = new Results(served);
  // A caller's deadline is for its statement, not for what the first one needs to know: else one that is short would end each child before it knows. One of ours may still be in the making.
  if (!reads) await file.holding(() => served.statements.readNames());
  const answering = (request: ChildRequest) => (request.operation === 'letGo' ? file.letGo().then(() => null) : (results.answer(request) ?? file.holding(() => answer(served, request))));
  return { answer: answering, failure: duckdbFailure };
}

/** The result that is read piece by piece, where there is one. The file is held until its end. */
class Results {
  readonly #served: Served;
  #open: { readonly result: OpenResult; readonly secrets: readonly string[]; readonly letGo: () => void } | undefined;

  constructor(served: Served) {
    this.#served = served;
  }

  /** Undefined where the request is about something else. */
  answer(request: ChildRequest): Promise<Piece | Refusal | null> | undefined {
    if (request.operation === 'open') return this.#begin(request.sql);
    if (request.operation === 'next') return this.#next();
    return request.operation === 'end' ? Promise.resolve(this.#end()) : undefined;
  }

  #begin(sql: string): Promise<Piece | Refusal> {
    const begun = deferred<Piece | Refusal>();
    void this.#served.file.holding(async () => {
      const { statements } = this.#served;
      const passed = await statements.pass(sql);
      if (isRefusal(passed)) return begun.resolve(passed);
      const { secrets } = passed;
      const ended = deferred<void>();
      this.#open = { result: await statements.prepared(passed).then(openResult).catch(failing(secrets)), secrets, letGo: () => ended.resolve() };
      begun.resolve(await this.#next());
      await ended.promise;
    }).catch((error: unknown) => begun.reject(error));
    return begun.promise;
  }

  async #next(): Promise<Piece> {
    assert(this.#open, 'no result is open');
    const { result, secrets } = this.#open;
    try {
      const piece = await result.next();
      if (piece.isLast) this.#end();
      return { ...piece, columns: withoutSecretNames(piece.columns, secrets) };
    } catch (error) {
      this.#end();
      return failing(secrets)(error);
    }
  }

  #end(): null {
    this.#open?.letGo();
    this.#open = undefined;
    return null;
  }
}

async function answer(served: Served, request: ChildRequest) {
  const { own, file: { name }, statements } = served;
  switch (request.operation) {
    case 'introspect':
      return introspect({ own, file: name, runnable: await statements.runnableViews(), standIns: statements.standIns });
    case 'schemaVersion':
      return schemaDigest({ own, file: name });
    case 'views':
      return { functions: [], definitions: await Promise.all(request.names.map(async (view) => ({ name: view, sql: '', judgedElsewhere: true, ...((await statements.isRevealing(view)) ? { reveals: true } : {}) }))) };
    case 'bind':
      return bind(served, request.sql, request.needsEstimate);
    case 'execute':
      return run(served, request);
    case 'letGo':
    case 'open':
    case 'next':
    case 'end':
      throw new Error(`${request.operation} is answered elsewhere`);
  }
}

/** An estimate takes as long as all else, and is asked for where it decides something. */
async function bind({ statements }: Served, sql: string, needsEstimate: boolean) {
  const passed = await statements.pass(sql);
  if (isRefusal(passed)) return passed;
  const { tables, rowsMax } = passed;
  const estimate = await (needsEstimate ? statements.estimate(passed) : statements.prepare(passed));
  return isRefusal(estimate) ? estimate : { tables, ...estimate, ...(rowsMax === undefined ? {} : { rowsMax }) };
}

/** Judged whether it was bound before or not: the file may have changed since. */
async function run({ statements }: Served, { sql, limits, needsPlan }: Extract<ChildRequest, { operation: 'execute' }>): Promise<ResultSet | Refusal> {
  const passed = await statements.pass(sql);
  if (isRefusal(passed)) return passed;
  const { secrets, tables } = passed;
  const result = await statements.prepared(passed).then((prepared) => execute(prepared, limits)).catch(failing(secrets));
  const plan = needsPlan && result.truncated ? await statements.estimate(passed).catch(() => ({})) : {};
  return { ...result, columns: withoutSecretNames(result.columns, secrets), told: { tables, ...(isRefusal(plan) ? {} : plan) } };
}

function failing(secrets: readonly string[]): (error: unknown) => never {
  return (error) => {
    throw withoutSecrets(error, secrets);
  };
}

function withoutSecretNames(columns: readonly ResultColumn[], secrets: readonly string[]): readonly ResultColumn[] {
  return columns.map((column) => (secrets.some((secret) => column.name.includes(secret)) ? { ...column, name: 'expression' } : column));
}
