import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Duplex } from 'node:stream';
import mysql, { type Connection as Driver, type ConnectionOptions } from 'mysql2';
import type { CatalogSnapshot } from '../../core/catalog.ts';
import { Failure } from '../../core/errors.ts';
import type { Binding, Inspection, NameFacts, Refusal, StatementKind } from '../../core/proof.ts';
import type { Cell, ResultColumn, ResultLimits, ResultSet, RowSink } from '../../core/result.ts';
import type { SessionIdentity } from '../../core/session-identity.ts';
import { StaleProof, type VerifiedSql } from '../../core/verified-sql.ts';
import { serverVersion, type ServerVersion } from '../../sql/mysql/functions.ts';
import { abortable } from '../../std/abort.ts';
import { Deadline } from '../../std/deadline.ts';
import { within } from '../../std/within.ts';
import type { ConnectionSettings } from '../connection-settings.ts';
import type { BindCall, Connection, Engine } from '../engine.ts';
import { type Framing, limitMessages } from '../message-limit.ts';
import { patience } from '../patience.ts';
import { RowPump } from '../row-pieces.ts';
import { RowCollector } from '../rows.ts';
import { tlsSettings } from '../tls.ts';
import { openStream } from '../ways/stream.ts';
import type { Way } from '../ways/way.ts';
import { dataVersion } from './data-version.ts';
import { diagnose } from './diagnose.ts';
import { mysqlFailure } from './errors.ts';
import { estimated, refusedBeyond } from './explain.ts';
import { FactsByRole } from './facts.ts';
import { introspect, type Query, schemaVersion, type Seen, seenOf } from './introspect.ts';
import { columnOf, mysqlCell, type MysqlField, withoutSecrets } from './types.ts';

