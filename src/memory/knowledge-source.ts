import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Clock } from '../std/clock.ts';
import { formatKnowledge, type KnowledgeFile, parseKnowledge } from './knowledge-file.ts';
import { WatchedFile } from './watched-file.ts';

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
  readonly #watched: WatchedFile;

  constructor(options: KnowledgeSourceOptions) {
    this.#options = options;
    this.#watched = new WatchedFile({ ...options, changed: () => this.#changed() });
  }

  refresh(): void {
    this.#watched.refresh();
  }

  /** A file that was spoilt by its last change is told of, and what it said before goes on holding. */
  #changed(): void {
    const { changed, warn } = this.#options;
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

  /** Appears under its name only when it is complete; what it says holds at once. */
  write(file: KnowledgeFile): void {
    const { path } = this.#options;
    this.#watched.expectChange();
    const unfinished = `${path}.${process.pid}.part`;
    writeFileSync(unfinished, formatKnowledge(file));
    renameSync(unfinished, path);
  }
}
