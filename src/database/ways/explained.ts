import { existsSync } from 'node:fs';
import { Failure } from '../../core/errors.ts';
import type { ConnectionSettings } from '../connection-settings.ts';
import { isLoopback } from '../same-database.ts';

/** Where a server is, for operators alone. */
export function placeOf({ host, port, socketPath }: Pick<ConnectionSettings, 'host' | 'port' | 'socketPath'>): string {
  return socketPath ?? (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);
}

/** A failure to connect, with where it happened and what would help there. */
export function explained(failure: Failure, settings: ConnectionSettings): Failure {
  if (failure.code !== 'UNAVAILABLE') return failure;
  return new Failure(failure.code, failure.message, { hints: [...hintsOf(failure, settings), ...failure.hints], where: failure.where ?? placeOf(settings), cause: failure.cause });
}

function hintsOf({ cause }: Failure, settings: ConnectionSettings): readonly string[] {
  const code = codeOf(cause);
  const isHere = settings.dial === undefined && settings.socketPath === undefined && isLoopback(settings.host);
  if (code === 'ECONNREFUSED' && isHere && isInContainer()) {
    return ['In a container, localhost is the container itself: name the host of the database (host.docker.internal for the machine around it, or the name of its service).'];
  }
  return [];
}

function codeOf(error: unknown): unknown {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function isInContainer(): boolean {
  return process.env['KUBERNETES_SERVICE_HOST'] !== undefined || existsSync('/.dockerenv') || existsSync('/run/.containerenv');
}
