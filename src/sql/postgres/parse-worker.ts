import { parentPort } from 'node:worker_threads';
import { hasSqlDetails, loadModule, parseSync } from 'libpg-query';
import { isShallow } from './depth.ts';
import type { ParseReply } from './parse-thread.ts';

/** Runs in a thread that is thrown away after any failure that is not one of the SQL: the parser can't be used on then. */
await loadModule();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
parentPort?.on('message', (sql: string) => parentPort?.postMessage(replyTo(sql)));

function replyTo(sql: string): ParseReply {
  try {
    const tree = parseSync(sql);
    return isShallow(tree) ? { kind: 'tree', tree } : { kind: 'deep' };
  } catch (error) {
    if (!hasSqlDetails(error)) return { kind: 'broken' };
    return { kind: 'error', message: error.message, position: error.sqlDetails?.cursorPosition };
  }
}
