// One heavy job at a time on a machine (suites with servers, training, benchmarks): `await holdHeavyLock('npm test')` returns when
// it is our turn. The lock is a port of the loopback interface that this process listens on. The system frees it when the process
// ends, however it ends, so that no lock can be left behind; and whoever waits learns over it who holds it. A thread listens,
// since the job may leave the event loop of its process alone for minutes.
// As a command, for jobs that are no module: node scripts/heavy-lock.mjs NAME COMMAND [ARGUMENT]…
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** Below the ports that systems hand out by themselves. */
const port = Number(process.env.NL2SQL_HEAVY_LOCK_PORT ?? 21_817);
/** Set for what runs inside a job that holds the lock: it must not wait for its own parent. */
const heldBy = 'NL2SQL_HEAVY_LOCK_HELD';
const greeting = 'nl2sql-heavy-lock ';
const greetingMs = 5_000;

/** Resolves when no other process holds the lock; it is held until this process ends. */
export async function holdHeavyLock(name) {
  if (process.env[heldBy] !== undefined) return;
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { heavyJob: `${name} (process ${process.pid}, in ${process.cwd()})` } });
  for (;;) {
    const [{ held, told }] = await once(worker, 'message');
    if (held) break;
    process.stderr.write(`${told}\n`);
  }
  worker.unref();
  process.env[heldBy] = name;
}

/** In the thread: listens on the port as soon as it is free. */
async function holdPort({ heavyJob }) {
  for (let last = ''; !(await listens(heavyJob)); ) {
    const holder = await waitForHolder((holder) => {
      if (holder !== last) report({ held: false, told: toldOf(holder) });
    });
    last = holder;
  }
  report({ held: true });
}

function report(message) {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  parentPort.postMessage(message);
}

function toldOf(holder) {
  if (holder !== undefined) return `waiting for a heavy job to end: ${holder}`;
  return `waiting for whatever listens on port ${port}; if that is no heavy job of ours, set NL2SQL_HEAVY_LOCK_PORT to a free port`;
}

function listens(heavyJob) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      // Kept open: its end tells that the lock is free.
      socket.on('error', () => undefined);
      socket.write(`${greeting}${heavyJob}\n`);
    });
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(true));
  });
}

/** Tells who holds the lock and resolves when they may have let go. */
async function waitForHolder(tell) {
  const socket = createConnection({ port, host: '127.0.0.1' });
  socket.setEncoding('utf8');
  let heard = '';
  let holder;
  const say = () => {
    holder = heard.startsWith(greeting) ? heard.slice(greeting.length).trim() : undefined;
    tell(holder);
  };
  const silence = setTimeout(say, greetingMs);
  socket.on('data', (text) => {
    heard += text;
    if (!heard.includes('\n')) return;
    clearTimeout(silence);
    say();
  });
  socket.on('error', () => undefined);
  await once(socket, 'close');
  clearTimeout(silence);
  // Several may have waited; one gets it, and a port that refuses us is asked again at leisure.
  await delay(50 + Math.random() * 100);
  return holder;
}

async function runCommand([name, command, ...rest]) {
  if (command === undefined) {
    process.stderr.write('node scripts/heavy-lock.mjs NAME COMMAND [ARGUMENT]…\n');
    process.exit(2);
  }
  await holdHeavyLock(name);
  const child = spawn(command, rest, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
}

if (!isMainThread && workerData?.heavyJob !== undefined) await holdPort(workerData);
else if (isMainThread && process.argv[1] === fileURLToPath(import.meta.url)) await runCommand(process.argv.slice(2));
