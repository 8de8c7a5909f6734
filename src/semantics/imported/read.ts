import { parse } from 'yaml';
import type { z } from 'zod';
import { cubeModel, readCube } from './cube.ts';
import { dbtManifest, readDbt } from './dbt.ts';
import type { Imported } from './imported.ts';

const charsMax = 50_000_000;
const aliasesMax = 100;

type Reader = (root: object, file: string) => Imported;

/** The forms that are read, by the key that each has at its root. */
const readers: ReadonlyMap<string, Reader> = new Map([['semantic_models', readerOf(dbtManifest, readDbt)], ['cubes', readerOf(cubeModel, readCube)]]);

/** What a file of dbt or Cube says, in entries; `file` is how messages name it. What can't be read at all is one problem, and holds nothing. */
export function readImported(text: string, file: string): Imported {
  if (text.length > charsMax) return unread(file, `it has more than ${charsMax} characters`);
  let root: unknown;
  try {
    // JSON would be YAML, too, and is read more quickly as what it is.
    root = /^\s*\{/.test(text) ? JSON.parse(text) : parse(text, { maxAliasCount: aliasesMax });
  } catch (error) {
    return unread(file, `it can't be read: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
  const content = typeof root === 'object' && root !== null ? root : {};
  const [, read] = [...readers].find(([key]) => Object.hasOwn(content, key)) ?? [];
  return read?.(content, file) ?? unread(file, 'it has neither semantic_models nor cubes');
}

/** A file that gives nothing, and why. */
export function unread(file: string, reason: string): Imported {
  const hints = ['semantic_manifest.json of dbt (dbt parse writes it to target/), or a model of Cube in YAML or JSON (model/cubes/*.yml)'];
  return { entries: {}, problems: [{ place: file, reason, hints }] };
}

function readerOf<S extends z.ZodType>(schema: S, read: (content: z.infer<S>, file: string) => Imported): Reader {
  return (root, file) => {
    const parsed = schema.safeParse(root);
    return parsed.success ? read(parsed.data, file) : unread(file, parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  };
}
