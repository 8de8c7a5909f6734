import type { Failure } from '../core/errors.ts';
import type { Store, StoreChange, StoreListener, StoreRecord } from '../core/ports.ts';

/** A store that forgets at exit: for runs that must leave nothing behind, and where no file can be opened. There it holds what is written all the same, and says that it is not kept. */
export class VolatileStore implements Store {
  readonly description: string;
  readonly #notKept: Failure | undefined;
  readonly #listeners: StoreListener[] = [];
  readonly #records = new Map<string, StoreRecord>();

  constructor(notKept?: Failure) {
    this.#notKept = notKept;
    this.description = `the memory of this process${notKept ? ` (${notKept.message})` : ''}`;
  }

  load(collection: string, each: (record: StoreRecord) => void): Promise<void> {
    for (const record of this.#records.values()) if (record.collection === collection) each(record);
    return Promise.resolve();
  }

  write(changes: readonly StoreChange[]): Promise<void> {
    for (const { collection, key, value } of changes) {
      if (value === null) this.#records.delete(`${collection}\n${key}`);
      else this.#records.set(`${collection}\n${key}`, { collection, key, value });
    }
    for (const listener of this.#listeners) listener.changed(changes);
    return this.#notKept ? Promise.reject(this.#notKept) : Promise.resolve();
  }

  refresh(): void {}

  listen(listener: StoreListener): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
