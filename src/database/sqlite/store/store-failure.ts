import { constants } from 'node:os';
import { Failure } from '../../../core/errors.ts';

/** What lies under the path is no state of ours, or no whole one. */
export class SpoiledFile extends Error {}

/** Result codes of SQLite (https://www.sqlite.org/rescode.html). */
const codes = { busy: 5, locked: 6, readOnly: 8, corrupt: 11, full: 13, cantOpen: 14, notADatabase: 26 } as const;

export function isLocked(error: unknown): boolean {
  return codeOf(error) === codes.busy || codeOf(error) === codes.locked;
}

/** Only these are reasons to begin a new file; whatever else keeps one from being opened may pass. */
export function isSpoiled(error: unknown): boolean {
  return error instanceof SpoiledFile || codeOf(error) === codes.corrupt || codeOf(error) === codes.notADatabase;
}

/** The failure of a write, as what it is. */
export function notKept(error: unknown, path: string): Failure {
  const { reason, hint } = causeOf(error);
  return new Failure('UNAVAILABLE', `not kept: ${reason}`, { hints: [`The state file is ${path}: ${hint}`], cause: error });
}

function causeOf(error: unknown): { readonly reason: string; readonly hint: string } {
  const code = codeOf(error);
  const system = systemErrorOf(error);
  if (code === codes.full || system === constants.errno.ENOSPC) return { reason: 'the disk is full', hint: 'free space on its disk, or set state.file.' };
  if (code === codes.readOnly || code === codes.cantOpen || unwritable.includes(system)) return { reason: 'the file or its folder can not be written', hint: 'let the server write there, or set state.file.' };
  if (isLocked(error)) return { reason: 'another process keeps the file locked', hint: 'try again in a moment.' };
  return { reason: error instanceof Error ? error.message : String(error), hint: 'see that it can be written, or set state.file.' };
}

const unwritable: readonly (number | undefined)[] = [constants.errno.EROFS, constants.errno.EACCES, constants.errno.EPERM];

/** What the system said, to SQLite or to us. */
function systemErrorOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('systemErrno' in error && typeof error.systemErrno === 'number') return error.systemErrno;
  return 'errno' in error && typeof error.errno === 'number' ? Math.abs(error.errno) : undefined;
}

/** The primary code: extended ones carry more in their higher bytes. */
function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}
