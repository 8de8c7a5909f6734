import type { Client, Connection as Protocol, Submittable } from 'pg';
import { deferred } from '../../std/deferred.ts';

interface Messages {
  readonly query: (text: string) => void;
}

/** One statement of our own that gives one text: the driver's own query would make a result of it, which takes longer than the server does. A `Submittable` of the driver. */
class CellReader implements Submittable {
  readonly #sql: string;
  readonly #done = deferred<string | null>();
  #cell: string | null = null;

  constructor(sql: string) {
    this.#sql = sql;
  }

  get done(): Promise<string | null> {
    return this.#done.promise;
  }

  submit(connection: Protocol): void {
    // The methods of the protocol are there, but the driver's types leave them out.
    (connection as unknown as Messages).query(this.#sql);
  }

  handleRowDescription(): void {
    // One column.
  }

  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void {
    this.#cell = message.fields[0] ?? null;
  }

  handleCommandComplete(): void {
    // ReadyForQuery follows.
  }

  handleError(error: unknown): void {
    this.#done.reject(error);
  }

  handleReadyForQuery(): void {
    this.#done.resolve(this.#cell);
  }
}

/** The only cell that a statement of our own gives. */
export function readCell(client: Client, sql: string): Promise<string | null> {
  return client.query(new CellReader(sql)).done;
}
