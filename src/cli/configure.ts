import { type Config, loadConfig } from '../config/load.ts';
import { stateFolder } from '../config/folders.ts';
import { Failure } from '../core/errors.ts';
import { fileDsn, withoutExtension } from '../database/engines.ts';
import type { Options } from './arguments.ts';

/** The configuration that the options select. `--demo` serves the demo database, made on first use. */
export async function configure(options: Options): Promise<Config> {
  const dsns = options.dsn ?? [];
  if (!options.demo) return loadConfig({ dsns, withoutExtension, environment: process.env, workingFolder: process.cwd(), ...(options.config === undefined ? {} : { file: options.config }) });
  if (dsns.length > 0 || options.config !== undefined) throw new Failure('BAD_CONFIG', '--demo goes with neither --dsn nor --config');
  const { ensureDemo } = await import('../demo/ensure.ts');
  const path = await ensureDemo(stateFolder(process.env, process.platform));
  return { databases: { shop: { dsn: fileDsn(path) } }, baseFolder: process.cwd() };
}
