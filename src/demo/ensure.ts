import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileEngine } from '../database/engines.ts';
import { schema } from './schema.ts';
import { shopRows } from './shop.ts';

/** Raised when the schema or the rows of the shop change, so that an older file is not served. */
const edition = 1;

/** The path of the demo shop in the folder, made there on first use (about two seconds). */
export async function ensureDemo(folder: string): Promise<string> {
  const path = join(folder, `shop-${edition}.${fileEngine.extensions[0]}`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  await fileEngine.createFile(path, schema, shopRows());
  return path;
}
