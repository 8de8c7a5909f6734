import { clearCaches } from '../answer/report/clear-caches.ts';
import { compose } from '../compose.ts';
import { Failure } from '../core/errors.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';

/** `cache clear`: empties the caches, also those of running servers that share the state. */
export async function cacheCommand(options: Options, positionals: readonly string[]): Promise<number> {
  const hints = ['nl2sql-mcp cache clear [--level NAME]', 'In a host, the tool cache_status shows what is in it.'];
  if (positionals[0] !== 'clear' || positionals.length > 1) throw new Failure('BAD_ARGUMENT', 'what should be done with the cache?', { hints });
  const services = await compose(await configure(options), { careful: true });
  try {
    const { cleared } = await clearCaches(options.level, services);
    process.stdout.write(`cleared: ${cleared.join(', ')}\n`);
    return 0;
  } finally {
    await services.close();
  }
}
