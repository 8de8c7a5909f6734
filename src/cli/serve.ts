import type { Services } from '../answer/services.ts';
import { Failure } from '../core/errors.ts';
import { serveOverStdio } from '../mcp/stdio.ts';
import { localPrincipal } from '../core/question.ts';
import { lazy } from '../std/lazy.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';
import { onSignals } from './signals.ts';
import { version } from './version.ts';

/** Serves until the host leaves or a signal comes; nothing is left running. */
export async function serve(options: Options): Promise<number> {
  if (options.stdio && (options.http !== undefined || options.sse !== undefined)) throw new Failure('BAD_CONFIG', '--stdio goes with neither --http nor --sse');
  const config = await configure(options);
  const services = lazy(async (): Promise<Services> => (await import('../compose.ts')).compose(config, { careful: true }));
  const ended = serveOverStdio({ services, principal: localPrincipal, version: version() });
  await Promise.race([ended, onSignals()]);
  return 0;
}
