import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../config/load.ts';
import { missingFiles } from '../database/engines.ts';
import type { Options } from './arguments.ts';

/** What stands in the way of any answer, said before it is asked for: files that are not there, or no database at all and where it was looked for. */
export function noticesOf({ databases, baseFolder }: Config, { config }: Pick<Options, 'config'>): string[] {
  const missing = Object.entries(databases).flatMap(([name, { dsn }]) => missingFiles(dsn, baseFolder).map((path) => `databases.${name}: there is no file ${path}`));
  if (Object.keys(databases).length > 0) return missing;
  const file = resolve(config ?? 'mcp.config.json');
  return [existsSync(file) ? `${file} names no database` : `no database: there is no ${file}, and neither --demo nor --dsn was given`];
}

/** On stderr, as what is no answer. */
export function printNotices(config: Config, options: Pick<Options, 'config'>): void {
  for (const notice of noticesOf(config, options)) process.stderr.write(`nl2sql-mcp: ${notice}\n`);
}
