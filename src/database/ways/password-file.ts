import { readFile } from 'node:fs/promises';
import { Failure } from '../../core/errors.ts';
import type { PasswordSource } from './password.ts';

/** The text of a file without the line break at its end, read for each connection: whoever changes the password changes the file. */
export function passwordFile(path: string): PasswordSource {
  return {
    fetch: async () => {
      const text = await readFile(path, 'utf8').catch((cause: unknown) => {
        throw new Failure('UNAVAILABLE', "the file that passwordFile names can't be read", { where: path, hints: ['The user of this server has to be allowed to read it.'], cause });
      });
      return { password: text.replace(/\r?\n$/, ''), expiresAt: 0 };
    },
  };
}
