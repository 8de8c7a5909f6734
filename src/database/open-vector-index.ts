import { Failure } from '../core/errors.ts';
import type { VectorIndex } from '../core/ports.ts';
import type { VectorIndexOptions } from './definition.ts';
import { parseServerDsn } from './dsn.ts';
import { engineOf } from './engines.ts';
import { sameDatabase } from './same-database.ts';

export interface VectorDatabase extends Omit<VectorIndexOptions, 'settings' | 'asked'> {
  /** The key of the configuration that names it, for what is told of it. */
  readonly key: string;
  readonly dsn: string;
  /** The databases that are asked, by name. */
  readonly databases: Readonly<Record<string, { readonly dsn: string }>>;
  readonly baseFolder: string;
}

/** Vectors in a database of their own, on a server that can search them. Nothing connects yet. */
export async function openVectorIndex({ key, dsn, databases, baseFolder, ...options }: VectorDatabase): Promise<VectorIndex> {
  const engine = engineOf(dsn);
  if (engine.kind !== 'server' || !engine.openVectorIndex) throw new Failure('BAD_CONFIG', `${key} is a database that keeps no vectors`);
  const settings = parseServerDsn(dsn, engine, { baseFolder });
  const asked = Object.entries(databases).filter(([, other]) => engineOf(other.dsn) === engine).map(([name, other]) => ({ name, settings: parseServerDsn(other.dsn, engine, { baseFolder }) }));
  const same = asked.find((database) => sameDatabase(database.settings, settings));
  if (same) throw new Failure('BAD_CONFIG', `${key} is the database "${same.name}", which is asked: nothing is ever written to one`, { hints: [`Give ${key} a database of its own: CREATE DATABASE nl2sql_state`] });
  return engine.openVectorIndex({ ...options, settings, asked: asked.map((database) => database.settings) });
}
