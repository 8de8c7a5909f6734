import { statSync } from 'node:fs';
import type { Clock } from '../std/clock.ts';

const lookEveryMs = 1_000;

export interface WatchedFileOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Called when it is first looked at, and whenever it has changed. */
  readonly changed: () => void;
}

/** A file that is looked at once a second while questions come. */
export class WatchedFile {
  readonly #options: WatchedFileOptions;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #seen = '';

  constructor(options: WatchedFileOptions) {
    this.#options = options;
  }

  refresh(): void {
    const { clock, path, changed } = this.#options;
    const now = clock.monotonicMs();
    if (now - this.#lookedAt < lookEveryMs) return;
    this.#lookedAt = now;
    const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
    const mark = stat ? `${stat.mtimeNs}/${stat.size}/${stat.ino}` : 'none';
    if (mark === this.#seen) return;
    this.#seen = mark;
    changed();
  }

  /** The next look is not waited for. */
  expectChange(): void {
    this.#lookedAt = Number.NEGATIVE_INFINITY;
  }
}
