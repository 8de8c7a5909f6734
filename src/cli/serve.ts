import type { Services } from '../answer/services.ts';
import type { Config } from '../config/load.ts';
import { Failure } from '../core/errors.ts';
import { localPrincipal } from '../core/question.ts';
import { lazy } from '../std/lazy.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';
import { onSignals } from './signals.ts';
import { version } from './version.ts';

/** Serves until the host leaves or a signal comes; nothing is left running. */
export async function serve(options: Options): Promise<number> {
  const port = portOf(options);
  const config = await configure(options);
  let composed: Promise<Services> | undefined;
  const services = lazy(() => (composed = import('../compose.ts').then(({ compose }) => compose(config, { careful: true })).then((made) => keepUp(made, config))));
  try {
    if (port === undefined) await overStdio(services);
    else await overHttp(port, options.sse !== undefined, config, services);
  } finally {
    await composed?.then((made) => made.close(), () => undefined);
  }
  return 0;
}

async function overStdio(services: () => Promise<Services>): Promise<void> {
  const { serveOverStdio } = await import('../mcp/transports/stdio.ts');
  await Promise.race([serveOverStdio({ services, principal: localPrincipal, version: version() }), onSignals()]);
}

async function overHttp(port: number, withSse: boolean, config: Config, services: () => Promise<Services>): Promise<void> {
  const { startHttp } = await import('./serve-http.ts');
  const { listener, close } = await startHttp({ port, withSse, config, services, version: version() });
  process.stderr.write(`listening on http://${config.http?.host ?? '127.0.0.1'}:${listener.port}/mcp${withSse ? ' and /sse' : ''}\n`);
  await onSignals();
  await close();
}

function portOf({ stdio, http, sse }: Options): number | undefined {
  if ([stdio, http, sse].filter((given) => given !== undefined).length > 1) throw new Failure('BAD_CONFIG', '--stdio, --http and --sse exclude one another', { hints: ['--sse PORT serves Streamable HTTP at /mcp as well.'] });
  const given = http ?? sse;
  if (given === undefined) return undefined;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Failure('BAD_CONFIG', `${http === undefined ? '--sse' : '--http'} is ${given}`, { hints: ['A port: a whole number from 0 (any free one) to 65535'] });
  return port;
}

/** Idle-time work begins with the first call, and ends with the services. */
async function keepUp(services: Services, { memory }: Config): Promise<Services> {
  const { defaultMaintenance, startMaintenance } = await import('../answer/run/maintenance.ts');
  const stop = startMaintenance(services, { ...defaultMaintenance, warm: memory?.warm ?? true, tune: memory?.tune ?? true });
  return { ...services, close: () => (stop(), services.close()) };
}
