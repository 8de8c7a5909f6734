import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { CatalogSnapshot } from '../../core/catalog.ts';
import { Failure } from '../../core/errors.ts';
import type { Binding, Inspection, NameFacts, PlanEstimate, StatementKind } from '../../core/proof.ts';
import type { Cell, ResultColumn, ResultLimits, ResultSet, RowSink } from '../../core/result.ts';
import type { SessionIdentity } from '../../core/session-identity.ts';
import { StaleProof, type VerifiedSql } from '../../core/verified-sql.ts';
import { abortable } from '../../std/abort.ts';
import { Deadline } from '../../std/deadline.ts';
import { within } from '../../std/within.ts';
import type { ConnectionSettings } from '../connection-settings.ts';
import type { BindCall, Bounded, Connection, Engine } from '../engine.ts';
import { type Framing, limitMessages } from '../message-limit.ts';
import { patience } from '../patience.ts';
import { RowPump } from '../row-pieces.ts';
import { RowCollector } from '../rows.ts';
import { openStream } from '../ways/stream.ts';
import type { Way } from '../ways/way.ts';
import { bind, estimateOf, explainPrefix } from './bind.ts';
import { readCell } from './cell-reader.ts';
import { clientConfig } from './client-config.ts';
import { diagnose } from './diagnose.ts';
import { postgresFailure } from './errors.ts';
import { extended } from './extended.ts';
import { introspect, schemaVersion } from './introspect.ts';
import { KeptCatalog } from './kept-catalog.ts';
import { RowReader, type RowTaker } from './row-reader.ts';
import { builtInTypeNames, losslessTypes } from './types.ts';

const cancelRequestCode = 80_877_102;
const idleDiscardMs = 200;
/** Two equal snapshots see the same committed transactions, so nothing has changed in between (pg_current_snapshot, section 9.28.3). */
const snapshotSql = 'pg_catalog.pg_current_snapshot()::pg_catalog.text';
/** What a server does in a millisecond, in the unit of its planner: 10 million rows of a table are a cost of about 170,000 and take a second. */
const costPerMs = 170;
const staleMark = 'the catalog has changed';

/** PostgreSQL and servers of its protocol. Types that are not built in are named once for all connections. */
export function postgresEngine(way: Way): Engine {
  const typeNames = new Map(builtInTypeNames);
  const kept = new KeptCatalog();
  return {
    dialect: 'postgres',
    bindsAsItRuns: true,
    rowsTellVersion: true,
    takesIdentity: true,
    failsOver: way.hasSeveralHosts,
    known: (names) => kept.known(names),
    connect: (within) => way.connect((settings, signal) => PostgresConnection.open(settings, { typeNames, catalog: kept }, signal), within),
    place: () => way.place,
    close: () => way.close(),
  };
}

/** Who took the rows, and what they are. */
interface Read<T> {
  readonly taker: T;
  readonly columns: readonly ResultColumn[];
  /** The mark of the data just before they were read. */
  readonly version: string | undefined;
}

/** What went before a statement, and what that was made of. */
interface Before {
  readonly isUsed: boolean;
  readonly identity: SessionIdentity | undefined;
  readonly timeoutMs: number;
  readonly check: string | undefined;
  readonly texts: readonly string[];
}

/** One of several statements that are sent together. */
interface Wanted<T> extends Pick<VerifiedSql, 'statement' | 'standsOn'> {
  readonly takerOf: () => T;
}

/** What all connections of an engine have in common. */
interface Shared {
  readonly typeNames: Map<number, string>;
  readonly catalog: KeptCatalog;
}

/**
 * One session. Every statement runs in a READ ONLY transaction with its own timeouts, through the extended protocol, which
 * takes a single statement; the transaction is rolled back, and DISCARD ALL follows before the session is lent again.
 */
