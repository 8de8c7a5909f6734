import { Failure } from '../../core/errors.ts';
import type { Exported, ExportFile, ExportTarget } from '../../core/exports.ts';
import type { CallOptions } from '../../core/ports.ts';
import type { Cell, ResultColumn, RowSink } from '../../core/result.ts';
import type { VerifiedSql } from '../../core/verified-sql.ts';
import type { Target } from '../target/target.ts';
import { whileItStands } from '../verify/standing.ts';
import { type RowText, rowTextOf } from './export-text.ts';
import type { Page } from './page.ts';

export interface Taken {
  readonly columns: readonly ResultColumn[];
  readonly exported: Exported;
  /** More rows exist than were taken. */
  readonly truncated: boolean;
  readonly warnings: readonly string[];
}

/** Writes a whole result to where it is taken away, as far as policy, bytes and the time of the call allow. Nothing is left of one that fails. */
export async function takeAway(statement: VerifiedSql, to: ExportTarget, target: Pick<Target, 'database' | 'prover'>, call: CallOptions): Promise<Taken> {
  const file = await to.open();
  try {
    const sink = new FileSink(file, to);
    const { columns, endedByPolicy } = await whileItStands(statement, target.prover, call, (standing) => target.database.stream(standing, sink, call));
    await sink.end();
    const warnings = [
      ...(sink.isFull ? [`the file ends at ${to.bytesMax} bytes, with its last whole row`] : []),
      ...(endedByPolicy ? [`by policy no more than ${statement.rowsMax} rows may be read`] : []),
    ];
    return { columns, exported: { ...(await file.keep()), format: to.format, rows: sink.rows, bytes: sink.bytes }, truncated: warnings.length > 0, warnings };
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** Rows as text into a file, up to the last that fits. */
class FileSink implements RowSink {
  readonly #file: ExportFile;
  readonly #to: ExportTarget;
  #text: RowText = rowTextOf('ndjson', []);
  #head = '';
  #rows = 0;
  #bytes = 0;
  #isFull = false;

  constructor(file: ExportFile, to: ExportTarget) {
    this.#file = file;
    this.#to = to;
  }

  get rows(): number {
    return this.#rows;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether there were rows that did not fit. */
  get isFull(): boolean {
    return this.#isFull;
  }

  begin(names: readonly string[]): void {
    this.#text = rowTextOf(this.#to.format, names);
    this.#head = this.#text.head;
  }

  async take(rows: readonly (readonly Cell[])[]): Promise<boolean> {
    let piece = this.#head;
    let bytes = this.#bytes + Buffer.byteLength(piece);
    for (const row of rows) {
      const line = this.#text.row(row);
      bytes += Buffer.byteLength(line);
      this.#isFull = bytes > this.#to.bytesMax;
      if (this.#isFull) break;
      piece += line;
      this.#rows += 1;
    }
    await this.#write(piece);
    return !this.#isFull;
  }

  /** A result without rows has its head all the same. */
  async end(): Promise<void> {
    await this.#write(this.#head);
  }

  async #write(text: string): Promise<void> {
    this.#head = '';
    this.#bytes += Buffer.byteLength(text);
    if (text !== '') await this.#file.write(text);
  }
}

/** Fails where it was also said which part of the result is wanted. */
export function assertWhole({ limit, cursor, execute }: Page & { readonly execute?: boolean }): void {
  if (limit === undefined && cursor === undefined && execute !== false) return;
  throw new Failure('BAD_ARGUMENT', 'an export takes the whole result', { hints: ['Leave out limit, cursor and execute, or write LIMIT into the SQL.'] });
}
