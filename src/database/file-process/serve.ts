import { Worker } from 'node:worker_threads';
import { type Failure, toFailure } from '../../core/errors.ts';
import type { ChildOptions, ChildReply, ChildRequest, ChildStart } from './protocol.ts';
import type { Watched } from './watchdog.ts';

type Value = Extract<ChildReply, { ok: true }>['value'];

/** An open file, in its process. */
export interface ServedFile {
  /** Never called before the last call has been answered. */
  answer(request: ChildRequest): Value | Promise<Value>;
  /** What it threw, in words. */
  failure(error: unknown): Failure;
}

export interface Serving {
  /** What it throws is told as the reason why the file can't be served. */
  readonly open: (options: ChildOptions) => ServedFile | Promise<ServedFile>;
  /** While a statement runs the process may take so much. */
  readonly residentBytesMax: number;
}

/** The life of a child: it is told of its file, and then does what its parent asks, one request at a time (see `connection.ts`). */
export function serveFile({ open, residentBytesMax }: Serving): void {
  const busy = new Int32Array(new SharedArrayBuffer(4));
  process.on('disconnect', () => process.exit(0));
  process.on('SIGINT', () => undefined);
  process.once('message', (options) => void begin(options as ChildStart));

  async function begin(options: ChildStart): Promise<void> {
    try {
      const served = await open(options);
      process.on('message', (request) => void work(served, request as ChildRequest));
      reply({ ok: true, value: null });
    } catch (error) {
      const { message, hints } = toFailure(error);
      reply({ ok: false, code: 'UNAVAILABLE', message, hints });
      return;
    }
    // After the reply: nobody waits for it.
    const watched: Watched = { busy, residentBytesMax, starter: options.starter };
    new Worker(new URL('./watchdog.js', import.meta.url), { workerData: watched, stdout: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
  }

  async function work(served: ServedFile, request: ChildRequest): Promise<void> {
    Atomics.store(busy, 0, 1);
    const message = await answered(served, request);
    Atomics.store(busy, 0, 0);
    reply(message);
  }
}

async function answered(served: ServedFile, request: ChildRequest): Promise<ChildReply> {
  try {
    return { ok: true, value: await served.answer(request) };
  } catch (error) {
    const { code, message, hints, position } = served.failure(error);
    return { ok: false, code, message, hints, ...(position === undefined ? {} : { position }) };
  }
}

/** A parent that left while its request ran wants no answer any more. */
function reply(message: ChildReply): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
