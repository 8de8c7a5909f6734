import type { Principal } from '../../core/question.ts';

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

/** Transports of hosts that keep a session, each for the principal who opened it; the longest unused go first, and after 30 minutes. */
export class Sessions<T extends Closable> {
  readonly #sessions = new Map<string, Session<T>>();

  find(id: string, principal: Principal): T | undefined {
    const session = this.#sessions.get(id);
    if (!session || session.principal !== principal) return undefined;
    session.usedAt = Date.now();
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    return session.transport;
  }

  add(id: string, transport: T, principal: Principal): void {
    this.#sessions.set(id, { transport, principal, usedAt: Date.now() });
    for (const [oldId, old] of this.#sessions) {
      if (this.#sessions.size <= sessionsMax && Date.now() - old.usedAt < idleMs) break;
      this.remove(oldId);
      void old.transport.close().catch(() => undefined);
    }
  }

  remove(id: string): void {
    this.#sessions.delete(id);
  }

  async close(): Promise<void> {
    const open = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.allSettled(open.map((session) => session.transport.close()));
  }
}
