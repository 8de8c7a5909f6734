import { execFile } from 'node:child_process';
import { temporaryFolder } from './fixtures/make-database.ts';
import { mainModule } from './stdio-server.ts';

export interface RanLine {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command, without a terminal, in a folder of its own. */
export function runLine(...args: readonly string[]): Promise<RanLine> {
  return new Promise((resolve) => {
    execFile(process.execPath, [mainModule, ...args], { cwd: temporaryFolder() }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
    });
  });
}
