import type { Store, StoreChange, StoreListener, StoreRecord } from '../core/ports.ts';

/** A store that forgets at exit: where no file can be written, and for runs that must leave nothing behind. */
export class VolatileStore implements Store {
  readonly description = 'the memory of this process';
  readonly #listeners: StoreListener[] = [];
  readonly #records = new Map<string, StoreRecord>();

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
    return Promise.resolve();
  }

  refresh(): void {}

  listen(listener: StoreListener): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
