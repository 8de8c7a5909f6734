import { type ChildProcess, fork } from 'node:child_process';
import { Failure } from '../../core/errors.ts';
import { compiledModule } from '../file-process/connection.ts';
import type { LoadReply, LoadReport, LoadRequest } from './protocol.ts';

/** A book of Excel is held in memory. */
const heapMegabytes = 1_024;

/** Reads files in a process of its own, which ends with it. */
export class Loader {
  #child: ChildProcess | undefined;

  async load(request: LoadRequest): Promise<LoadReport> {
    const child = fork(compiledModule('files', import.meta.url, 'load'), [], { serialization: 'json', execArgv: [`--max-old-space-size=${heapMegabytes}`], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child = child;
    const reply = await new Promise<LoadReply>((resolve, reject) => {
      child.once('message', (message) => resolve(message as LoadReply));
      child.once('error', (error) => reject(ended(error)));
      child.once('exit', () => reject(ended()));
      child.send(request);
    });
    if (reply.ok) return reply.report;
    throw new Failure(reply.code, reply.message, { hints: reply.hints });
  }

  close(): void {
    this.#child?.kill('SIGKILL');
  }
}

function ended(cause?: Error): Failure {
  return new Failure('UNAVAILABLE', 'the process that reads the files has ended', { hints: ['Excel files may need more memory than it has; save their sheets as CSV.'], cause });
}
