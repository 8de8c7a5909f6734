import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Duplex } from 'node:stream';
import mysql, { type Connection as Driver, type ConnectionOptions } from 'mysql2';
import type { CatalogSnapshot } from '../../core/catalog.ts';
import { Failure } from '../../core/errors.ts';
import type { Binding, Inspection, NameFacts, Refusal, StatementKind } from '../../core/proof.ts';
import type { ResultLimits, ResultSet } from '../../core/result.ts';
import { StaleProof, type VerifiedSql } from '../../core/verified-sql.ts';
import { serverVersion, type ServerVersion } from '../../sql/mysql/functions.ts';
import type { ConnectionSettings } from '../connection-settings.ts';
import type { Connection, Engine } from '../engine.ts';
import { type Framing, limitMessages } from '../message-limit.ts';
import { RowCollector } from '../rows.ts';
import { tlsSettings } from '../tls.ts';
import { dataVersion } from './data-version.ts';
import { diagnose } from './diagnose.ts';
import { mysqlFailure } from './errors.ts';
import { estimated, refusedBeyond } from './explain.ts';
import { CatalogFacts } from './facts.ts';
import { introspect, type Query, schemaVersion } from './introspect.ts';
import { columnOf, mysqlCell, type MysqlField, withoutSecrets } from './types.ts';

/** The guard's lexer relies on it: no ANSI_QUOTES, no NO_BACKSLASH_ESCAPES, no PIPES_AS_CONCAT; and built-in functions before white space. */
const sqlMode = 'IGNORE_SPACE,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
/** What a session may take of MariaDB's memory: WITH that doubles at each step would else take all. */
const sessionBytesMax = 512 * 1024 * 1024;
const stopPatienceMs = 1_000;
/** How often the server is asked whether a session that was stopped has ended. */
const watchMsFirst = 250;
const watchMsMax = 10_000;
const ownTimeoutMs = 60_000;

/** MySQL, MariaDB and servers of their protocol. */
export function mysqlEngine(settings: ConnectionSettings): Engine {
  const facts = new CatalogFacts(settings.database, mysql.escape);
  return { dialect: 'mysql', bindsAsItRuns: true, known: (names) => facts.known(names), connect: () => MysqlConnection.open(settings, facts) };
}

/**
 * One session, pinned to a read-only transaction mode and a known sql_mode. The driver does not ask for multi-statements, so the
 * server takes one. After each call the session is reset by the protocol (COM_RESET_CONNECTION) and pinned again.
 */
class MysqlConnection implements Connection {
  readonly #driver: Driver;
  readonly #settings: ConnectionSettings;
  readonly #facts: CatalogFacts;
  #server: ServerVersion = { isMariaDb: true, number: 0 };
  #dead = false;
  #unended: Promise<void> | undefined;
  /** Whether a statement of a caller has run in the session since its last reset. */
  #used = false;
  /** Whether the last statement may have switched the session to another database. */
  #mayHaveMoved = false;
  #running: Promise<unknown> | undefined;
  /** Ends the wait of the running call when the connection is gone. It lives no longer than the call: what the call gave would live as long. */
  #abandon: ((error: unknown) => void) | undefined;
  /** The limits that the session has now: a call with the same needs no further statement. */
  #limits = { timeoutMs: 30_000, rows: 101 };

