import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import type { Clock } from '../std/clock.ts';
import { formatKnowledge, type KnowledgeFile, parseKnowledge } from './knowledge-file.ts';

const lookEveryMs = 1_000;

export interface KnowledgeSourceOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Given the file at first and whenever it changed. */
  readonly changed: (file: KnowledgeFile) => void;
  readonly warn: (message: string) => void;
}

/** The knowledge file on disk: read at start, looked at once a second while questions come, and read anew when it changed. */
export class KnowledgeSource {
  readonly #options: KnowledgeSourceOptions;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #seen = '';

  constructor(options: KnowledgeSourceOptions) {
    this.#options = options;
  }

  /** A file that was spoilt by its last change is told of, and what it said before goes on holding. */
  refresh(): void {
    const { clock, path, changed, warn } = this.#options;
    const now = clock.monotonicMs();
    if (now - this.#lookedAt < lookEveryMs) return;
    this.#lookedAt = now;
    const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
    const mark = stat ? `${stat.mtimeNs}/${stat.size}/${stat.ino}` : 'none';
    if (mark === this.#seen) return;
    this.#seen = mark;
    try {
      changed(this.read());
    } catch (error) {
      warn(error instanceof Error ? error.message : String(error));
    }
  }

  /** Empty where the file does not exist yet. */
  read(): KnowledgeFile {
    const { path } = this.#options;
    return existsSync(path) ? parseKnowledge(readFileSync(path, 'utf8'), path) : {};
  }

  /** Appears under its name only when it is complete. */
  write(file: KnowledgeFile): void {
    const { path } = this.#options;
    const unfinished = `${path}.${process.pid}.part`;
    writeFileSync(unfinished, formatKnowledge(file));
    renameSync(unfinished, path);
  }
}
