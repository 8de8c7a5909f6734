import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileEngine } from '../database/engines.ts';
import { schema } from './schema.ts';
import { shopRows, type ShopOptions } from './shop.ts';

/** Raised when the schema or the rows of the shop change, so that an older file is not served. */
const edition = 1;

/** The path of the demo shop in the folder, made there on first use (about two seconds). */
export async function ensureDemo(folder: string, options: ShopOptions = {}): Promise<string> {
  const until = options.lastDay === undefined ? '' : `-${new Date(options.lastDay).toISOString().slice(0, 10)}`;
  const path = join(folder, `shop-${edition}${until}.${fileEngine.extensions[0]}`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  await fileEngine.createFile(path, schema, shopRows(options));
  return path;
}
