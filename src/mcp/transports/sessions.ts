import type { Principal } from '../../core/question.ts';
import { Shares } from '../../std/shares.ts';

const idleMs = 30 * 60_000;
const sessionsMax = 1_000;

interface Closable {
  close(): Promise<void>;
}

interface Session<T> {
  readonly transport: T;
  readonly principal: Principal;
  usedAt: number;
}

/** Transports of hosts that keep a session, each for the principal who opened it. They end after 30 minutes without use; of too many the longest unused of whoever has most. */
export class Sessions<T extends Closable> {
  /** The longest unused first. */
  readonly #sessions = new Map<string, Session<T>>();
  readonly #shares = new Shares<string>();

  find(id: string, principal: Principal): T | undefined {
    const session = this.#sessions.get(id);
    if (!session || session.principal !== principal) return undefined;
    session.usedAt = Date.now();
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    this.#shares.touch(id);
    return session.transport;
  }

  add(id: string, transport: T, principal: Principal): void {
    this.#sessions.set(id, { transport, principal, usedAt: Date.now() });
    this.#shares.hold(id, principal, 0);
    for (const [oldId, old] of this.#sessions) {
      if (Date.now() - old.usedAt < idleMs) break;
      this.#end(oldId);
    }
    for (const surplus of this.#shares.surplus({ entriesMax: sessionsMax, bytesMax: Infinity })) this.#end(surplus);
  }

  #end(id: string): void {
    const ended = this.#sessions.get(id);
    this.remove(id);
    void ended?.transport.close().catch(() => undefined);
  }

  remove(id: string): void {
    this.#sessions.delete(id);
    this.#shares.release(id);
  }

  async close(): Promise<void> {
    const open = [...this.#sessions.values()];
    this.#sessions.clear();
    this.#shares.clear();
    await Promise.allSettled(open.map((session) => session.transport.close()));
  }
}
