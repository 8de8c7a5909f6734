import { Failure } from '../../core/errors.ts';
import { standardLiteral } from '../../sql/quoting.ts';
import { isReadable } from './encoding.ts';
import { faultyLine } from './json-fault.ts';
import type { Loaded, Loading } from './table-source.ts';

/** All records tell the types: of those behind a sample DuckDB makes `2` of 1.5 without a word, and 1 of `true`. */
const sampledRecords = -1;
/** DuckDB takes twice that for each thread. */
const recordBytesMax = 16_777_216;

/** Makes a table of JSON: a record a line, or an array of records. What is no JSON is no table. */
export async function loadJson({ connection, table, paths }: Loading): Promise<Loaded> {
  const [path = ''] = paths;
  const scan = `read_json(${standardLiteral(path)}, sample_size=${sampledRecords}, maximum_object_size=${recordBytesMax})`;
  await connection.run(`CREATE OR REPLACE TABLE ${table} AS SELECT * FROM ${scan}`).catch(async (error: unknown) => {
    const line = /malformed json/i.test(String(error)) && isReadable(path) ? await faultyLine(path) : undefined;
    throw line === undefined ? error : new Failure('UNAVAILABLE', `the record that begins in line ${line} is no JSON`, { cause: error });
  });
  return { remarks: [], warnings: [] };
}
