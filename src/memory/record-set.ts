import type { CatalogIndex } from '../catalog/index.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { wordsKey } from './question-key.ts';
import { everyone, type RememberedQuestion } from './record.ts';
import { TemplateIndex } from './template-index.ts';
import { TextIndex } from './text-index.ts';

export interface KeyedRecord {
  readonly key: string;
  readonly record: RememberedQuestion;
}

interface CurrentTemplates {
  readonly catalog: CatalogIndex;
  readonly index: TemplateIndex;
}

/** The records in memory, findable by their words and, where verified, by their templates. Kept equal to the store by its owner. */
export class RecordSet {
  readonly #records = new Map<string, RememberedQuestion>();
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

  /** The oldest unverified records beyond a limit: they may be forgotten. */
  surplus(limit: number): string[] {
    const over = this.#records.size - limit;
    if (over <= 0) return [];
    return [...this.#records].filter(([, record]) => record.owner !== everyone).slice(0, over).map(([key]) => key);
  }

  #raise(database: string): void {
    this.#generations.set(database, this.generation(database) + 1);
  }
}
