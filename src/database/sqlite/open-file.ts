import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { existsSync } from 'node:fs';
import { Failure } from '../../core/errors.ts';

/** No value is longer: the statement fails instead. */
const valueBytesMax = 64_000_000;

/** All values of one row of a result are in memory at once, in SQLite and as copies of ours. */
const rowBytesMax = 96_000_000;

/** What a value may have beside others in its row. */
export function limitValues(database: DatabaseSyncInstance, columns: number): void {
  database.limits.length = Math.min(valueBytesMax, Math.floor(rowBytesMax / Math.max(1, columns)));
}

export function unlimitValues(database: DatabaseSyncInstance): void {
  database.limits.length = valueBytesMax;
}

/** `lenient`: names in double quotes that are no columns are read as text. */
export function connectionOptions(lenient: boolean) {
  return {
    timeout: 5_000,
    enableForeignKeyConstraints: false,
    enableDoubleQuotedStringLiterals: lenient,
    limits: {
      length: valueBytesMax,
      sqlLength: 1_000_000,
      column: 2_000,
      exprDepth: 1_000,
      compoundSelect: 500,
      vdbeOp: 5_000_000,
      functionArg: 200,
      attach: 0,
      likePatternLength: 5_000,
      variableNumber: 1_000,
      triggerDepth: 10,
    },
  };
}

/** To be called first: it drops all that is temporary. */
export function sortInMemory(database: DatabaseSyncInstance): void {
  database.exec('PRAGMA temp_store = MEMORY');
}

/** To be called once the connection has all that is temporary: from then on it can't write. */
export function harden(database: DatabaseSyncInstance): void {
  database.exec('PRAGMA query_only = ON; PRAGMA trusted_schema = OFF');
}

/** A connection that can only read, to a file under no policy. */
export function openFile(path: string, lenient: boolean): DatabaseSyncInstance {
  if (path !== ':memory:' && !existsSync(path)) throw new Failure('UNAVAILABLE', 'the SQLite file does not exist', { hints: ['Correct its path in the DSN.'] });
  const database = new DatabaseSync(path, { ...connectionOptions(lenient), readOnly: path !== ':memory:' });
  sortInMemory(database);
  harden(database);
  database.prepare('SELECT count(*) FROM sqlite_schema').get();
  return database;
}
