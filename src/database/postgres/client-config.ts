import type { ClientConfig } from 'pg';
import type { ConnectionSettings } from '../connection-settings.ts';
import { tlsSettings } from '../tls.ts';

/** What node-pg needs to reach a server. */
export function clientConfig({ host, port, user, password, database, applicationName, connectTimeoutMs, socketPath, tls }: Omit<ConnectionSettings, 'dial'>): ClientConfig {
  const ssl = tlsSettings(tls);
  return {
    // node-pg takes a folder for the unix socket and adds the file's name itself.
    host: socketPath === undefined ? host : socketPath.replace(/\/\.s\.PGSQL\.\d+$/, ''),
    port,
    user,
    database,
    ...(password === undefined ? {} : { password }),
    ...(ssl ? { ssl } : {}),
    application_name: applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
  };
}
