import type { DuckDBConnection, DuckDBInstance, DuckDBMaterializedResult } from '@duckdb/node-api';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { Failure } from '../../core/errors.ts';
import { standardLiteral } from '../../sql/quoting.ts';

/** DuckDB's own: what it holds beyond that goes to the scratch folder. */
const memoryMax = '1GB';
const scratchMax = '20GB';
/** More make no answer quicker, and take memory each. */
const threadsUsual = 8;

export interface OpenOptions {
  /** The only paths that DuckDB may touch, besides its scratch folder. */
  readonly paths: readonly string[];
  readonly scratch: string;
  /** Folders in which it may touch everything. */
  readonly folders?: readonly string[];
  /** What it holds in memory (default 1 GB). */
  readonly memory?: string;
  /** Memory that is free goes back to the system at once, where its allocator would keep up to 128 MB for a while. */
  readonly isFrugal?: boolean;
  /** Default 8; no more than there are cores. */
  readonly threadsMax?: number;
  /** Rows that are written may stand in another order than they were read in. */
  readonly isUnordered?: boolean;
}

/**
 * An empty database in memory, that can reach nothing but the paths: no other file, no network, no extension; and no statement can
 * change that. Its sessions see the same files, and each has a default of its own.
 */
export async function openDuckdb({ paths, scratch, folders = [], memory = memoryMax, isFrugal = false, threadsMax = threadsUsual, isUnordered = false }: OpenOptions): Promise<DuckDBInstance> {
  const instance = await loadDuckdb().DuckDBInstance.create(':memory:', {
    temp_directory: scratch, max_temp_directory_size: scratchMax, memory_limit: memory, threads: String(Math.min(availableParallelism(), threadsMax)),
    autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', ...(isFrugal ? { allocator_background_threads: 'true', allocator_flush_threshold: '16MB' } : {}),
  });
  const connection = await instance.connect();
  const listed = (all: readonly string[]) => `[${all.map(standardLiteral).join(', ')}]`;
  await connection.run(`SET allow_community_extensions = false; SET allow_persistent_secrets = false; SET allowed_paths = ${listed(paths)}; SET allowed_directories = ${listed(folders)}; SET enable_external_access = false;
    SET preserve_insertion_order = ${!isUnordered}; SET lock_configuration = true`);
  connection.closeSync();
  return instance;
}

/** It is an optional dependency: 68 MB, and no build for every platform. `import` would take 0.1 s more, for the exports of its 181 files. */
export function loadDuckdb(): typeof import('@duckdb/node-api') {
  try {
    return createRequire(import.meta.url)('@duckdb/node-api') as typeof import('@duckdb/node-api');
  } catch (error) {
    throw new Failure('UNAVAILABLE', 'DuckDB is not installed here, or has no build for this platform',
      { hints: ['npm install @duckdb/node-api, beside nl2sql-mcp; installed with --omit=optional it is left out.'], cause: error });
  }
}

/** The text in the last cell of the first row; empty where there is none. */
export async function textOf(connection: DuckDBConnection, sql: string): Promise<string> {
  return lastCell(await connection.run(sql));
}

/** The same of a result. Its rows are all there: whoever fetches them takes a turn of a thread for each piece, and one more. */
export function lastCell(result: DuckDBMaterializedResult): string {
  const cell = result.rowCount === 0 ? '' : result.getChunk(0).getRowValues(0).at(-1);
  return typeof cell === 'string' ? cell : '';
}

/** The rows of a query of ours, as they come. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}
