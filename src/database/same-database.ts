import { lookup } from 'node:dns/promises';
import type { ConnectionSettings } from './connection-settings.ts';

const loopback = /^(localhost|127(?:\.\d+){3}|::1|0\.0\.0\.0|::)$/i;

/** Whether two addresses name one database of one server, whoever connects. A socket is a server of this machine. */
export function sameDatabase(a: ConnectionSettings, b: ConnectionSettings): boolean {
  return a.database === b.database && a.port === b.port && hostOf(a) === hostOf(b);
}

export function isLoopback(host: string): boolean {
  return loopback.test(host);
}

function hostOf({ host, socketPath }: ConnectionSettings): string {
  return socketPath !== undefined || isLoopback(host) ? 'localhost' : host.toLowerCase().replace(/\.$/, '');
}

/** The same where hosts have several names: their addresses are asked for. A host that has none is no other one's. */
export async function sameDatabaseByAddress(a: ConnectionSettings, b: ConnectionSettings): Promise<boolean> {
  if (sameDatabase(a, b)) return true;
  if (a.database !== b.database || a.port !== b.port) return false;
  const [own, others] = await Promise.all([addressesOf(a), addressesOf(b)]);
  return own.some((address) => others.includes(address));
}

async function addressesOf(settings: ConnectionSettings): Promise<string[]> {
  const found = await lookup(hostOf(settings), { all: true }).catch(() => []);
  return found.map(({ address }) => (isLoopback(address) ? 'localhost' : address));
}
