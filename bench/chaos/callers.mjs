// Callers that know the right answers: readers of facts, askers in plain words, and writers who read what they have just written.
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { factOf, factsCount, timeoutMs } from './world.mjs';

const agent = new Agent({ keepAlive: true });

/** A tool over the JSON API: how it ended, its rows, how long it took. */
export function call(origin, tool, input) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const done = (code, rows, message) => resolve({ code, rows, message, ms: performance.now() - startedAt, endedAt: performance.now() });
    const sending = request(`${origin}/api/tools/${tool}`, { agent, method: 'POST', headers: { 'content-type': 'application/json' } }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('error', () => done('CUT'));
      response.on('end', () => {
        const { status, rows, error } = JSON.parse(text);
        done(error?.code ?? status ?? 'CLOSING', rows, error?.message);
      });
    });
    sending.on('error', (error) => done(error.code === 'ECONNREFUSED' ? 'REFUSED' : 'CUT'));
    sending.end(JSON.stringify(input));
  });
}

/** The connections that callers keep for their next call. */
export function hangUp() {
  agent.destroy();
}

/** What a fault of a database may come to. */
const expected = new Set(['ok', 'UNAVAILABLE', 'TIMEOUT', 'BUSY']);

/** Collects what callers of one fault saw. */
export class Watch {
  constructor() {
    this.codes = {};
    this.calls = 0;
    this.late = 0;
    this.wrong = 0;
    this.slowestMs = 0;
    /** By database, the ends of the calls that went well. */
    this.ok = {};
    this.notes = [];
  }

  async make(database, tool, input, isRight, origin) {
    const done = await call(origin, tool, { database, ...input });
    this.calls += 1;
    this.codes[done.code] = (this.codes[done.code] ?? 0) + 1;
    this.slowestMs = Math.max(this.slowestMs, done.ms);
    if (done.ms > timeoutMs + 1_000) this.late += 1;
    if (!expected.has(done.code)) this.note(`${database} ${JSON.stringify(input)}: ${done.code} ${done.message ?? ''}`);
    if (done.code === 'ok') {
      (this.ok[database] ??= []).push(done.endedAt);
      if (!isRight(done.rows?.[0]?.[0])) {
        this.wrong += 1;
        this.note(`${database} ${JSON.stringify(input)} gave ${JSON.stringify(done.rows?.[0])}`);
      }
    }
    return done;
  }

  note(text) {
    if (this.notes.length < 3) this.notes.push(text);
  }
}

/**
 * Five callers of each database until the signal aborts; resolves when the last of their calls has ended. `versions` are those of
 * the data that may be read: from `first` when a call begins to `last` when it has ended. Where there are several, nobody writes.
 */
export function startCallers({ server: { origin }, writers }, databases, watch, { signal, versions = { first: 0, last: 0 }, writes }) {
  const until = async (work) => {
    while (!signal.aborted) {
      await work();
      await delay(5);
    }
  };
  const pairs = (database, id) => {
    let n = Math.floor(performance.now() * 1_000) % 1_000_000;
    return until(async () => {
      n += 1;
      if (!(await writers[database]?.write(`UPDATE counters SET n = ${n} WHERE id = ${id}`).then(() => true, () => false))) return delay(50);
      await watch.make(database, 'run_sql', { sql: `SELECT n FROM counters WHERE id = ${id}` }, (seen) => seen === n, origin);
    });
  };
  const reads = (database, tool, inputOf) => until(async () => {
    const { first } = versions;
    const id = 1 + Math.floor(Math.random() * factsCount);
    const { input, right } = inputOf(id);
    await watch.make(database, tool, input, (seen) => right(seen, first, versions.last), origin);
  });
  const between = (seen, id, first, last) => seen >= factOf(id, first) && seen <= factOf(id, last);
  const fact = (id) => ({ input: { sql: `SELECT v FROM facts WHERE id = ${id}` }, right: (seen, first, last) => between(seen, id, first, last) });
  const distinct = (id) => ({ input: { sql: `SELECT v, ${Math.floor(Math.random() * 1e9)} AS asked FROM facts WHERE id = ${id}` }, right: fact(id).right });
  const words = () => ({ input: { question: 'How many facts are there?' }, right: (seen) => seen === factsCount });
  return Promise.all(databases.flatMap((database) => [
    reads(database, 'run_sql', fact), reads(database, 'run_sql', fact), reads(database, 'run_sql', distinct), reads(database, 'nl2sql', words),
    ...(writes ? [pairs(database, 1)] : []),
  ]));
}
