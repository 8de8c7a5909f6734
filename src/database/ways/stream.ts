import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConnectionSettings } from '../connection-settings.ts';

/** A stream to the server, by whichever way: a socket that still connects, or a tunnel's that has connected. */
export function openStream(settings: ConnectionSettings, signal: AbortSignal): Promise<Duplex> {
  const { host, port, socketPath, dial } = settings;
  if (dial) return dial(signal);
  const socket = socketPath === undefined ? connect({ port, host, noDelay: true, keepAlive: true }) : connect(socketPath);
  return Promise.resolve(socket);
}
