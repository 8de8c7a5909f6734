import { Worker } from 'node:worker_threads';
import { deferred } from '../../std/deferred.ts';

export type ParseReply =
  | { readonly kind: 'tree'; readonly tree: unknown }
  | { readonly kind: 'error'; readonly message: string; readonly position: number | undefined }
  | { readonly kind: 'deep' | 'broken' | 'slow' };

const patienceMs = 8_000;
const waitingMax = 100;
const workerModule = new URL(import.meta.url.endsWith('.ts') ? '../../../dist/sql/postgres/parse-worker.js' : './parse-worker.js', import.meta.url);

/** A thread that parses one text at a time, in turn. It is replaced after a native failure and where it takes too long. */
class ParseThread {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  parse(sql: string): Promise<ParseReply> {
    if (this.#waiting >= waitingMax) return Promise.resolve({ kind: 'slow' });
    this.#waiting += 1;
    const reply = this.#last.then(() => this.#ask(sql)).finally(() => (this.#waiting -= 1));
    this.#last = reply;
    return reply;
  }

  async #ask(sql: string): Promise<ParseReply> {
    const worker = (this.#worker ??= start());
    const { promise, resolve } = deferred<ParseReply>();
    const fail = () => resolve({ kind: 'broken' });
    const deadline = setTimeout(() => resolve({ kind: 'slow' }), patienceMs);
    worker.once('message', resolve).once('messageerror', fail).once('error', fail).once('exit', fail).ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(sql);
    const reply = await promise;
    clearTimeout(deadline);
    worker.off('message', resolve).off('messageerror', fail).off('error', fail).off('exit', fail);
    worker.unref();
    if (reply.kind === 'broken' || reply.kind === 'slow') {
      this.#worker = undefined;
      worker.on('error', () => undefined);
      void worker.terminate();
    }
    return reply;
  }
}

function start(): Worker {
  const worker = new Worker(workerModule, { stdout: true, stderr: true, resourceLimits: { stackSizeMb: 4, maxOldGenerationSizeMb: 256 } });
  worker.unref();
  return worker;
}

export const parseThread = new ParseThread();
