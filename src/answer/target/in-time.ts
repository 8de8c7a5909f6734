import { Failure } from '../../core/errors.ts';
import { Deadline } from '../../std/deadline.ts';
import { extend } from '../../std/extend.ts';
import type { Target } from './target.ts';

interface Stoppable {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Holds a call to one deadline from the door to its last row: every wait on its way (for a connection, the schema, marks, looks, the
 * statement) goes by the signal of the request that the work is given. What waits for others than the database suspends the deadline.
 */
export async function inTime<R extends Stoppable, T>(request: R, { policy: { timeoutMs } }: Pick<Target, 'policy'>, work: (request: R & { readonly signal: AbortSignal }, deadline: Deadline) => Promise<T>): Promise<T> {
  const deadline = new Deadline(timeoutMs, { within: request.signal, reason: () => new Failure('TIMEOUT', `the database was not done within ${timeoutMs} ms, and was told to stop`) });
  try {
    return await work(extend(request, { signal: deadline.signal }), deadline);
  } finally {
    deadline.clear();
  }
}
