import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createSqliteFile } from '../database/sqlite/create-file.ts';
import { schema } from './schema.ts';
import { shopRows } from './shop.ts';

/** Raised when the schema or the rows of the shop change, so that an older file is not served. */
const edition = 1;

/** The path of the demo shop in the folder, made there on first use (about two seconds). */
export async function ensureDemo(folder: string): Promise<string> {
  const path = join(folder, `shop-${edition}.sqlite`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  createSqliteFile(path, schema, shopRows());
  return path;
}
