import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { freePort } from '../setup/ports.ts';

/** A PostgreSQL with pgvector in this process, behind a door that may be shut or left without an answer. */
export class PgvectorServer {
  readonly url: string;
  readonly #database: PGlite;
  readonly #server: PGLiteSocketServer;
  readonly #port: number;
  readonly #innerPort: number;
  readonly #sockets = new Set<Socket>();
  #door: Server | undefined;
  #stalled = false;

  private constructor({ database, server, port, innerPort }: { database: PGlite; server: PGLiteSocketServer; port: number; innerPort: number }) {
    this.#database = database;
    this.#server = server;
    this.#port = port;
    this.#innerPort = innerPort;
    this.url = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  }

  static async start(): Promise<PgvectorServer> {
    const database = await PGlite.create({ extensions: { vector } });
    const innerPort = await freePort();
    const server = new PGLiteSocketServer({ db: database, port: innerPort, host: '127.0.0.1', maxConnections: 50 });
    await server.start();
    const started = new PgvectorServer({ database, server, innerPort, port: await freePort() });
    await started.open();
    return started;
  }

  async open(): Promise<void> {
    this.#stalled = false;
    this.#door = createServer((socket) => this.#enter(socket)).listen(this.#port, '127.0.0.1');
    await once(this.#door, 'listening');
  }

  async shut(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const door = this.#door;
    if (door?.listening) await new Promise((resolve) => door.close(resolve));
  }

  /** It takes connections and statements but answers none. */
  stall(): void {
    this.#stalled = true;
  }

  resume(): void {
    this.#stalled = false;
    // What was said meanwhile is lost.
    for (const socket of this.#sockets) socket.destroy();
  }

  /** As an administrator, past the door. */
  async sql(text: string): Promise<Record<string, unknown>[]> {
    return (await this.#database.query<Record<string, unknown>>(text)).rows;
  }

  async stop(): Promise<void> {
    await this.shut();
    await this.#server.stop();
    await this.#database.close();
  }

  #enter(outer: Socket): void {
    const inner = connect(this.#innerPort, '127.0.0.1');
    outer.on('data', (data) => {
      if (!this.#stalled) inner.write(data);
    });
    inner.on('data', (data) => {
      if (!this.#stalled) outer.write(data);
    });
    for (const [one, other] of [[outer, inner], [inner, outer]] as const) {
      this.#sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }
}
