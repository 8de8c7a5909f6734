import { toFailure } from '../core/errors.ts';
import type { Database, Telemetry } from '../core/ports.ts';

/** The same database; how long its statements take is recorded under `database.NAME`, all else it is asked under `database.NAME.METHOD`. */
export function measured(database: Database, telemetry: Telemetry): Database {
  const { name, dialect } = database;
  const measure = async <T>(operation: string, work: Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    try {
      const result = await work;
      telemetry.record(operation, performance.now() - startedAt);
      return result;
    } catch (error) {
      telemetry.record(operation, performance.now() - startedAt, toFailure(error).code);
      throw error;
    }
  };
  return {
    name,
    dialect,
    introspect: (options) => measure(`database.${name}.introspect`, database.introspect(options)),
    schemaVersion: (options) => database.schemaVersion(options),
    dataVersion: (options) => database.dataVersion(options),
    ...(database.rowsTellVersion ? { rowsTellVersion: true } : {}),
    ...(database.dataVersionNow ? { dataVersionNow: database.dataVersionNow } : {}),
    ...(database.schemaMarkNow ? { schemaMarkNow: database.schemaMarkNow } : {}),
    ...(database.isLocal ? { isLocal: true } : {}),
    ...(database.connectAhead ? { connectAhead: database.connectAhead } : {}),
    resolve: (names, options) => database.resolve(names, options),
    bind: (sql, kind, options) => measure(`database.${name}.bind`, database.bind(sql, kind, options)),
    execute: (statement, limits, options) => measure(`database.${name}`, database.execute(statement, limits, options)),
    executeAll: (statements, limits, options) => measure(`database.${name}.looks`, database.executeAll(statements, limits, options)),
    expectedMs: (statements, options) => measure(`database.${name}.expected`, database.expectedMs(statements, options)),
    stream: (statement, sink, options) => measure(`database.${name}.stream`, database.stream(statement, sink, options)),
    health: () => database.health(),
    diagnose: (options) => database.diagnose(options),
    close: () => database.close(),
  };
}