  private constructor(driver: Driver, settings: ConnectionSettings, facts: CatalogFacts) {
    this.#driver = driver;
    this.#facts = facts;
    this.#settings = settings;
    // A statement that streams is not told when its connection drops: only the connection is.
    driver.on('error', (error: unknown) => this.#lose(error));
    driver.on('end', () => this.#lose());
  }

  static async open(settings: ConnectionSettings, facts: CatalogFacts): Promise<MysqlConnection> {
    const driver = mysql.createConnection(driverOptions(settings));
    const connection = new MysqlConnection(driver, settings, facts);
    await new Promise<void>((resolve, reject) => driver.connect((error) => (error ? reject(mysqlFailure(error)) : resolve())));
    limitMessages(streamOf(driver), framing);
    const [server] = await connection.#query<{ version: string }>('SELECT VERSION() AS version');
    connection.#server = serverVersion(server?.version ?? '');
    facts.server = connection.#server;
    await connection.#pin();
    return connection;
  }

  get dead(): boolean {
    return this.#dead;
  }

  introspect(): Promise<CatalogSnapshot> {
    return this.#own(async () => {
      const snapshot = await introspect(this.#query);
      this.#facts.under(snapshot.version);
      return snapshot;
    });
  }

  schemaVersion(): Promise<string> {
    return this.#own(async () => this.#facts.under(await schemaVersion(this.#query)));
  }

  dataVersion(): Promise<string | null> {
    return this.#run(() => dataVersion(this.#query, this.#server.isMariaDb));
  }

  resolve(names: Inspection): Promise<NameFacts> {
    return this.#run(() => this.#facts.ask(this.#query, names, this.#server));
  }

  bind(sql: string, kind: StatementKind, timeoutMs: number, reads?: readonly string[]): Promise<Binding | Refusal> {
    // SHOW and EXPLAIN can't be explained; the server binds them when they run.
    if (kind !== 'select') return Promise.resolve({ tables: [] });
    return this.#pinned(timeoutMs, Infinity, async () => {
      const estimate = await estimated(this.#query, sql, this.#server.isMariaDb);
      return (reads ? await refusedBeyond(this.#query, reads) : undefined) ?? { tables: [], ...estimate };
    });
  }

  execute({ statement: sql, standsOn = [], proof, secrets = [] }: VerifiedSql, limits: ResultLimits, timeoutMs: number): Promise<ResultSet> {
    // A query can't; the guard lets no USE pass, and this holds even where it would.
    this.#mayHaveMoved = !/^[\s(]*(?:select|with|values|table)\b/i.test(sql);
    return this.#pinned(timeoutMs, limits.offset + limits.rowsMax + 1, async () => {
      if (standsOn.length > 0 && !(await this.#facts.hold(this.#query, standsOn))) throw new StaleProof();
      const read = await this.#read(sql, limits);
      const result = secrets.length > 0 ? { ...read, columns: read.columns.map((column) => withoutSecrets(column, secrets)) } : read;
      if (!result.truncated || proof.statement !== 'select' || proof.estimatedRows !== undefined) return result;
      // How many rows there would be is of interest only where not all were read.
      const plan = await estimated(this.#query, sql, this.#server.isMariaDb).catch(() => undefined);
      return plan ? { ...result, plan } : result;
    });
  }

  diagnose(): Promise<readonly string[]> {
    return this.#own(() => diagnose(this.#query));
  }

  async stop(): Promise<void> {
    const settled = (this.#running ?? Promise.resolve()).then(() => true, () => true);
    await this.#kill().catch(() => undefined);
    const patience = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), stopPatienceMs).unref());
    if (await Promise.race([settled, patience])) return;
    this.#unended = this.#ended();
    await this.close();
  }

  get unended(): Promise<void> | undefined {
    return this.#unended;
  }

  async reset(): Promise<void> {
    if (!this.#used) return;
    await this.#run(async () => {
      await new Promise<void>((resolve, reject) => this.#driver.reset((error) => (error ? reject(error) : resolve())));
      await this.#pin();
      // MariaDB's reset leaves the session in the database that it was switched to.
      if (this.#mayHaveMoved) await this.#query(`USE ${mysql.escapeId(this.#settings.database)}`);
      this.#mayHaveMoved = false;
      this.#used = false;
    });
  }

  close(): Promise<void> {
    this.#lose();
    this.#driver.destroy();
    return Promise.resolve();
  }

  readonly #query: Query = <R>(sql: string) =>
    new Promise<R[]>((resolve, reject) => {
      this.#driver.query({ sql, rowsAsArray: false }, (error, rows) => (error ? reject(error) : resolve(rows as R[])));
    });

  /** One statement sets all that a session needs. `Infinity` rows: no limit of the session, for our own statements. */
  async #pin(): Promise<void> {
    const { timeoutMs, rows } = this.#limits;
    const timeout = this.#server.isMariaDb ? `max_statement_time = ${timeoutMs / 1_000}, max_session_mem_used = ${sessionBytesMax}` : `max_execution_time = ${timeoutMs}`;
    const zone = this.#settings.timeZone === undefined ? '' : `, time_zone = ${this.#driver.escape(this.#settings.timeZone)}`;
    await this.#query(`SET SESSION sql_mode = '${sqlMode}', ${this.#server.isMariaDb ? 'tx_read_only' : 'transaction_read_only'} = 1, ${timeout}, sql_select_limit = ${Number.isFinite(rows) ? rows : 'DEFAULT'}${zone}`);
  }

  /** Statements of our own that give many rows: they read catalogs, and leave the session as it was. */
  #own<T>(work: () => Promise<T>): Promise<T> {
    return this.#run(async () => {
      await this.#limit(ownTimeoutMs, Infinity);
      return work();
    });
  }

  /** A statement of a caller. Each is a transaction of its own, and those of the session only read. */
  #pinned<T>(timeoutMs: number, rows: number, work: () => Promise<T>): Promise<T> {
    return this.#run(async () => {
      this.#used = true;
      await this.#limit(timeoutMs, rows);
      return work();
    });
  }

  async #limit(timeoutMs: number, rows: number): Promise<void> {
    if (this.#limits.timeoutMs === timeoutMs && this.#limits.rows === rows) return;
    this.#limits = { timeoutMs, rows };
    await this.#pin();
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#dead) throw new Failure('UNAVAILABLE', 'the connection to the server was lost');
    const running = new Promise<T>((resolve, reject) => {
      this.#abandon = reject;
      work().then(resolve, reject);
    });
    this.#running = running;
    try {
      return await running;
    } catch (error) {
      const failure = mysqlFailure(error);
      if (failure.code === 'UNAVAILABLE') this.#dead = true;
      throw failure;
    } finally {
      this.#running = undefined;
      this.#abandon = undefined;
    }
  }

  #lose(error: unknown = new Failure('UNAVAILABLE', 'the connection to the server was lost')): void {
    this.#dead = true;
    this.#abandon?.(error);
  }

  /** Streams rows. The session's row limit ends most statements; one with a larger LIMIT of its own is killed when enough was read. */
  #read(sql: string, limits: ResultLimits): Promise<ResultSet> {
    return new Promise((resolve, reject) => {
      const collector = new RowCollector(limits);
      let fields: readonly MysqlField[] = [];
      let enough = false;
      let killing: Promise<void> | undefined;
      const finish = () => void (killing ?? Promise.resolve()).then(() => resolve(collector.result(fields.map(columnOf))));
      this.#driver
        .query({ sql, rowsAsArray: true })
        .on('fields', (found: readonly MysqlField[] | undefined) => (fields = found ?? []))
        .on('result', (row: unknown) => {
          if (!Array.isArray(row)) return;
          if (enough) killing ??= this.#kill().catch(() => undefined);
          else enough = !collector.push(row.map((value) => mysqlCell(value, limits.cellBytesMax)));
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

  #beside(sql: string): Promise<unknown[]> {
    const other = mysql.createConnection(driverOptions(this.#settings));
    return new Promise<unknown[]>((resolve, reject) => {
      other.on('error', reject);
      other.query(sql, (error, rows) => (error ? reject(error) : resolve(Array.isArray(rows) ? rows : [])));
    }).finally(() => other.destroy());
  }
}

/** Three bytes of length and a number; a packet of the greatest length is followed by the rest of its message. */
const framing: Framing = { headerBytes: 4, lengthOf: (header) => header.readUIntLE(0, 3), continues: (length) => length === 0xff_ff_ff };

/** The socket, TLS included; the driver's types do not show it. */
function streamOf(driver: Driver): Duplex {
  return (driver as unknown as { readonly stream: Duplex }).stream;
}

function driverOptions(settings: ConnectionSettings): ConnectionOptions {
  const { host, port, user, password, database, socketPath, connectTimeoutMs, applicationName } = settings;
  const ssl = tlsSettings(settings.tls);
  // The driver would check the certificate of an address against the name `localhost`.
  if (settings.tls?.mode === 'verify-full' && isIP(host) !== 0) throw new Failure('BAD_CONFIG', 'TLS verify-full needs the name of the server, not its address', { hints: ['Name the host as its certificate does, or use sslmode=verify-ca.'] });
  return {
    ...(socketPath === undefined ? { host, port } : { socketPath }),
    user,
    database,
    ...(password === undefined ? {} : { password }),
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
