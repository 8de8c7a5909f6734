import { readFileSync } from 'node:fs';
import type { Meanings } from './meanings.ts';
import type { Clock } from '../std/clock.ts';
import { WatchedFile } from './watched-file.ts';

export interface ImportedPath {
  /** As the configuration names it, and messages do. */
  readonly file: string;
  readonly path: string;
}

export interface ImportedFilesOptions {
  /** By the name of the database that they speak of. */
  readonly semanticModels?: ReadonlyMap<string, readonly ImportedPath[]>;
  /** The identities of each name. */
  readonly databases: Iterable<readonly [name: string, identity: string]>;
  readonly clock: Clock;
}

/** Reads the files of other semantic layers; what it resolves with looks whether they have changed. Nothing is loaded where there are none. */
export async function watchImported({ semanticModels = new Map(), databases, clock }: ImportedFilesOptions, meanings: Meanings): Promise<() => void> {
  const named = [...semanticModels].flatMap(([name, files]) => files.map((file) => ({ name, ...file })));
  if (named.length === 0) return () => undefined;
  const { readImported, unread } = await import('../semantics/imported/read.ts');
  const read = ({ file, path }: ImportedPath) => {
    try {
      return readImported(readFileSync(path, 'utf8'), file);
    } catch (error) {
      return unread(file, `it can't be opened (${error instanceof Error ? error.message : String(error)})`);
    }
  };
  const watched = named.map(({ name, ...file }) => new WatchedFile({
    path: file.path,
    clock,
    changed: () => {
      const imported = read(file);
      for (const [known, identity] of databases) if (known === name) meanings.setImported(identity, file.file, imported);
    },
  }));
  return () => watched.forEach((one) => one.refresh());
}
