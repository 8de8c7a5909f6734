import { clockOf } from '../config/clock.ts';
import { featuresOf } from '../config/features.ts';
import { type Config, loadConfig } from '../config/load.ts';
import { stateFolder } from '../config/folders.ts';
import { Failure } from '../core/errors.ts';
import { fileDsn, nameIn } from '../database/engines.ts';
import type { Options } from './arguments.ts';

/** The configuration that the options select. `--demo` serves the demo database, made on first use and each day anew, so that it ends today. */
export async function configure(options: Options): Promise<Config> {
  const dsns = options.dsn ?? (options.demo || options.config !== undefined ? [] : dsnsOf(process.env));
  if (!options.demo) return loadConfig({ dsns, nameIn, environment: process.env, workingFolder: process.cwd(), ...(options.config === undefined ? {} : { file: options.config }) });
  if (dsns.length > 0 || options.config !== undefined) throw new Failure('BAD_CONFIG', '--demo goes with neither --dsn nor --config');
  const { ensureDemoOfToday } = await import('../demo/ensure.ts');
  const { path, knowledgePath } = await ensureDemoOfToday(stateFolder(process.env, process.platform), clockOf(process.env).now());
  return { databases: { shop: { dsn: fileDsn(path) } }, features: featuresOf(process.env), knowledge: knowledgePath, baseFolder: process.cwd() };
}

/** `NL2SQL_DSN`: where a host or a container keeps the password out of the command line. Several are set apart by spaces. */
function dsnsOf(environment: Readonly<Record<string, string | undefined>>): string[] {
  return (environment['NL2SQL_DSN'] ?? '').split(/\s+/).filter((dsn) => dsn !== '');
}
