import type { Cell } from '../../core/result.ts';
import { floatCell, integerCell } from '../rows.ts';

/** Names of the common types by oid (pg_type.dat); others are looked up. */
export const builtInTypeNames: ReadonlyMap<number, string> = new Map([
  [16, 'boolean'], [17, 'bytea'], [18, 'char'], [19, 'name'], [20, 'bigint'], [21, 'smallint'], [23, 'integer'], [25, 'text'], [26, 'oid'], [114, 'json'], [142, 'xml'],
  [700, 'real'], [701, 'double precision'], [790, 'money'], [869, 'inet'], [1000, 'boolean[]'], [1007, 'integer[]'], [1009, 'text[]'], [1015, 'varchar[]'], [1016, 'bigint[]'],
  [1042, 'char'], [1043, 'varchar'], [1082, 'date'], [1083, 'time'], [1114, 'timestamp'], [1184, 'timestamptz'], [1186, 'interval'], [1266, 'timetz'], [1560, 'bit'],
  [1700, 'numeric'], [2249, 'record'], [2278, 'void'], [2950, 'uuid'], [3802, 'jsonb'],
]);

const parsers: Readonly<Record<number, (text: string) => Cell>> = {
  16: (text) => text === 't',
  20: (text) => integerCell(BigInt(text)),
  21: Number,
  23: Number,
  26: Number,
  700: (text) => floatCell(Number(text)),
  701: (text) => floatCell(Number(text)),
};

/** Everything that JSON numbers and booleans can't hold exactly stays the server's own text. */
export const losslessTypes = {
  getTypeParser: (oid: number) => parsers[oid] ?? ((text: string) => text),
};