class PostgresConnection implements Connection {
  readonly #client: Client;
  readonly #settings: ConnectionSettings;
  readonly #shared: Shared;
  #dead = false;
  /** Somebody ran statements in the session since it was made or made anew; a borrower has since it was lent. */
  #isUsed = false;
  #lastBefore: Before | undefined;
  #hasRun = false;
  #identity: SessionIdentity | undefined;
  #discarding: NodeJS.Timeout | undefined;
  #tidying: Promise<unknown> | undefined;
  #running: Promise<unknown> | undefined;
  #isStopping = false;
  #unended: Promise<void> | undefined;

  private constructor(client: Client, settings: ConnectionSettings, shared: Shared) {
    this.#client = client;
    this.#settings = settings;
    this.#shared = shared;
    // Without a listener a dropped connection would end the process.
    client.on('error', () => (this.#dead = true));
    client.on('end', () => (this.#dead = true));
  }

  static async open(settings: ConnectionSettings, shared: Shared, signal: AbortSignal): Promise<PostgresConnection> {
    const tunnel = settings.dial && asSocket(await settings.dial(signal));
    const client = new Client({ ...clientConfig(settings), types: losslessTypes, ...(tunnel ? { stream: () => tunnel } : {}) });
    const connection = new PostgresConnection(client, settings, shared);
    try {
      await abortable(client.connect(), signal);
      await abortable(connection.#assertRole(), signal);
    } catch (error) {
      streamOf(client).destroy();
      throw postgresFailure(error);
    }
    limitMessages(streamOf(client), framing);
    return connection;
  }

  /** Of several hosts, only those will do that are what was asked for. */
  async #assertRole(): Promise<void> {
    const { serverRole } = this.#settings;
    if (serverRole === undefined) return;
    const { rows } = await this.#client.query<{ standby: boolean; read_only: string }>("SELECT pg_catalog.pg_is_in_recovery() AS standby, pg_catalog.current_setting('default_transaction_read_only') AS read_only");
    const isStandby = rows[0]?.standby === true;
    const isReadOnly = isStandby || rows[0]?.read_only === 'on';
    const isIt = { primary: !isStandby, standby: isStandby, 'read-write': !isReadOnly, 'read-only': isReadOnly }[serverRole];
    if (isIt) return;
    const hints = ['Name a host that is, or change target_session_attrs.'];
    throw new Failure('UNAVAILABLE', `the server is ${isStandby ? 'a standby' : 'a primary'}${isReadOnly && !isStandby ? ' that only reads' : ''}, and target_session_attrs asks for ${serverRole}`, { hints });
  }

  get unended(): Promise<void> | undefined {
    return this.#unended;
  }

  get dead(): boolean {
    return this.#dead;
  }

  actAs(identity: SessionIdentity | undefined): void {
    this.#identity = identity;
  }

  introspect(): Promise<CatalogSnapshot> {
    return this.#inTransaction(60_000, () => introspect(this.#client, this.#settings.schemas));
  }

  schemaVersion(): Promise<string> {
    return this.#inTransaction(30_000, async () => {
      const held = await schemaVersion(this.#client);
      this.#shared.catalog.heldAt(held);
      return held.version;
    });
  }

  dataVersion(): Promise<string | null> {
    // As cheap as can be: nothing that a borrower may have left in the session bears on it.
    return this.#exclusively(() => readCell(this.#client, `SELECT ${snapshotSql}`));
  }

  resolve(names: Inspection): Promise<NameFacts> {
    return this.#inTransaction(30_000, () => this.#shared.catalog.resolve(this.#client, names));
  }

  bind(sql: string, kind: StatementKind, { timeoutMs }: BindCall): Promise<Binding> {
    // SHOW and EXPLAIN can't be explained; the server binds them when they run.
    if (kind !== 'select') return Promise.resolve({ tables: [] });
    return this.#inTransaction(timeoutMs, () => bind(this.#client, sql), explainPrefix.length);
  }

  execute(statement: VerifiedSql, limits: ResultLimits, timeoutMs: number): Promise<ResultSet> {
    return this.#exclusively(async () => {
      const { taker, columns, version } = await this.#read(statement, () => collecting(limits), timeoutMs);
      const result = taker.result(columns, version);
      if (!result.truncated || statement.proof.statement !== 'select' || statement.proof.estimatedRows !== undefined) return result;
      // How many rows there would be is of interest only where not all were read.
      const plan = await this.#planOf(statement, timeoutMs).catch(() => undefined);
      return plan ? { ...result, told: plan } : result;
    });
  }

  /** In one round trip. */
  async executeAll(statements: readonly Bounded[], timeoutMs: number): Promise<readonly (ResultSet | Failure)[]> {
    const wanted = statements.map(({ statement, limits }) => ({ ...statement, takerOf: () => collecting(limits) }));
    const read = await this.#exclusively(() => this.#readTogether(wanted, timeoutMs));
    return read.map((one) => (one instanceof Failure ? one : one.taker.result(one.columns, one.version)));
  }

  /** In one round trip. */
  async expectedMs(statements: readonly VerifiedSql[], timeoutMs: number): Promise<readonly (number | undefined)[]> {
    const wanted = statements.map(({ statement, standsOn = [] }) => ({ statement: explainPrefix + statement, standsOn, takerOf: takingText }));
    const read = await this.#exclusively(() => this.#readTogether(wanted, timeoutMs));
    return read.map((one) => {
      const cost = one instanceof Failure ? undefined : estimateOf(one.taker.text).estimatedCost;
      return cost === undefined ? undefined : cost / costPerMs;
    });
  }

  /** In one round trip, as the statement itself. */
  async #planOf({ statement }: VerifiedSql, timeoutMs: number): Promise<PlanEstimate> {
    const { taker } = await this.#read({ statement: explainPrefix + statement }, takingText, timeoutMs);
    return estimateOf(taker.text);
  }

