import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileEngine } from '../database/engines.ts';
import { knowledge } from './knowledge.ts';
import { schema } from './schema.ts';
import { shopRows, type ShopOptions } from './shop.ts';

/** Raised when the schema or the rows of the shop change, so that an older file is not served. */
const edition = 2;
/** A server that runs on may still read the shop of the day that it started. */
const keptMs = 7 * 24 * 60 * 60_000;

/** The path of the demo shop in the folder, made there on first use (about two seconds). */
export async function ensureDemo(folder: string, options: ShopOptions = {}): Promise<string> {
  const until = options.lastDay === undefined ? '' : `-${new Date(options.lastDay).toISOString().slice(0, 10)}`;
  const path = join(folder, `shop-${edition}${until}.${fileEngine.extensions[0]}`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  await fileEngine.createFile(path, schema, shopRows(options));
  return path;
}

export interface LivingDemo {
  readonly path: string;
  /** What is known of the shop; terms that are taught join it. */
  readonly knowledgePath: string;
}

/** The shop as it stands today, with its knowledge file. Each day has a file; those of a week ago go. */
export async function ensureDemoOfToday(folder: string, now: number): Promise<LivingDemo> {
  const path = await ensureDemo(folder, { lastDay: now });
  const knowledgePath = join(folder, `shop-${edition}.knowledge.json`);
  if (!existsSync(knowledgePath)) writeFileSync(knowledgePath, `${JSON.stringify(knowledge, null, 2)}\n`);
  for (const name of readdirSync(folder)) if (isOutdated(name, now)) rmSync(join(folder, name), { force: true });
  return { path, knowledgePath };
}

function isOutdated(name: string, now: number): boolean {
  const [, day] = /^shop-\d+-(\d{4}-\d{2}-\d{2})\.\w+$/.exec(name) ?? [];
  return day !== undefined && Date.parse(day) < now - keptMs;
}
