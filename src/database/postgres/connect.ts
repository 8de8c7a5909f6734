import { connect as connectSocket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Client } from 'pg';
import type { CatalogSnapshot } from '../../core/catalog.ts';
import { Failure } from '../../core/errors.ts';
import type { Binding, Inspection, NameFacts, StatementKind } from '../../core/proof.ts';
import type { ResultLimits, ResultSet } from '../../core/result.ts';
import { StaleProof, type VerifiedSql } from '../../core/verified-sql.ts';
import type { ConnectionSettings } from '../connection-settings.ts';
import type { Connection, Engine } from '../engine.ts';
import { type Framing, limitMessages } from '../message-limit.ts';
import { bind, estimateOf, explainPrefix } from './bind.ts';
import { clientConfig } from './client-config.ts';
import { diagnose } from './diagnose.ts';
import { postgresFailure } from './errors.ts';
import { extended } from './extended.ts';
import { introspect, schemaVersion } from './introspect.ts';
import { KeptCatalog } from './kept-catalog.ts';
import { RowReader } from './row-reader.ts';
import { builtInTypeNames, losslessTypes } from './types.ts';

const cancelRequestCode = 80_877_102;
const stopPatienceMs = 1_000;
const idleDiscardMs = 200;
const staleMark = 'the catalog has changed';

/** PostgreSQL and servers of its protocol. Types that are not built in are named once for all connections. */
export function postgresEngine(settings: ConnectionSettings): Engine {
  const typeNames = new Map(builtInTypeNames);
  const kept = new KeptCatalog();
  return { dialect: 'postgres', bindsAsItRuns: true, known: (names) => kept.known(names), connect: () => PostgresConnection.open(settings, { typeNames, catalog: kept }) };
}

interface Reading {
  /** Whether the plan comes along. */
  readonly explains: boolean;
  /** Whether each thing that the statement stands on is checked. */
  readonly isThorough: boolean;
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
  /** Somebody ran statements in the session since it was made or made anew. */
  #isUsed = false;
  #discarding: NodeJS.Timeout | undefined;
  #running: Promise<unknown> | undefined;
  #unended: Promise<void> | undefined;

  private constructor(client: Client, settings: ConnectionSettings, shared: Shared) {
    this.#client = client;
    this.#settings = settings;
    this.#shared = shared;
    // Without a listener a dropped connection would end the process.
    client.on('error', () => (this.#dead = true));
    client.on('end', () => (this.#dead = true));
  }

  static async open(settings: ConnectionSettings, shared: Shared): Promise<PostgresConnection> {
    const { timeZone } = settings;
    const client = new Client({
      ...clientConfig(settings),
      types: losslessTypes,
      ...(timeZone === undefined ? {} : { options: `-c TimeZone=${timeZone.replace(/[^\w/+:-]/g, '')}` }),
    });
    const connection = new PostgresConnection(client, settings, shared);
    await client.connect().catch((error: unknown) => {
      throw postgresFailure(error);
    });
    limitMessages(streamOf(client), framing);
    return connection;
  }

  get unended(): Promise<void> | undefined {
    return this.#unended;
  }

  get dead(): boolean {
    return this.#dead;
  }

  introspect(): Promise<CatalogSnapshot> {
    return this.#inTransaction(60_000, () => introspect(this.#client));
  }

  schemaVersion(): Promise<string> {
    return this.#inTransaction(30_000, async () => {
      const held = await schemaVersion(this.#client);
      this.#shared.catalog.heldAt(held);
      return held.version;
    });
  }

  /** Two equal snapshots see the same committed transactions, so nothing has changed in between (pg_current_snapshot, section 9.28.3). */
  dataVersion(): Promise<string | null> {
    return this.#run(async () => {
      const { rows } = await this.#client.query<{ version: string }>('SELECT pg_current_snapshot()::text AS version');
      return rows[0]?.version ?? null;
    });
  }

  resolve(names: Inspection): Promise<NameFacts> {
    return this.#inTransaction(30_000, () => this.#shared.catalog.resolve(this.#client, names));
  }

  bind(sql: string, kind: StatementKind, timeoutMs: number): Promise<Binding> {
    // SHOW and EXPLAIN can't be explained; the server binds them when they run.
    if (kind !== 'select') return Promise.resolve({ tables: [] });
    return this.#inTransaction(timeoutMs, () => bind(this.#client, sql), explainPrefix.length);
  }

  execute(statement: VerifiedSql, limits: ResultLimits, timeoutMs: number): Promise<ResultSet> {
    return this.#exclusively(() => this.#read(statement, limits, timeoutMs, { explains: statement.proof.statement === 'select', isThorough: false }));
  }

  diagnose(): Promise<readonly string[]> {
    return this.#inTransaction(30_000, () => diagnose(this.#client));
  }

  async stop(): Promise<void> {
    await sendCancel(this.#client, this.#settings).catch(() => undefined);
    const settled = (this.#running ?? Promise.resolve()).then(() => true, () => true);
    const patience = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), stopPatienceMs).unref());
    if (await Promise.race([settled, patience])) return;
    // The server closes its end when the session has really ended.
    this.#unended = this.close();
  }

  /**
   * DISCARD ALL leads the next packet. Until then the session is idle, and the ROLLBACK has already undone settings, temporary
   * objects, cursors and LISTEN; what it leaves (advisory locks, prepared statements), which no proven statement makes, goes after
   * a moment where nobody borrows the session.
   */
  async reset(): Promise<void> {
    this.#isUsed = true;
    clearTimeout(this.#discarding);
    this.#discarding = setTimeout(() => {
      if (this.#isUsed && !this.#running && !this.#dead) this.#tidyUp().catch(() => undefined);
    }, idleDiscardMs).unref();
  }

