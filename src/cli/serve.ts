import type { Services } from '../answer/services.ts';
import type { Config } from '../config/load.ts';
import { Failure } from '../core/errors.ts';
import { localCaller } from '../core/caller.ts';
import { delay } from '../std/delay.ts';
import { InFlight } from '../std/in-flight.ts';
import { lazy } from '../std/lazy.ts';
import { within } from '../std/within.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';
import { namesTools } from './names-tools.ts';
import { printNotices } from './notices.ts';
import { onSignals } from './signals.ts';
import { version } from './version.ts';

const waiting = `waiting for an MCP host, which would start this itself and speak JSON-RPC on stdin; Ctrl+C ends it
  to ask here: nl2sql-mcp ask; for the page: nl2sql-mcp serve --http 8080`;

const drainMsDefault = 5_000;
/** What the rest may take to close; whatever hangs ends with the process. */
const closeMsMax = 900;
/** From the end of a call until its answer has left the process. */
const flushMs = 50;

/** Serves until the host leaves or a signal comes; then the calls that run may end, and nothing is left running. */
export async function serve(options: Options): Promise<number> {
  const port = portOf(options);
  const config = await configure(options);
  printNotices(config, options);
  let composed: Promise<Services> | undefined;
  let address = '';
  const composing = { careful: true, ...(port === undefined ? {} : { exportOrigin: () => linkOrigin(config, address) }) };
  const services = lazy(() => (composed = import('../compose.ts').then(({ compose }) => compose(config, composing)).then((made) => keepUp(made, config))));
  const calls = new InFlight();
  const close = async () => {
    const closing = composed?.then((made) => made.close());
    if (closing) await within(closeMsMax, closing).catch(() => undefined);
  };
  if (port !== undefined) {
    await overHttp(port, options.sse !== undefined, { services, calls, config, close, listening: (origin) => (address = origin) });
    return 0;
  }
  try {
    await overStdio({ services, calls, config });
  } finally {
    await close();
  }
  return 0;
}

interface Serving {
  readonly services: () => Promise<Services>;
  readonly calls: InFlight;
  readonly config: Config;
}

/** A host that left waits for no answer: only a signal lets calls end. */
async function overStdio({ services, calls, config }: Serving): Promise<void> {
  if (process.stdin.isTTY) process.stderr.write(`${waiting}\n`);
  const { serveOverStdio } = await import('../mcp/transports/stdio.ts');
  const asked = onSignals().then(() => drain(calls, config.drainMs));
  await Promise.race([serveOverStdio({ services: async () => services(), caller: localCaller, version: version(), calls, namesTools: namesTools(config) }), asked]);
}

interface HttpServingOptions extends Serving {
  readonly close: () => Promise<void>;
  /** Told where it listens. */
  readonly listening: (origin: string) => void;
}

/** Where links to this server lead. */
function linkOrigin({ http }: Config, address: string): string {
  return new URL(http?.url ?? http?.oauth?.resource ?? address).origin;
}

async function overHttp(port: number, withSse: boolean, { services, calls, config, close, listening }: HttpServingOptions): Promise<void> {
  const { startHttp } = await import('./serve-http.ts');
  const http = await startHttp({ port, withSse, config, services, version: version(), calls });
  const origin = `http://${config.http?.host ?? '127.0.0.1'}:${http.listener.port}`;
  listening(origin);
  process.stderr.write(`listening on ${origin}/mcp${withSse ? ' and /sse' : ''}; the page is at ${origin}/\n`);
  await onSignals();
  http.listener.stop();
  await drain(calls, config.drainMs);
  await close();
  // Calls that still ran are told why they ended, before their connections are cut.
  await drain(calls, flushMs);
  await within(closeMsMax, http.close()).catch(() => undefined);
}

async function drain(calls: InFlight, timeoutMs = drainMsDefault): Promise<void> {
  await calls.drain(timeoutMs);
  await delay(flushMs);
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
