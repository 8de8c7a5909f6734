import { setTimeout as sleep } from 'node:timers/promises';

const backoffFirstMs = 250;
const backoffMaxMs = 15_000;

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

export interface BypassOptions {
  /** Whether the server answers again; asked after growing pauses. May reject. */
  readonly probe: () => Promise<boolean>;
  /** Told when the server is back. */
  readonly onBack?: () => void;
}

/**
 * What stands between us and a server that we can do without. After a failure everything is bypassed at once, without a wait,
 * while a background probe finds out with growing pauses whether the server is well again; so a stalled server costs one call's
 * own timeout, once.
 */
export class Bypass {
  readonly #options: BypassOptions;
  #open = false;
  #closed = false;
  #failures = 0;

  constructor(options: BypassOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get failures(): number {
    return this.#failures;
  }

  /** Runs a work, which brings its own timeout, or gives `ok: false` at once where the server is bypassed. Never rejects. */
  async run<T>(work: () => Promise<T>): Promise<Outcome<T>> {
    if (this.#open || this.#closed) return { ok: false };
    try {
      return { ok: true, value: await work() };
    } catch {
      this.#failures += 1;
      if (!this.#open) void this.#probe();
      return { ok: false };
    }
  }

  close(): void {
    this.#closed = true;
  }

  async #probe(): Promise<void> {
    this.#open = true;
    for (let pause = backoffFirstMs; !this.#closed; pause = Math.min(pause * 2, backoffMaxMs)) {
      await sleep(pause, undefined, { ref: false });
      if (!(await this.#options.probe().catch(() => false))) continue;
      this.#open = false;
      return this.#options.onBack?.();
    }
  }
}