/** The guard's lexer relies on it: no ANSI_QUOTES, no NO_BACKSLASH_ESCAPES, no PIPES_AS_CONCAT; and built-in functions before white space. */
const sqlMode = 'IGNORE_SPACE,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
/** What a session may take of MariaDB's memory: WITH that doubles at each step would else take all. */
const sessionBytesMax = 512 * 1024 * 1024;
/** How often the server is asked whether a session that was stopped has ended. */
const watchMsFirst = 250;
const watchMsMax = 2_000;
const ownTimeoutMs = 60_000;
/** Rows that a server reads in a millisecond, grouping and sorting included. */
const rowsPerMs = 2_000;
/** What leaves the session in the database that it is in. */
const reads = /^[\s(]*(?:select|with|values|table)\b/i;

/** MySQL, MariaDB and servers of their protocol. */
export function mysqlEngine(way: Way): Engine {
  const facts = new FactsByRole(defaultSchemaOf(way.settings), mysql.escape);
  return {
    dialect: 'mysql',
    bindsAsItRuns: true,
    takesIdentity: true,
    failsOver: way.hasSeveralHosts,
    known: (names, identity) => facts.of(identity).known(names),
    connect: (within) => way.connect((settings, signal) => MysqlConnection.open(settings, facts, signal), within),
    place: () => way.place,
    close: () => way.close(),
  };
}

interface RowTaker {
  readonly begin?: (fields: readonly MysqlField[]) => void;
  /** False when no further row is wanted. */
  push(row: readonly Cell[]): boolean;
}

/**
 * One session, pinned to a read-only transaction mode and a known sql_mode. The driver does not ask for multi-statements, so the
 * server takes one. After each call the session is reset by the protocol (COM_RESET_CONNECTION) and pinned again.
 */
class MysqlConnection implements Connection {
  readonly #driver: Driver;
  readonly #settings: ConnectionSettings;
  readonly #facts: FactsByRole;
  readonly #seen: Seen;
  #server: ServerVersion = { isMariaDb: true, number: 0 };
  #dead = false;
  #unended: Promise<void> | undefined;
  /** Whether a statement of a caller has run in the session since its last reset. */
  #used = false;
  /** As whom the borrower acts, and as whom the session does now. */
  #identity: SessionIdentity | undefined;
  #assumed: SessionIdentity | undefined;
  /** The statement that takes back the role of the login. */
  #ownRoleSql: string | undefined;
  /** Whether the last statement may have switched the session to another database. */
  #mayHaveMoved = false;
  #running: Promise<unknown> | undefined;
  /** Aborts when the connection is gone. */
  readonly #gone = new AbortController();
  /** The limits that the session has now: a call with the same needs no further statement. */
  #limits = { timeoutMs: 30_000, rows: 101 };

  private constructor(driver: Driver, settings: ConnectionSettings, facts: FactsByRole) {
    this.#driver = driver;
    this.#facts = facts;
    this.#settings = settings;
    this.#seen = seenOf(settings.schemas, mysql.escape);
    // A statement that streams is not told when its connection drops: only the connection is.
    driver.on('error', (error: unknown) => this.#lose(error));
    driver.on('end', () => this.#lose());
  }

  static async open(settings: ConnectionSettings, facts: FactsByRole, signal: AbortSignal): Promise<MysqlConnection> {
    const connection = new MysqlConnection(await createDriver(settings, signal), settings, facts);
    try {
      await abortable(connection.#prepare(), signal, connection.#gone.signal);
      return connection;
    } catch (error) {
      await connection.close();
      throw mysqlFailure(error);
    }
  }

  async #prepare(): Promise<void> {
    await new Promise<void>((resolve, reject) => this.#driver.connect((error) => (error ? reject(error) : resolve())));
    limitMessages(streamOf(this.#driver), framing);
    const [server] = await this.#query<{ version: string }>('SELECT VERSION() AS version');
    this.#server = serverVersion(server?.version ?? '');
    await this.#pin();
  }

  get dead(): boolean {
    return this.#dead;
  }

  actAs(identity: SessionIdentity | undefined): void {
    this.#identity = identity;
  }

  introspect(): Promise<CatalogSnapshot> {
    return this.#own(async () => {
      const snapshot = await introspect(this.#query, this.#seen);
      this.#facts.of(this.#identity).under(snapshot.version);
      return snapshot;
    });
  }

  schemaVersion(): Promise<string> {
    return this.#own(async () => this.#facts.of(this.#identity).under(await schemaVersion(this.#query, this.#seen)));
  }

  dataVersion(): Promise<string | null> {
    return this.#run(() => dataVersion(this.#query, this.#seen, this.#server.isMariaDb));
  }

  resolve(names: Inspection): Promise<NameFacts> {
    return this.#run(async () => {
      await this.#assume();
      return this.#facts.of(this.#identity).ask(this.#query, names, this.#server);
    });
  }

  bind(sql: string, kind: StatementKind, { timeoutMs, reads }: BindCall): Promise<Binding | Refusal> {
    // SHOW and EXPLAIN can't be explained; the server binds them when they run.
    if (kind !== 'select') return Promise.resolve({ tables: [] });
    return this.#pinned(timeoutMs, Infinity, async () => {
      const estimate = await estimated(this.#query, sql, this.#server.isMariaDb);
      return (reads ? await refusedBeyond(this.#query, reads) : undefined) ?? { tables: [], ...estimate };
    });
  }

  execute({ statement: sql, standsOn = [], proof, secrets = [] }: VerifiedSql, limits: ResultLimits, timeoutMs: number): Promise<ResultSet> {
    // A query can't; the guard lets no USE pass, and this holds even where it would.
    this.#mayHaveMoved = !reads.test(sql);
    return this.#pinned(timeoutMs, limits.offset + limits.rowsMax + 1, async () => {
      if (standsOn.length > 0 && !(await this.#facts.of(this.#identity).hold(this.#query, standsOn))) throw new StaleProof();
      const read = await this.#read(sql, limits);
      const result = secrets.length > 0 ? { ...read, columns: read.columns.map((column) => withoutSecrets(column, secrets)) } : read;
      if (!result.truncated || proof.statement !== 'select' || proof.estimatedRows !== undefined) return result;
      // How many rows there would be is of interest only where not all were read.
      const plan = await estimated(this.#query, sql, this.#server.isMariaDb).catch(() => undefined);
      return plan ? { ...result, told: plan } : result;
    });
  }

  expectedMs(statements: readonly VerifiedSql[], timeoutMs: number): Promise<readonly (number | undefined)[]> {
    return this.#pinned(timeoutMs, Infinity, async () => {
      const expected: (number | undefined)[] = [];
      for (const { statement } of statements) {
        const { estimatedRows } = await estimated(this.#query, statement, this.#server.isMariaDb).catch((error: unknown) => {
          if (this.#gone.signal.aborted) throw error;
          return { estimatedRows: undefined };
        });
        expected.push(estimatedRows === undefined ? undefined : estimatedRows / rowsPerMs);
      }
      return expected;
    });
  }

  stream({ statement: sql, standsOn = [], secrets = [] }: VerifiedSql, sink: RowSink, timeoutMs: number): Promise<readonly ResultColumn[]> {
    this.#mayHaveMoved = !reads.test(sql);
    return this.#pinned(timeoutMs, Infinity, async () => {
      if (standsOn.length > 0 && !(await this.#facts.of(this.#identity).hold(this.#query, standsOn))) throw new StaleProof();
      const pump = new RowPump(sink, this.#driver);
      const shown = (fields: readonly MysqlField[]) => fields.map((field) => withoutSecrets(columnOf(field), secrets));
      const fields = await this.#rows(sql, Infinity, { begin: (found) => pump.begin(shown(found).map(({ name }) => name)), push: (row) => pump.push(row) });
      await pump.end();
      return shown(fields);
    });
  }

  diagnose(): Promise<readonly string[]> {
    return this.#own(() => diagnose(this.#query, this.#settings.schemas, mysql.escape));
  }

  async stop(): Promise<void> {
    if (!this.#running || this.#dead) return;
    const settled = this.#running.then(() => undefined, () => undefined);
    const killed = this.#kill().catch(() => undefined);
    await within(patience.stopMs, Promise.all([settled, killed])).catch(() => this.#leave());
  }

  /** MySQL notices a lost client only when it would send it something: the session is told to end, as soon as it hears. */
  #leave(): Promise<void> {
    const told = this.#beside(`KILL ${this.#driver.threadId}`).catch(() => undefined);
    this.#unended = told.then(() => this.#ended());
    return this.close();
  }

  get unended(): Promise<void> | undefined {
    return this.#unended;
  }

  reset(): Promise<void> | undefined {
    this.#identity = undefined;
    if (!this.#used && !this.#assumed) return undefined;
    return this.#run(async () => {
      await new Promise<void>((resolve, reject) => this.#driver.reset((error) => (error ? reject(error) : resolve())));
      // The reset takes variables of the session back, and not the role.
      if (this.#assumed?.role !== undefined) await this.#query(await this.#ownRole());
      this.#assumed = undefined;
      await this.#pin();
      // MariaDB's reset leaves the session in the database that it was switched to.
      if (this.#mayHaveMoved) await this.#query(`USE ${mysql.escapeId(defaultSchemaOf(this.#settings))}`);
      this.#mayHaveMoved = false;
      this.#used = false;
    });
  }

  close(): Promise<void> {
    this.#lose();
    destroy(this.#driver);
    return Promise.resolve();
  }

  readonly #query: Query = <R>(sql: string) =>
    new Promise<R[]>((resolve, reject) => {
      this.#driver.query({ sql, rowsAsArray: false }, (error, rows) => (error ? reject(error) : resolve(rows as R[])));
    });

  /** One statement sets all that a session needs; a reset gives another collation than the login did. `Infinity` rows: no limit of the session, for our own statements. */
  async #pin(): Promise<void> {
    const { timeoutMs, rows } = this.#limits;
    const timeout = this.#server.isMariaDb ? `max_statement_time = ${timeoutMs / 1_000}, max_session_mem_used = ${sessionBytesMax}` : `max_execution_time = ${timeoutMs}`;
    const zone = this.#settings.timeZone === undefined ? '' : `, time_zone = ${this.#driver.escape(this.#settings.timeZone)}`;
    const readOnly = this.#server.isMariaDb ? 'tx_read_only' : 'transaction_read_only';
    await this.#query(`SET SESSION sql_mode = '${sqlMode}', ${readOnly} = 1, ${timeout}, sql_select_limit = ${Number.isFinite(rows) ? rows : 'DEFAULT'}${zone}, NAMES utf8mb4`);
  }

  /** Statements of our own that give many rows: they read catalogs, and leave the session as it was. */
  #own<T>(work: () => Promise<T>): Promise<T> {
    return this.#run(async () => {
      await this.#limit(ownTimeoutMs, Infinity);
      await this.#assume();
      return work();
    });
  }

  /** A statement of a caller. Each is a transaction of its own, and those of the session only read. */
  #pinned<T>(timeoutMs: number, rows: number, work: () => Promise<T>): Promise<T> {
    return this.#run(async () => {
      this.#used = true;
      await this.#limit(timeoutMs, rows);
      await this.#assume();
      return work();
    });
  }

  /** The session as that of the caller; the next `reset` ends it. */
  async #assume(): Promise<void> {
    const identity = this.#identity;
    if (!identity || this.#assumed === identity) return;
    if (this.#assumed) throw new Failure('INTERNAL', 'a session was to act as a second caller without having been reset');
    const { role, settings } = identity;
    if (role !== undefined) await this.#ownRole();
    // From here on the session is not what it was, even where one of these fails.
    this.#assumed = identity;
    const variables = Object.entries(settings).map(([name, value]) => `@${mysql.escapeId(name, true)} = ${mysql.escape(value)}`);
    if (variables.length > 0) await this.#query(`SET ${variables.join(', ')}`);
    if (role !== undefined) await this.#query(`SET ROLE ${mysql.escapeId(role, true)}`);
  }

  /** Asked for before another role is taken. */
  async #ownRole(): Promise<string> {
    if (this.#ownRoleSql === undefined && this.#server.isMariaDb) {
      const [row] = await this.#query<{ role: string | null }>('SELECT CURRENT_ROLE() AS role');
      this.#ownRoleSql = `SET ROLE ${row?.role == null ? 'NONE' : mysql.escapeId(row.role, true)}`;
    }
    return (this.#ownRoleSql ??= 'SET ROLE DEFAULT');
  }

  async #limit(timeoutMs: number, rows: number): Promise<void> {
    if (this.#limits.timeoutMs === timeoutMs && this.#limits.rows === rows) return;
    this.#limits = { timeoutMs, rows };
    await this.#pin();
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#dead) throw new Failure('UNAVAILABLE', 'the connection to the server was lost');
    const running = abortable(work(), this.#gone.signal);
    this.#running = running;
    try {
      return await running;
    } catch (error) {
      const failure = mysqlFailure(error);
      if (failure.code === 'UNAVAILABLE') this.#dead = true;
      throw failure;
    } finally {
      this.#running = undefined;
    }
  }

  #lose(error: unknown = new Failure('UNAVAILABLE', 'the connection to the server was lost')): void {
    this.#dead = true;
    this.#gone.abort(error);
  }

  async #read(sql: string, limits: ResultLimits): Promise<ResultSet> {
    const collector = new RowCollector(limits);
    const fields = await this.#rows(sql, limits.cellBytesMax, { push: (row) => collector.push(row) });
    return collector.result(fields.map(columnOf));
  }

  /** Row by row. The session's row limit ends most statements; one with a larger LIMIT of its own is killed when enough was read. */
  #rows(sql: string, cellBytesMax: number, taker: RowTaker): Promise<readonly MysqlField[]> {
    return new Promise((resolve, reject) => {
      let fields: readonly MysqlField[] = [];
      let enough = false;
      let killing: Promise<void> | undefined;
      const finish = () => void (killing ?? Promise.resolve()).then(() => resolve(fields));
      this.#driver
        .query({ sql, rowsAsArray: true })
        .on('fields', (found: readonly MysqlField[] | undefined) => {
          fields = found ?? [];
          taker.begin?.(fields);
        })
        .on('result', (row: unknown) => {
          if (!Array.isArray(row)) return;
          if (enough) killing ??= this.#kill().catch(() => undefined);
          else enough = !taker.push(row.map((value) => mysqlCell(value, cellBytesMax)));
        })
        .on('error', (error: unknown) => (killing ? finish() : reject(error)))
        .on('end', finish);
    });
  }

  /** KILL QUERY on a connection of its own: this one is busy. */
  async #kill(): Promise<void> {
    await this.#beside(`KILL QUERY ${this.#driver.threadId}`);
  }

  /** Settles when the server no longer lists the session, which a call of a built-in function may hold for as long as it takes. */
  async #ended(): Promise<void> {
    for (let wait = watchMsFirst; ; wait = Math.min(wait * 2, watchMsMax)) {
      await sleep(wait, undefined, { ref: false });
      const listed = await this.#beside(`SELECT ID FROM information_schema.PROCESSLIST WHERE ID = ${this.#driver.threadId}`).catch(() => undefined);
      if (listed?.length === 0) return;
    }
  }

  async #beside(sql: string): Promise<unknown[]> {
    const deadline = new Deadline(patience.tellMs);
    const other = await createDriver(this.#settings, deadline.signal).finally(() => deadline.clear());
    const asked = new Promise<unknown[]>((resolve, reject) => {
      other.on('error', reject);
      other.query(sql, (error, rows) => (error ? reject(error) : resolve(Array.isArray(rows) ? rows : [])));
    });
    return within(patience.tellMs, asked).finally(() => destroy(other));
  }
}

