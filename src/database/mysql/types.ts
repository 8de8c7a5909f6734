import type { Cell, ResultColumn } from '../../core/result.ts';
import { binaryCell, floatCell } from '../rows.ts';

export interface MysqlField {
  readonly name: string;
  readonly columnType?: number;
  readonly type?: number;
  readonly characterSet?: number;
}

/** Names by the protocol's type codes (include/mysql_com.h). */
const typeNames: Readonly<Record<number, string>> = {
  0: 'decimal', 1: 'tinyint', 2: 'smallint', 3: 'int', 4: 'float', 5: 'double', 6: 'null', 7: 'timestamp', 8: 'bigint', 9: 'mediumint', 10: 'date', 11: 'time', 12: 'datetime', 13: 'year',
  15: 'varchar', 16: 'bit', 242: 'vector', 245: 'json', 246: 'decimal', 247: 'enum', 248: 'set', 249: 'text', 250: 'text', 251: 'text', 252: 'text', 253: 'varchar', 254: 'char', 255: 'geometry',
};

const binaryCharset = 63;

export function columnOf(field: MysqlField): ResultColumn {
  const code = field.columnType ?? field.type ?? -1;
  const name = typeNames[code] ?? '';
  const isBinary = field.characterSet === binaryCharset && /^(text|varchar|char)$/.test(name);
  return { name: field.name, type: isBinary ? 'binary' : name };
}

const pieceChars = 6;

/** The server names a column without an alias by its text, cut anywhere: a name that shows even a piece of a secret is withheld. */
export function withoutSecrets(column: ResultColumn, secrets: readonly string[]): ResultColumn {
  const shows = secrets.some((secret) => Array.from({ length: secret.length - pieceChars + 1 }, (_, at) => secret.slice(at, at + pieceChars)).some((piece) => column.name.includes(piece)));
  return shows ? { ...column, name: '?' } : column;
}

/** The driver's values (text protocol, big numbers and decimals and dates as text) as lossless cells. */
export function mysqlCell(value: unknown, bytesMax: number): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return floatCell(value);
  if (value instanceof Uint8Array) return binaryCell(value, bytesMax);
  return JSON.stringify(value);
}
