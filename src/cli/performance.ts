import { Failure } from '../core/errors.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';

const timeoutMs = 10_000;

/** Asks a running HTTP server for its figures, or (`--reset`) has it begin anew; with the first token of the configuration. */
export async function performanceCommand(options: Options): Promise<number> {
  if (options.http === undefined) throw new Failure('BAD_ARGUMENT', 'which server is meant?', { hints: ['nl2sql-mcp performance --http PORT: the port of a server that runs on this machine'] });
  const { http } = await configure(options);
  const token = http?.tokens?.[0]?.token;
  const response = await fetch(`http://127.0.0.1:${options.http}/performance${options.reset ? '/reset' : ''}`, {
    method: options.reset ? 'POST' : 'GET',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    throw new Failure('UNAVAILABLE', `nothing answers at port ${options.http}`, { hints: ['Start it with: nl2sql-mcp serve --http PORT'], cause: error });
  });
  if (response.status === 401) throw new Failure('BAD_CONFIG', 'the server wants a token', { hints: ['Run it with the configuration of the server: --config FILE'] });
  process.stdout.write(`${JSON.stringify(await response.json(), null, 2)}\n`);
  return response.ok ? 0 : 1;
}
