import type { CatalogIndex } from '../catalog/index.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { dataBytes, textBytes } from '../std/bytes.ts';
import { type Budget, Shares } from '../std/shares.ts';
import { wordsKey } from './question-key.ts';
import type { RememberedQuestion } from './record.ts';
import { TemplateIndex } from './template-index.ts';
import { TextIndex } from './text-index.ts';

export interface KeyedRecord {
  readonly key: string;
  readonly record: RememberedQuestion;
}

const filePrefix = 'file ';

/** The key of a question of the knowledge file, by its place in it. */
export function fileKey(database: string, place: number): string {
  return `${filePrefix}${database} ${place}`;
}

export function isOfFile(key: string): boolean {
  return key.startsWith(filePrefix);
}

/** With the index of its words, and of a verified one the template and the words of its SQL. */
function recordBytes(record: RememberedQuestion): number {
  return dataBytes(record) * (record.verified ? 3 : 1) + textBytes(record.question) + record.history.reduce((sum, text) => sum + textBytes(text), 0);
}

interface CurrentTemplates {
  readonly catalog: CatalogIndex;
  readonly index: TemplateIndex;
}

/** The records in memory, findable by their words and, where verified, by their templates. Kept equal to the store by its owner. */
export class RecordSet {
  readonly #records = new Map<string, RememberedQuestion>();
  readonly #verifiedShares = new Shares<string>();
  readonly #ownShares = new Shares<string>();
  readonly #byWords = new Map<string, Map<string, RememberedQuestion>>();
  readonly #templates = new Map<string, CurrentTemplates>();
  readonly #texts = new Map<string, TextIndex>();
  readonly #generations = new Map<string, number>();

  get size(): number {
    return this.#records.size;
  }

  set(key: string, record: RememberedQuestion): void {
    this.delete(key);
    this.#records.set(key, record);
    // What stands in the operator's own file has no budget.
    if (!isOfFile(key)) (record.verified ? this.#verifiedShares : this.#ownShares).hold(key, record.by ?? record.owner, recordBytes(record));
    const words = wordsKey(record.database, record.history, record.question);
    const sameWords = this.#byWords.get(words) ?? new Map<string, RememberedQuestion>();
    sameWords.set(key, record);
    this.#byWords.set(words, sameWords);
    if (!record.verified) return;
    this.#templates.get(record.database)?.index.add(key, record);
    this.#texts.get(record.database)?.add(key, record);
    this.#raise(record.database);
  }

  delete(key: string): void {
    const record = this.#records.get(key);
    if (!record) return;
    this.#records.delete(key);
    this.#verifiedShares.release(key);
    this.#ownShares.release(key);
    const words = wordsKey(record.database, record.history, record.question);
    const sameWords = this.#byWords.get(words);
    sameWords?.delete(key);
    if (sameWords?.size === 0) this.#byWords.delete(words);
    if (!record.verified) return;
    this.#templates.get(record.database)?.index.remove(key);
    this.#texts.get(record.database)?.remove(key);
    this.#raise(record.database);
  }

  clear(which: (key: string) => boolean): void {
    for (const key of this.#records.keys()) if (which(key)) this.delete(key);
  }

  /** All with these words, verified ones first. */
  withWords(words: string): KeyedRecord[] {
    const found = [...(this.#byWords.get(words) ?? [])].map(([key, record]) => ({ key, record }));
    return found.toSorted((a, b) => Number(b.record.verified) - Number(a.record.verified) || b.record.at - a.record.at);
  }

  verified(database: string): KeyedRecord[] {
    return [...this.#records].filter(([, record]) => record.verified && record.database === database).map(([key, record]) => ({ key, record }));
  }

  /** The templates of a database under a catalog; made anew when the catalog is another one. */
  templates(database: string, catalog: CatalogIndex, dialect: SqlDialect): TemplateIndex {
    const current = this.#templates.get(database);
    if (current?.catalog === catalog) return current.index;
    const index = new TemplateIndex(catalog, dialect);
    for (const { key, record } of this.verified(database)) index.add(key, record);
    this.#templates.set(database, { catalog, index });
    return index;
  }

  /** The verified questions of a database that are most like a text, best first; the index is made on first use. */
  similar(database: string, text: string, countMax: number): KeyedRecord[] {
    let index = this.#texts.get(database);
    if (!index) {
      index = new TextIndex();
      for (const { key, record } of this.verified(database)) index.add(key, record);
      this.#texts.set(database, index);
    }
    return index.search(text, countMax).flatMap(({ key }) => {
      const record = this.#records.get(key);
      return record ? [{ key, record }] : [];
    });
  }

  /** Changes with every verified answer that comes, changes or goes: what was derived without knowing it is out of date then. */
  generation(database: string): number {
    return this.#generations.get(database) ?? 0;
  }

  /**
   * The keys of records to forget, so that the others keep within the budget: of what was verified and of what was supplied, each
   * for itself, the oldest of whoever has most. `coming` is about to be added.
   */
  surplus(budget: Budget, coming?: RememberedQuestion): string[] {
    return [true, false].flatMap((verified) => {
      const shares = verified ? this.#verifiedShares : this.#ownShares;
      const isComing = coming?.verified === verified;
      return shares.surplus({ entriesMax: budget.entriesMax - (isComing ? 1 : 0), bytesMax: budget.bytesMax - (isComing ? recordBytes(coming) : 0) });
    });
  }

  /** Estimated. */
  get bytes(): number {
    return this.#verifiedShares.bytes + this.#ownShares.bytes;
  }

  #raise(database: string): void {
    this.#generations.set(database, this.generation(database) + 1);
  }
}
