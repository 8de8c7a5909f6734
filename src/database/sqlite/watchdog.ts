/**
 * A thread of the SQLite process that ends it when its parent is gone or its statement takes too much memory. A statement that
 * runs away keeps the main thread from noticing either: that the channel closed, and SQLite's own heap limit counts nothing in
 * the build that we have. A process whose parent died belongs to another one from then on. (On Windows it does not.)
 */
import process from 'node:process';
import { workerData } from 'node:worker_threads';

/** The process itself takes 60 MB, and a statement grows by up to 2 MB in a millisecond. */
const residentBytesMax = 500_000_000;
const lookEveryMs = 20;
const looksBetweenParents = 25;

const parent = process.ppid;
// What the starter gives: 1 while a statement runs.
const busy = workerData as Int32Array;
let looks = 0;

setInterval(() => {
  looks += 1;
  if (looks % looksBetweenParents === 0 && process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  if (Atomics.load(busy, 0) === 1 && process.memoryUsage.rss() > residentBytesMax) process.kill(process.pid, 'SIGKILL');
}, lookEveryMs);
