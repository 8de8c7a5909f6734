import { abortable } from '../../std/abort.ts';
import type { Engine } from '../engine.ts';
import { FileProcess, type FileProcessOptions } from './connection.ts';

/** A process that nobody has taken by then ends. */
const unusedMs = 5_000;

/** The processes of one file, of which one may be started before a connection is asked for: it starts while whoever will ask still computes. */
export class FileProcesses {
  readonly #options: FileProcessOptions;
  #ahead: Promise<FileProcess> | undefined;
  #unused: NodeJS.Timeout | undefined;

  constructor(options: FileProcessOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#ahead) return;
    this.#ahead = FileProcess.open(this.#options, new AbortController().signal);
    // Whoever takes it hears of its failure, too.
    this.#ahead.catch(() => undefined);
    this.#unused = setTimeout(() => this.close(), unusedMs).unref();
  }

  async connect(signal: AbortSignal): Promise<FileProcess> {
    const ahead = this.#take();
    if (!ahead) return FileProcess.open(this.#options, signal);
    return abortable(ahead, signal).catch((error: unknown) => {
      end(ahead);
      throw error;
    });
  }

  /** What an engine has of it. */
  get engine(): Pick<Engine, 'connect' | 'connectAhead' | 'close'> {
    return { connect: (signal) => this.connect(signal), connectAhead: () => this.start(), close: () => this.close() };
  }

  close(): void {
    const ahead = this.#take();
    if (ahead) end(ahead);
  }

  #take(): Promise<FileProcess> | undefined {
    const ahead = this.#ahead;
    clearTimeout(this.#unused);
    this.#ahead = undefined;
    return ahead;
  }
}

function end(opening: Promise<FileProcess>): void {
  opening.then((process) => process.close(), () => undefined);
}
