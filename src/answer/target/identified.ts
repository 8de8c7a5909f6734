import type { CallOptions, Database } from '../../core/ports.ts';
import type { SessionIdentity } from '../../core/session-identity.ts';

/** The same database; every call of it, but for those that are about all data, is seen as made by this identity. */
export function identified(database: Database, own: SessionIdentity): Database {
  const as = <T extends CallOptions>(options: T): T => ({ ...options, identity: { ...own, ...options.identity, settings: { ...own.settings, ...options.identity?.settings } } });
  return {
    name: database.name,
    dialect: database.dialect,
    introspect: (options) => database.introspect(as(options)),
    schemaVersion: (options) => database.schemaVersion(as(options)),
    dataVersion: (options) => database.dataVersion(options),
    ...(database.rowsTellVersion ? { rowsTellVersion: true } : {}),
    ...(database.isLocal ? { isLocal: true } : {}),
    resolve: (names, options) => database.resolve(names, as(options)),
    bind: (sql, kind, options) => database.bind(sql, kind, as(options)),
    execute: (statement, limits, options) => database.execute(statement, limits, as(options)),
    executeAll: (statements, limits, options) => database.executeAll(statements, limits, as(options)),
    expectedMs: (statements, options) => database.expectedMs(statements, as(options)),
    stream: (statement, sink, options) => database.stream(statement, sink, as(options)),
    health: () => database.health(),
    diagnose: (options) => database.diagnose(options),
    close: () => database.close(),
  };
}
