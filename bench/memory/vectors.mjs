// How long the nearest of 10,000 vectors take to find: in memory, and in pgvector (PGlite: PostgreSQL as WebAssembly, which is
// slower than a server, over a socket of this machine).
import { setTimeout as sleep } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parseServerDsn } from '../../dist/database/dsn.js';
import { PgvectorIndex } from '../../dist/database/postgres/vectors/pgvector-index.js';
import { MemoryVectorIndex } from '../../dist/memory/vector-index.js';
import { seeded } from './pairs.mjs';

const count = 10_000;
const batch = 64;
const searches = 300;
const wanted = 20;

export async function vectors(report) {
  const database = await PGlite.create({ extensions: { vector } });
  const server = new PGLiteSocketServer({ db: database, port: 0, host: '127.0.0.1', maxConnections: 10 });
  await server.start();
  const url = `postgres://postgres:postgres@${server.getServerConn()}/postgres`;
  for (const length of [768, 1_536]) {
    await measure(report, 'in memory', new MemoryVectorIndex(), length);
    await measure(report, 'in pgvector', new PgvectorIndex({ settings: parseServerDsn(url, { port: 5_432 }, { baseFolder: '/' }), asked: [], namespace: 'bench', fallback: new MemoryVectorIndex(), warn: console.error }), length);
  }
  await server.stop();
  await database.close();
}

async function measure(report, where, index, length) {
  const random = seeded(length);
  const made = () => Float32Array.from({ length }, () => random() - 0.5);
  const space = { database: `of ${length}`, model: `bench/${length}` };
  await index.check();
  const missing = await index.retain(space, new Set(Array.from({ length: count }, (_, n) => `question ${n}`)));
  for (let at = 0; at < count; at += batch) if (!(await index.add(space, missing.slice(at, at + batch).map((text) => ({ text, vector: made() }))))) throw new Error(`not kept ${where}`);
  const times = [];
  let found = 0;
  for (let n = -50; n < searches; n += 1) {
    // A search that took too long is bypassed for a moment; then the next one would cost nothing.
    while (index.health().reachable === false) await sleep(20);
    const startedAt = performance.now();
    const nearest = await index.search(space, made(), wanted);
    if (n < 0) continue;
    times.push(performance.now() - startedAt);
    if (nearest?.length === wanted) found += 1;
  }
  times.sort((a, b) => a - b);
  const name = `${wanted} nearest of ${count} vectors of ${length} numbers ${where}`;
  report.add(`${name}, p50`, times[Math.floor(times.length * 0.5)], { unit: 'ms' });
  report.add(`${name}, p99`, times[Math.floor(times.length * 0.99)], { limit: 100, unit: 'ms' });
  report.note(`${name}: found in time`, `${found} of ${searches}`);
  await index.close();
}