  stream(statement: VerifiedSql, sink: RowSink, timeoutMs: number): Promise<readonly ResultColumn[]> {
    return this.#exclusively(async () => {
      const pumping = (): RowPump & RowTaker => Object.assign(new RowPump(sink, streamOf(this.#client)), { rowsMax: Infinity });
      const { taker, columns } = await this.#read(statement, pumping, timeoutMs);
      await taker.end();
      return columns;
    });
  }

  diagnose(): Promise<readonly string[]> {
    return this.#inTransaction(30_000, () => diagnose(this.#client, this.#settings.schemas));
  }

  async stop(): Promise<void> {
    if (!this.#running || this.#dead) return;
    const settled = this.#running.then(() => undefined, () => undefined);
    this.#isStopping = true;
    const cancelled = sendCancel(this.#client, this.#settings).catch(() => undefined);
    await within(patience.stopMs, Promise.all([settled, cancelled])).catch(() => this.#leave());
    this.#isStopping = false;
  }

  /** We go; the server closes its end when the session has really ended. */
  #leave(): void {
    this.#dead = true;
    const stream = streamOf(this.#client);
    this.#unended = new Promise((resolve) => stream.once('close', () => resolve()));
    stream.end();
  }

  /**
   * DISCARD ALL leads the next packet. Until then the session is idle, and the ROLLBACK has already undone settings, temporary
   * objects, cursors and LISTEN; what it leaves (advisory locks, prepared statements), which no proven statement makes, goes after
   * a moment where nobody borrows the session.
   */
  reset(): undefined {
    this.#identity = undefined;
    // A look at the mark leaves nothing behind.
    if (!this.#hasRun && !this.#isUsed) return;
    this.#hasRun = false;
    this.#isUsed = true;
    // One that has come is set again, too.
    if (this.#discarding) return void this.#discarding.refresh();
    this.#discarding = setTimeout(() => {
      if (!this.#isUsed || this.#running || this.#dead) return;
      const tidying = this.#tidyUp().catch(() => undefined).finally(() => (this.#tidying = undefined));
      this.#tidying = tidying;
    }, idleDiscardMs).unref();
  }

  /** In idle time: the session as good as new, and whether the catalog is still what it was. */
  async #tidyUp(): Promise<void> {
    if (this.#shared.catalog.isUnsure) await this.schemaVersion();
    else await this.#run(() => Promise.resolve());
  }

  async close(): Promise<void> {
    clearTimeout(this.#discarding);
    if (!this.#dead) await within(patience.closeMs, this.#client.end()).catch(() => undefined);
    this.#dead = true;
    streamOf(this.#client).destroy();
  }

  async #inTransaction<T>(timeoutMs: number, work: () => Promise<T>, prefixLength = 0): Promise<T> {
    return this.#run(async () => {
      try {
        await this.#client.query(this.#beginning(timeoutMs).join('; '));
        return await work();
      } finally {
        // Also where it could not begin: a role or a setting that the server does not take leaves an aborted transaction.
        await this.#client.query('ROLLBACK').catch(() => (this.#dead = true));
      }
    }, prefixLength);
  }

  /** Work after that of another borrower: the session is as good as new. */
  #run<T>(work: () => Promise<T>, prefixLength = 0): Promise<T> {
    return this.#exclusively(async () => {
      this.#hasRun = true;
      if (this.#isUsed) {
        this.#isUsed = false;
        await this.#client.query('DISCARD ALL');
      }
      return work();
    }, prefixLength);
  }

  async #exclusively<T>(work: () => Promise<T>, prefixLength = 0): Promise<T> {
    this.#assertAlive();
    const running = this.#tidying ? this.#afterTidying(work) : work();
    this.#running = running;
    try {
      return await running;
    } catch (error) {
      const failure = postgresFailure(error, prefixLength);
      if (failure.code === 'UNAVAILABLE') this.#dead = true;
      throw failure;
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }

  /** Whoever borrows the session while it is tidied up would stand in the middle of that transaction; whoever is stopped meanwhile does not begin. */
  async #afterTidying<T>(work: () => Promise<T>): Promise<T> {
    await this.#tidying;
    if (this.#isStopping) throw new Failure('CANCELLED', 'the statement was stopped before it began');
    this.#assertAlive();
    return work();
  }

  #assertAlive(): void {
    if (this.#dead) throw new Failure('UNAVAILABLE', 'the connection to the server was lost');
  }

  /**
   * Everything in one packet. Where something, whatever it was, has been committed, the statement is asked again with a check of each
   * thing that it stands on.
   */
  async #read<T extends RowTaker>({ statement, standsOn = [] }: Pick<VerifiedSql, 'statement' | 'standsOn'>, takerOf: () => T, timeoutMs: number, isThorough = false): Promise<Read<T>> {
    const isChecked = standsOn.length > 0;
    const before = this.#before(timeoutMs, isChecked ? checkOf(this.#shared.catalog.conditionOf(standsOn, isThorough)) : undefined);
    this.#hasRun = true;
    let cancelling: Promise<void> | undefined;
    const packet = { before, isChecked, statement };
    const taker = takerOf();
    const reader = new RowReader(packet, taker, () => {
      cancelling = sendCancel(this.#client, this.#settings).catch(() => undefined);
    });
    this.#client.query(reader);
    try {
      await reader.finished();
    } catch (error) {
      await this.#client.query('ROLLBACK').catch(() => (this.#dead = true));
      if (reader.part !== 'check' || !isStale(error)) throw error;
      if (!isThorough) {
        this.#shared.catalog.lostSight();
        return await this.#read({ statement, standsOn }, takerOf, timeoutMs, true);
      }
      this.#shared.catalog.drop();
      throw new StaleProof(error);
    } finally {
      // A cancel request that comes late must not hit the next statement.
      await cancelling;
    }
    if (reader.wasStopped) await this.#client.query('ROLLBACK');
    return { taker, version: reader.told, columns: await this.#columnsOf(reader) };
  }

  /**
   * Several at once: one packet for each, sent together, and each a transaction of its own, so that one that fails takes nothing from the
   * others. Those that something committed made uncertain are asked again together, with a check of each thing that they stand on.
   */
  async #readTogether<T extends RowTaker>(wanted: readonly Wanted<T>[], timeoutMs: number, isThorough = false): Promise<(Read<T> | Failure)[]> {
    const readers = wanted.map(({ statement, standsOn = [], takerOf }, index) => {
      const isChecked = standsOn.length > 0;
      const check = isChecked ? checkOf(this.#shared.catalog.conditionOf(standsOn, isThorough)) : undefined;
      const before = index === 0 ? this.#before(timeoutMs, check) : ['ROLLBACK', ...this.#beginning(timeoutMs), ...(check === undefined ? [] : [check])];
      const taker = takerOf();
      // No more rows are sent than are wanted: a cancelling, which might hit another one of them, has no use.
      return { taker, reader: new RowReader({ before, isChecked, statement, isFollowed: index < wanted.length - 1 }, taker, () => undefined) };
    });
    const [first, ...others] = readers.map(({ reader }) => reader);
    if (!first) return [];
    this.#hasRun = true;
    first.leads(others, (next) => this.#client.query(next));
    const all = Promise.allSettled([first, ...others].map((reader) => reader.finished()));
    this.#client.query(first);
    const outcomes = await all;
    if (outcomes.at(-1)?.status === 'rejected') await this.#client.query('ROLLBACK').catch(() => (this.#dead = true));
    this.#assertAlive();
    const failures = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as unknown) : undefined));
    const isOvertaken = (index: number) => readers[index]?.reader.part === 'check' && isStale(failures[index]);
    const again = await this.#checkedThoroughly(wanted.filter((_, index) => isOvertaken(index)), timeoutMs, isThorough);
    const read: (Read<T> | Failure)[] = [];
    for (const [index, { reader, taker }] of readers.entries()) {
      const failure = failures[index];
      if (isOvertaken(index)) read.push(again.shift() ?? new StaleProof(failure));
      else read.push(failure === undefined ? { taker, version: reader.told, columns: await this.#columnsOf(reader) } : postgresFailure(failure));
    }
    return read;
  }

  /** Asks once more what a check has held up; nothing where that check was thorough already. */
  async #checkedThoroughly<T extends RowTaker>(overtaken: readonly Wanted<T>[], timeoutMs: number, wasThorough: boolean): Promise<(Read<T> | Failure)[]> {
    if (overtaken.length === 0) return [];
    if (!wasThorough) {
      this.#shared.catalog.lostSight();
      return this.#readTogether(overtaken, timeoutMs, true);
    }
    this.#shared.catalog.drop();
    return [];
  }

  async #columnsOf(reader: RowReader): Promise<readonly ResultColumn[]> {
    return reader.columns(await this.#nameTypes(reader.fields.map((field) => field.dataTypeID)));
  }

  /** The same list as before where nothing in it has changed, which is known by its identity then. */
  #before(timeoutMs: number, check: string | undefined): readonly string[] {
    const [last, isUsed, identity] = [this.#lastBefore, this.#isUsed, this.#identity];
    this.#isUsed = false;
    if (last && last.isUsed === isUsed && last.identity === identity && last.timeoutMs === timeoutMs && last.check === check) return last.texts;
    const texts = [...(isUsed ? ['DISCARD ALL'] : []), ...this.#beginning(timeoutMs), ...(check === undefined ? [] : [check])];
    this.#lastBefore = { isUsed, identity, timeoutMs, check, texts };
    return texts;
  }

  /**
   * What opens the transaction of every statement: nothing can be written in it, and it ends by itself. Waiting for locks counts as
   * running. All of it is local to the transaction, since a pooler in between may give the next one another session.
   */
  #beginning(timeoutMs: number): string[] {
    const { timeZone, schemas } = this.#settings;
    return [
      'BEGIN READ ONLY',
      // The parser of the proof reads texts as the standard says; a role or a database may have been set otherwise.
      'SET LOCAL standard_conforming_strings = on',
      `SET LOCAL statement_timeout = ${timeoutMs}`,
      `SET LOCAL idle_in_transaction_session_timeout = ${timeoutMs + 5_000}`,
      ...(timeZone === undefined ? [] : [`SET LOCAL TimeZone = ${escapeLiteral(timeZone)}`]),
      ...(schemas ? [`SET LOCAL search_path = ${schemas.map(escapeIdentifier).join(', ')}`] : []),
      ...assuming(this.#identity),
    ];
  }

  async #nameTypes(oids: readonly number[]): Promise<string[]> {
    const unknown = [...new Set(oids.filter((oid) => !this.#shared.typeNames.has(oid)))];
    if (unknown.length > 0) {
      const { rows } = await extended<{ oid: number; name: string }>(this.#client, 'SELECT oid, format_type(oid, NULL) AS name FROM pg_type WHERE oid = ANY($1::oid[])', [unknown]);
      for (const row of rows) this.#shared.typeNames.set(row.oid, row.name);
    }
    return oids.map((oid) => this.#shared.typeNames.get(oid) ?? '');
  }
}

function collecting(limits: ResultLimits): RowCollector & RowTaker {
  return Object.assign(new RowCollector(limits), { rowsMax: limits.offset + limits.rowsMax + 1 });
}

/** The one cell of a plan. */
function takingText(): RowTaker & { text: string } {
  const taker = { text: '', rowsMax: 1, push: ([cell]: readonly Cell[]) => (taker.text = String(cell)) !== '' };
  return taker;
}

/** Every part is there as it was, or the text that is no number fails. The snapshot comes first: rows are read in one that is as new, or newer. */
function checkOf(condition: string): string {
  return `SELECT ${snapshotSql}, (CASE WHEN ${condition} THEN '1' ELSE '${staleMark}' END)::int`;
}

function isStale(error: unknown): boolean {
  return error instanceof Error && error.message.includes(staleMark);
}

/** As whom the transaction runs: its ROLLBACK ends that, too. The role comes last, since it may not be allowed to set what is set. */
function assuming(identity: SessionIdentity | undefined): string[] {
  if (!identity) return [];
  const settings = Object.entries(identity.settings).map(([name, value]) => `SET LOCAL ${name.split('.').map(escapeIdentifier).join('.')} = ${escapeLiteral(value)}`);
  return [...settings, ...(identity.role === undefined ? [] : [`SET LOCAL ROLE ${escapeIdentifier(takenRole(identity.role))}`])];
}

const nameBytesMax = 63;

/** The server takes `none`, in quotes too, for the connected role itself, and cuts a longer name to what may be another one. */
function takenRole(role: string): string {
  if (role !== 'none' && Buffer.byteLength(role) <= nameBytesMax) return role;
  throw new Failure('PERMISSION_DENIED', "this caller's credentials name a role that no database has", { hints: ['Have the authorization server name another one.'] });
}

/** Section 55.7 of the manual: a type byte, then the length with itself. */
const framing: Framing = { headerBytes: 5, lengthOf: (header) => header.readUInt32BE(1) - 4, continues: () => false };

/** The socket, TLS included; the driver's types do not show it. */
function streamOf(client: Client): Duplex {
  return (client as unknown as { readonly connection: { readonly stream: Duplex } }).connection.stream;
}

/**
 * The protocol's CancelRequest, on a connection of its own; resolves when the server has taken it (it closes the connection). Until
 * then our end stays open: a pooler that has not passed it on yet forgets the request of a client that is gone.
 */
async function sendCancel(client: Client, settings: ConnectionSettings): Promise<void> {
  const { processID, secretKey } = client as unknown as { processID: number | null; secretKey: number | null };
  if (processID === null || secretKey === null) return;
  const message = Buffer.alloc(16);
  for (const [index, value] of [16, cancelRequestCode, processID, secretKey].entries()) message.writeInt32BE(value, index * 4);
  const deadline = new Deadline(patience.tellMs);
  const stream = await openStream(settings, deadline.signal);
  return new Promise<void>((resolve, reject) => {
    deadline.signal.addEventListener('abort', () => stream.destroy());
    if (stream instanceof Socket) stream.unref();
    stream.once('close', resolve);
    stream.once('error', reject);
    stream.once('end', () => stream.end());
    stream.write(message);
    stream.resume();
  }).finally(() => deadline.clear());
}

/** A stream that has connected, as the driver takes a socket that it connects itself. */
function asSocket(stream: Duplex): Duplex {
  return Object.assign(stream, { connect: () => setImmediate(() => stream.emit('connect')), setNoDelay: () => stream, setKeepAlive: () => stream, ref: () => stream, unref: () => stream });
}