  /** In idle time: the session as good as new, and whether the catalog is still what it was. */
  async #tidyUp(): Promise<void> {
    if (this.#shared.catalog.isUnsure) await this.schemaVersion();
    else await this.#run(() => Promise.resolve());
  }

  close(): Promise<void> {
    this.#dead = true;
    clearTimeout(this.#discarding);
    return this.#client.end().catch(() => undefined);
  }

  async #inTransaction<T>(timeoutMs: number, work: () => Promise<T>, prefixLength = 0): Promise<T> {
    return this.#run(async () => {
      await this.#client.query(beginning(timeoutMs).join('; '));
      try {
        return await work();
      } finally {
        await this.#client.query('ROLLBACK').catch(() => (this.#dead = true));
      }
    }, prefixLength);
  }

  /** Work after that of another borrower: the session is as good as new. */
  #run<T>(work: () => Promise<T>, prefixLength = 0): Promise<T> {
    return this.#exclusively(async () => {
      if (this.#isUsed) {
        this.#isUsed = false;
        await this.#client.query('DISCARD ALL');
      }
      return work();
    }, prefixLength);
  }

  async #exclusively<T>(work: () => Promise<T>, prefixLength = 0): Promise<T> {
    if (this.#dead) throw new Failure('UNAVAILABLE', 'the connection to the server was lost');
    const running = work();
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

  /**
   * Everything in one packet. Where only the plan fails the statement is asked again without it, for its rows or its own error;
   * where something, whatever it was, has been committed, again with a check of each thing that it stands on.
   */
  async #read({ statement, standsOn = [] }: Pick<VerifiedSql, 'statement' | 'standsOn'>, limits: ResultLimits, timeoutMs: number, { explains, isThorough }: Reading): Promise<ResultSet> {
    const before = [...(this.#isUsed ? ['DISCARD ALL'] : []), ...beginning(timeoutMs)];
    this.#isUsed = false;
    let cancelling: Promise<void> | undefined;
    const condition = this.#shared.catalog.conditionOf(standsOn, isThorough);
    const packet = { before, statement, ...(standsOn.length > 0 ? { check: checkOf(condition) } : {}), ...(explains ? { explain: explainPrefix + statement } : {}) };
    const reader = new RowReader(packet, limits, () => {
      cancelling = sendCancel(this.#client, this.#settings).catch(() => undefined);
    });
    this.#client.query(reader);
    try {
      await reader.finished();
    } catch (error) {
      await this.#client.query('ROLLBACK').catch(() => (this.#dead = true));
      if (reader.part === 'explain' && isOfStatement(error)) return await this.#read({ statement, standsOn }, limits, timeoutMs, { explains: false, isThorough });
      if (reader.part !== 'check' || !isStale(error)) throw error;
      if (!isThorough) {
        this.#shared.catalog.lostSight();
        return await this.#read({ statement, standsOn }, limits, timeoutMs, { explains, isThorough: true });
      }
      this.#shared.catalog.drop();
      throw new StaleProof(error);
    } finally {
      // A cancel request that comes late must not hit the next statement.
      await cancelling;
    }
    const result = reader.result(await this.#nameTypes(reader.fields.map((field) => field.dataTypeID)));
    return reader.plan === '' ? result : { ...result, plan: estimateOf(reader.plan) };
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

/** Every part is there as it was, or the text that is no number fails. */
function checkOf(condition: string): string {
  return `SELECT (CASE WHEN ${condition} THEN '1' ELSE '${staleMark}' END)::int`;
}

function isStale(error: unknown): boolean {
  return error instanceof Error && error.message.includes(staleMark);
}

/** Not of the connection, and no deadline or cancellation. */
function isOfStatement(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && !/^(57|08|53)/.test(error.code);
}

/** What opens the transaction of every statement: nothing can be written in it, and it ends by itself. Waiting for locks counts as running. */
function beginning(timeoutMs: number): string[] {
  // The parser of the proof reads texts as the standard says; a role or a database may have been set otherwise.
  return ['BEGIN READ ONLY', 'SET LOCAL standard_conforming_strings = on', `SET LOCAL statement_timeout = ${timeoutMs}`, `SET LOCAL idle_in_transaction_session_timeout = ${timeoutMs + 5_000}`];
}

/** Section 55.7 of the manual: a type byte, then the length with itself. */
const framing: Framing = { headerBytes: 5, lengthOf: (header) => header.readUInt32BE(1) - 4, continues: () => false };

/** The socket, TLS included; the driver's types do not show it. */
function streamOf(client: Client): Duplex {
  return (client as unknown as { readonly connection: { readonly stream: Duplex } }).connection.stream;
}

/** The protocol's CancelRequest, on a connection of its own; resolves when the server has taken it (it closes the connection). */
function sendCancel(client: Client, settings: ConnectionSettings): Promise<void> {
  const { processID, secretKey } = client as unknown as { processID: number | null; secretKey: number | null };
  if (processID === null || secretKey === null) return Promise.resolve();
  const message = Buffer.alloc(16);
  for (const [index, value] of [16, cancelRequestCode, processID, secretKey].entries()) message.writeInt32BE(value, index * 4);
  return new Promise((resolve, reject) => {
    const socket = settings.socketPath === undefined ? connectSocket(settings.port, settings.host) : connectSocket(settings.socketPath);
    socket.setTimeout(stopPatienceMs, () => socket.destroy());
    socket.once('connect', () => socket.end(message));
    socket.once('close', () => resolve());
    socket.once('error', reject);
    socket.resume();
  });
}
