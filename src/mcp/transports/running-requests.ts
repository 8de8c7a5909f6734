import type { IncomingMessage } from 'node:http';
import type { Principal } from '../../core/question.ts';

/**
 * The requests that run on a transport without sessions, so that a notification that comes on its own finds the one that it
 * cancels. Two hosts of one principal may use one id at the same time: where more than one request could be meant, none is.
 */
export class RunningRequests {
  readonly #running = new Map<string, Set<AbortController>>();

  /** Runs the work of a message with a signal that aborts when the message is cancelled. */
  async run(key: string | undefined, work: (cancelled: AbortSignal | undefined) => Promise<void>): Promise<void> {
    if (key === undefined) return work(undefined);
    const controller = new AbortController();
    const same = this.#running.get(key) ?? new Set();
    this.#running.set(key, same.add(controller));
    try {
      await work(controller.signal);
    } finally {
      same.delete(controller);
      if (same.size === 0) this.#running.delete(key);
    }
  }

  cancel(key: string): void {
    const [only, ...others] = this.#running.get(key) ?? [];
    if (others.length === 0) only?.abort(new DOMException('the caller cancelled the request', 'AbortError'));
  }
}

/** What a message is known by, from whom it comes included; undefined for one that has no id. */
export function keyOf(id: unknown, principal: Principal, { headers, socket }: IncomingMessage): string | undefined {
  return typeof id === 'string' || typeof id === 'number' ? JSON.stringify([principal, socket.remoteAddress, headers['user-agent'], id]) : undefined;
}

/** The id of a request; of a notification that cancels one, as `cancels`. */
export function idsIn(body: unknown): { readonly id?: unknown; readonly cancels?: unknown } {
  if (typeof body !== 'object' || body === null) return {};
  const { id, method, params } = body as { readonly id?: unknown; readonly method?: unknown; readonly params?: { readonly requestId?: unknown } | null };
  return method === 'notifications/cancelled' ? { cancels: params?.requestId } : { id };
}