/** Three bytes of length and a number; a packet of the greatest length is followed by the rest of its message. */
const framing: Framing = { headerBytes: 4, lengthOf: (header) => header.readUIntLE(0, 3), continues: (length) => length === 0xff_ff_ff };

/** The socket, TLS included; the driver's types do not show it. */
function streamOf(driver: Driver): Duplex {
  return (driver as unknown as { readonly stream: Duplex }).stream;
}

/** The driver's own way only says goodbye: the socket of a server that does not hear would stay. */
function destroy(driver: Driver): void {
  driver.destroy();
  streamOf(driver).destroy();
}

/** Where names without a database before them are looked up. */
function defaultSchemaOf({ database, schemas }: ConnectionSettings): string {
  return database === '' ? (schemas?.[0] ?? '') : database;
}

async function createDriver(settings: ConnectionSettings, signal: AbortSignal): Promise<Driver> {
  const options = driverOptions(settings, await settings.password?.());
  const stream = await openStream(settings, signal);
  return mysql.createConnection({ ...options, stream });
}

function driverOptions(settings: ConnectionSettings, password: string | undefined): ConnectionOptions {
  const { user, connectTimeoutMs, applicationName } = settings;
  // It stands for the name that a certificate is held to: the stream knows where it leads.
  const host = settings.tls?.servername ?? settings.host;
  const ssl = tlsSettings(settings.tls);
  // The driver would check the certificate of an address against the name `localhost`.
  if (settings.tls?.mode === 'verify-full' && isIP(host) !== 0) throw new Failure('BAD_CONFIG', 'TLS verify-full needs the name of the server, not its address', { hints: ['Name the host as its certificate does, or use sslmode=verify-ca.'] });
  return {
    host,
    user,
    ...(defaultSchemaOf(settings) === '' ? {} : { database: defaultSchemaOf(settings) }),
    ...(password === undefined ? {} : { password }),
    enableCleartextPlugin: settings.passwordIsToken === true,
    ...(ssl ? { ssl: { ...ssl, verifyIdentity: settings.tls?.mode === 'verify-full' } } : {}),
    connectTimeout: connectTimeoutMs,
    connectAttributes: { program_name: applicationName },
    flags: ['-LOCAL_FILES'],
    charset: 'utf8mb4',
    multipleStatements: false,
    supportBigNumbers: true,
    bigNumberStrings: false,
    dateStrings: true,
    jsonStrings: true,
    decimalNumbers: false,
  };
}
