import { open, unlink } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../core/errors.ts';
import { exportFormats, type ExportTarget } from '../core/exports.ts';

/** As much as a disk may hold. */
const bytesMax = Infinity;

/** The file that a person named; its ending says how it is written. Nothing that is there is written over. */
export function fileTarget(given: string): ExportTarget {
  const format = exportFormats.find((name) => extname(given).toLowerCase() === `.${name}`);
  if (!format) throw new Failure('BAD_ARGUMENT', `--export is ${given}`, { hints: [`A file that ends with ${exportFormats.map((name) => `.${name}`).join(' or ')}`] });
  const path = resolve(given);
  return {
    format,
    bytesMax,
    open: async () => {
      const handle = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
        throw new Failure('BAD_ARGUMENT', error.code === 'EEXIST' ? `${given} is there already` : `${given} can not be written (${error.code})`, { hints: ['Name another file.'], cause: error });
      });
      return {
        write: (text) => handle.appendFile(text),
        keep: async () => {
          await handle.close();
          return { uri: pathToFileURL(path).href, name: basename(path) };
        },
        discard: async () => {
          await handle.close().catch(() => undefined);
          await unlink(path).catch(() => undefined);
        },
      };
    },
  };
}
