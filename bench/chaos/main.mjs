// npm run chaos [-- --seconds N]: every fault against real servers in turn, under load, and a table of what callers saw; exit code 1
// where a figure misses its limit. Without --seconds it takes about eight minutes.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { holdHeavyLock } from '../../scripts/heavy-lock.mjs';
import { call, hangUp, startCallers, Watch } from './callers.mjs';
import { allFaults } from './faults.mjs';
import { drainMs, heldBy, startWorld } from './world.mjs';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '480' } } });
const recoveryMsMax = 3_000;
/** Usually it takes no longer until nothing is left of a fault; nothing may be left when so much more time is over. */
const settleMs = 1_000;
const leftMsMax = 10_000;

await holdHeavyLock('npm run chaos');
const world = await startWorld();
const rows = [];
try {
  const faults = allFaults();
  // Each fault is followed by the time to recover, and by some in which what is left over shows.
  const faultMs = Math.max(1_500, (Number(values.seconds) * 1_000) / faults.length - recoveryMsMax - settleMs);
  // What a process loads with its first calls is not what is tried here.
  for (const database of ['postgres', 'mysql', 'sqlite']) await call(world.server.origin, 'nl2sql', { database, question: 'How many facts are there?' });
  const idle = await heldIdle();
  for (const fault of faults) show(await trial(fault, faultMs, idle));
  show(await leaving());
} finally {
  world.server.child.kill('SIGKILL');
  await world.stop();
}
const missed = rows.filter(({ verdict }) => verdict !== 'holds');
console.log(`${rows.length - missed.length} of ${rows.length} hold; ${rows.reduce((sum, { calls }) => sum + calls, 0)} calls`);
process.exit(missed.length === 0 ? 0 : 1);

async function trial(fault, faultMs, idle) {
  const { versions } = fault;
  const watch = new Watch();
  const ended = new AbortController();
  const callers = startCallers(world, fault.databases, watch, { signal: ended.signal, writes: versions === undefined, ...(versions ? { versions } : {}) });
  await delay(500);
  const begunAt = performance.now();
  await fault.begin?.(world);
  while (performance.now() - begunAt < faultMs) await (fault.steady ? fault.steady(world) : delay(50));
  await fault.end?.(world);
  const endedAt = performance.now();
  const recoveries = () => fault.databases.map((database) => (watch.ok[database] ?? []).find((at) => at > endedAt) ?? Infinity);
  while (performance.now() - endedAt < recoveryMsMax && !recoveries().every(Number.isFinite)) await delay(50);
  await delay(500);
  ended.abort();
  await callers;
  const left = await leftOf(idle);
  return judged(fault.name, watch, { recoveryMs: Math.max(...recoveries()) - endedAt, left });
}

/** What the server holds when nobody asks. */
async function heldIdle() {
  hangUp();
  await delay(settleMs);
  return heldBy(world.server);
}

/** What it holds more than that, in words, once nothing is left or ten seconds are over. */
async function leftOf(idle) {
  hangUp();
  for (const until = performance.now() + leftMsMax; ; await delay(250)) {
    const held = await heldBy(world.server);
    const left = Object.entries(held).filter(([name, count]) => count > idle[name]).map(([name, count]) => `${count - idle[name]} ${name}`);
    if (left.length === 0 || performance.now() > until) return left.join(', ');
  }
}

/** Told to leave under load, while a database hangs: what runs elsewhere ends, and the process is gone in time. */
async function leaving() {
  const watch = new Watch();
  const { server, proxies } = world;
  const slow = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500000) SELECT count(*) AS n FROM n';
  proxies.postgres.hang();
  const hung = call(server.origin, 'run_sql', { database: 'postgres', sql: 'SELECT 1 AS hung' });
  const running = [1, 2].map((n) => watch.make('sqlite', 'run_sql', { sql: slow.replace('AS n FROM', `AS n_${n} FROM`) }, (seen) => seen === 1_500_000, server.origin));
  await delay(200);
  const toldAt = performance.now();
  server.child.kill('SIGTERM');
  const lost = (await Promise.all(running)).filter(({ code }) => code !== 'ok').length;
  await Promise.all([hung, server.exited]);
  const tookMs = performance.now() - toldAt;
  const row = judged('SIGTERM under load, a database hangs', watch, { recoveryMs: 0, left: lost > 0 ? `${lost} calls lost` : '' });
  return { ...row, recovery: `gone in ${Math.round(tookMs)} ms`, ...(tookMs <= drainMs + 1_000 && lost === 0 ? {} : { verdict: 'MISSED' }) };
}

function judged(fault, { calls, codes, late, wrong, slowestMs, notes }, { recoveryMs, left }) {
  const internal = codes['INTERNAL'] ?? 0;
  const holds = late === 0 && wrong === 0 && internal === 0 && left === '' && recoveryMs <= recoveryMsMax;
  const seen = Object.entries(codes).map(([code, count]) => `${count} ${code}`).join(', ');
  return { fault, calls, seen, late, wrong, slowest: `${Math.round(slowestMs)} ms`, recovery: `${Math.round(recoveryMs)} ms`, left: left || 'nothing', verdict: holds ? 'holds' : 'MISSED', notes };
}

function show(row) {
  rows.push(row);
  const { fault, calls, seen, late, wrong, slowest, recovery, left, verdict, notes } = row;
  console.log(`${verdict.padEnd(6)} ${fault}\n       ${calls} calls: ${seen}; late ${late}, wrong ${wrong}, slowest ${slowest}, recovery ${recovery}, left ${left}${notes.map((note) => `\n       ${note}`).join('')}`);
}
