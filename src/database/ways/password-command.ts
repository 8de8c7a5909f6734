import { execFile } from 'node:child_process';
import { Failure } from '../../core/errors.ts';
import type { PasswordSource } from './password.ts';

export interface PasswordCommand {
  /** A program and its arguments; no shell reads them. */
  readonly command: readonly string[];
  readonly lifetimeMs?: number | undefined;
  readonly workingFolder: string;
}

/** What the command prints, without the line break at its end. What it says on stderr may hold secrets: only its first line is told, and only to operators. */
export function passwordCommand({ command, lifetimeMs, workingFolder }: PasswordCommand): PasswordSource {
  const [program = '', ...parameters] = command;
  return {
    fetch: async (signal) => {
      const fetchedAt = Date.now();
      const password = await run(program, parameters, workingFolder, signal);
      if (password === '') throw new Failure('UNAVAILABLE', 'passwordCommand printed no password', { hints: ['It has to print it on its standard output, and nothing else.'] });
      return { password, ...(lifetimeMs === undefined ? {} : { expiresAt: fetchedAt + lifetimeMs }) };
    },
  };
}

function run(program: string, parameters: readonly string[], cwd: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, parameters, { cwd, signal, maxBuffer: 100_000, encoding: 'utf8', windowsHide: true, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      if (error) reject(failed(error, stderr));
      else resolve(stdout.replace(/\r?\n$/, ''));
    });
  });
}

function failed(error: Error & { readonly code?: unknown }, stderr: string): Failure {
  const [firstLine = ''] = stderr.trim().split('\n');
  const isMissing = error.code === 'ENOENT';
  const what = isMissing ? 'passwordCommand names a program that is not there' : `passwordCommand failed${typeof error.code === 'number' ? ` with exit code ${error.code}` : ''}`;
  const hint = isMissing ? 'Give the whole path of the program; where a shell is needed, ["sh", "-c", "…"].' : 'Run it by hand, as the user of this server.';
  return new Failure('UNAVAILABLE', what, { hints: [hint], cause: error, ...(firstLine === '' ? {} : { where: firstLine.slice(0, 200) }) });
}
