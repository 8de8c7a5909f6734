/**
 * A thread of the process that ends it when its parent is gone or its statement takes too much memory. A statement that runs away
 * may keep the main thread from noticing either: that the channel closed; and an engine's own limit counts not all of it, or in the
 * build that we have nothing. A process whose parent died belongs to another one from then on. (On Windows it does not.)
 */
import process from 'node:process';
import { workerData } from 'node:worker_threads';

/** A statement grows by up to 2 MB in a millisecond. */
const lookEveryMs = 20;
const looksBetweenParents = 25;

/** What the starter gives. */
export interface Watched {
  /** 1 while a statement runs. */
  readonly busy: Int32Array;
  /** While a statement runs the process may take so much. */
  readonly residentBytesMax: number;
  /** The process that must be the parent. */
  readonly starter: number;
}

const { busy, residentBytesMax, starter } = workerData as Watched;
let looks = 0;

setInterval(() => {
  looks += 1;
  if (looks % looksBetweenParents === 0 && process.ppid !== starter) process.kill(process.pid, 'SIGKILL');
  if (Atomics.load(busy, 0) === 1 && process.memoryUsage.rss() > residentBytesMax) process.kill(process.pid, 'SIGKILL');
}, lookEveryMs);
