import type { ConnectionSettings } from './connection-settings.ts';

const loopback = /^(localhost|127(?:\.\d+){3}|::1|0\.0\.0\.0|::)$/i;

/** Whether two addresses name one database of one server, whoever connects. A socket is a server of this machine; other names of one host are not seen through. */
export function sameDatabase(a: ConnectionSettings, b: ConnectionSettings): boolean {
  return a.database === b.database && a.port === b.port && hostOf(a) === hostOf(b);
}

function hostOf({ host, socketPath }: ConnectionSettings): string {
  return socketPath !== undefined || loopback.test(host) ? 'localhost' : host.toLowerCase().replace(/\.$/, '');
}
