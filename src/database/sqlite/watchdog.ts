/**
 * A thread of the SQLite process that ends it when its parent is gone. A statement that runs away keeps the main thread from
 * noticing that the channel closed; a process whose parent died belongs to another one from then on. (On Windows it does not.)
 */
import process from 'node:process';

const lookEveryMs = 500;
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, lookEveryMs);
