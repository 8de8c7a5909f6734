import type { CatalogIndex, IndexedColumn, IndexedTable } from '../catalog/index.ts';
import type { ValueHit, ValueIndex } from '../catalog/values.ts';
import { functionWords, stem } from '../catalog/words.ts';
import type { ColumnRef, Condition, Expression, Join, OrderItem, Query, SelectItem } from '../core/query.ts';
import { aggregatePhrases, ascendingWords, comparatives, countPhrases, descendingWords, orderPhrases, superlatives } from './lexicon.ts';

export interface Interpretation {
  readonly query: Query;
  readonly confidence: number;
  readonly assumptions: readonly string[];
  readonly unexplained: readonly string[];
}

/** One reading for every table that the question names; each accounts for as many words as it can. */
export function interpret(words: readonly string[], catalog: CatalogIndex, values: ValueIndex): Interpretation[] {
  const stems = words.map(stem);
  return catalog.tables
    .filter((table) => findStems(stems, table.stems, () => true) !== undefined)
    .slice(0, 20)
    .map((table) => new Reader(words, stems, table, catalog, values).read());
}

/** Where a run of stems begins, among the places that are still free. */
function findStems(stems: readonly string[], wanted: readonly string[], free: (index: number) => boolean): number | undefined {
  if (wanted.length === 0) return undefined;
  for (let at = 0; at + wanted.length <= stems.length; at += 1) {
    if (wanted.every((word, offset) => stems[at + offset] === word && free(at + offset))) return at;
  }
  return undefined;
}

class Reader {
  readonly #words: readonly string[];
  readonly #stems: readonly string[];
  readonly #table: IndexedTable;
  readonly #catalog: CatalogIndex;
  readonly #values: ValueIndex;
  readonly #taken = new Set<number>();
  readonly #assumptions: string[] = [];
  readonly #joins: Join[] = [];
  readonly #conditions: Condition[] = [];
  #orderBy: OrderItem[] = [];
  #limit: number | undefined;

  constructor(words: readonly string[], stems: readonly string[], table: IndexedTable, catalog: CatalogIndex, values: ValueIndex) {
    this.#words = words;
    this.#stems = stems;
    this.#table = table;
    this.#catalog = catalog;
    this.#values = values;
  }

  read(): Interpretation {
    const count = this.#takePhrase(countPhrases) !== undefined;
    this.#takeTable();
    this.#readComparisons();
    this.#readOrder();
    this.#readSuperlative();
    this.#readValues();
    const items = this.#readItems(count);
    const unexplained = this.#words.filter((word, index) => !this.#taken.has(index) && !functionWords.has(word));
    return { query: this.#query(items), confidence: this.#confidence(unexplained.length), assumptions: this.#assumptions, unexplained };
  }

  #query(items: readonly SelectItem[]): Query {
    const [only] = this.#conditions;
    return {
      kind: 'select',
      distinct: false,
      items,
      from: { table: this.#table.table.name, alias: this.#table.table.name, ...this.#schemaOf(this.#table) },
      joins: this.#joins,
      ...(only ? { where: this.#conditions.length === 1 ? only : { kind: 'and' as const, conditions: this.#conditions } } : {}),
      groupBy: [],
      orderBy: this.#orderBy,
      ...(this.#limit === undefined ? {} : { limit: this.#limit }),
    };
  }

  /** Every unexplained word halves the belief, every assumption costs a little. */
  #confidence(unexplained: number): number {
    return 0.95 * 0.5 ** unexplained * 0.93 ** this.#assumptions.length * 0.92 ** this.#joins.length;
  }

  #free = (index: number): boolean => !this.#taken.has(index);

  #take(at: number, length: number): void {
    for (let index = at; index < at + length; index += 1) this.#taken.add(index);
  }

  #takePhrase(phrases: readonly string[]): { phrase: string; at: number; end: number } | undefined {
    for (const phrase of phrases.toSorted((a, b) => b.length - a.length)) {
      const parts = phrase.split(' ');
      for (let at = 0; at + parts.length <= this.#words.length; at += 1) {
        if (!parts.every((part, offset) => this.#words[at + offset] === part && this.#free(at + offset))) continue;
        this.#take(at, parts.length);
        return { phrase, at, end: at + parts.length };
      }
    }
    return undefined;
  }

  #takeTable(): void {
    const at = findStems(this.#stems, this.#table.stems, this.#free);
    if (at !== undefined) this.#take(at, this.#table.stems.length);
  }

  /** The column of the table whose name stands nearest to a place of the question. */
  #columnNear(place: number, reach: number, fits: (column: IndexedColumn) => boolean): IndexedColumn | undefined {
    let best: { column: IndexedColumn; at: number; distance: number } | undefined;
    for (const column of this.#table.columns) {
      const at = findStems(this.#stems, column.stems, this.#free);
      if (at === undefined || !fits(column)) continue;
      const distance = Math.abs(at - place) - column.stems.length * 0.5;
      if (distance <= reach && (!best || distance < best.distance)) best = { column, at, distance };
    }
    if (best) this.#take(best.at, best.column.stems.length);
    return best?.column;
  }

  #readComparisons(): void {
    for (let found = this.#takePhrase(Object.keys(comparatives)); found; found = this.#takePhrase(Object.keys(comparatives))) {
      const operator = comparatives[found.phrase];
      const number = Number(this.#words[found.end]);
      const column = this.#columnNear(found.at, 4, isNumeric);
      if (!operator || Number.isNaN(number) || !column) {
        this.#taken.delete(found.at);
        return;
      }
      this.#take(found.end, 1);
      this.#conditions.push({ kind: 'compare', operator, left: this.#ref(column), right: { kind: 'literal', value: number } });
    }
  }

  #readOrder(): void {
    const found = this.#takePhrase(orderPhrases);
    if (!found) return;
    const column = this.#columnNear(found.end, 3, () => true);
    if (!column) return void this.#taken.delete(found.at);
    this.#orderBy = [{ expression: this.#ref(column), direction: this.#takeWord(descendingWords) ? 'desc' : 'asc' }];
    this.#takeWord(ascendingWords);
  }

  #readSuperlative(): void {
    const top = this.#takePhrase(['top', 'first']);
    const number = top ? Number(this.#words[top.end]) : Number.NaN;
    if (top && Number.isInteger(number)) this.#take(top.end, 1);
    const found = this.#takePhrase(Object.keys(superlatives)) ?? (top ? this.#takePhrase(['by']) : undefined);
    if (!found) return top ? void this.#taken.delete(top.at) : undefined;
    const column = this.#columnNear(found.end, 3, isNumeric);
    if (!column) return void this.#taken.delete(found.at);
    this.#orderBy = [{ expression: this.#ref(column), direction: superlatives[found.phrase] ?? 'desc' }];
    this.#limit = Number.isInteger(number) ? number : 1;
  }

  #takeWord(set: ReadonlySet<string>): boolean {
    const at = this.#words.findIndex((word, index) => set.has(word) && this.#free(index));
    if (at >= 0) this.#take(at, 1);
    return at >= 0;
  }

  #readValues(): void {
    for (let length = Math.min(this.#values.wordsMax, this.#words.length); length >= 1; length -= 1) {
      for (let at = 0; at + length <= this.#words.length; at += 1) {
        const span = Array.from({ length }, (_, offset) => at + offset);
        if (!span.every(this.#free) || (length === 1 && functionWords.has(this.#words[at] ?? ''))) continue;
        const hit = this.#choose(this.#values.find(span.map((index) => this.#words[index]).join(' ')));
        if (!hit) continue;
        this.#take(at, length);
        this.#conditions.push({ kind: 'compare', operator: '=', left: this.#ref(hit.column), right: { kind: 'literal', value: hit.value } });
        this.#takeColumnBeside(hit.column);
      }
    }
  }

  /** A value of the table itself, else of one that is a single join away. */
  #choose(hits: readonly ValueHit[]): ValueHit | undefined {
    const own = hits.filter((hit) => hit.column.table === this.#table);
    if (own.length > 1) this.#assumptions.push(`"${own[0]?.value}" is taken as ${own[0]?.column.column.name}`);
    if (own[0]) return own[0];
    for (const hit of hits) {
      const edge = this.#catalog.edges(this.#table).find((candidate) => candidate.from === this.#table && candidate.to === hit.column.table && candidate.to !== this.#table);
      if (!edge) continue;
      const alias = edge.to.table.name;
      if (!this.#joins.some((join) => join.source.alias === alias)) {
        const on = edge.pairs.map(([left, right]): readonly [ColumnRef, ColumnRef] => [{ kind: 'column', source: this.#table.table.name, column: left }, { kind: 'column', source: alias, column: right }]);
        this.#joins.push({ kind: 'inner', source: { table: alias, alias, ...this.#schemaOf(edge.to) }, on });
      }
      this.#assumptions.push(`"${hit.value}" is taken as ${alias}.${hit.column.column.name}`);
      return hit;
    }
    return undefined;
  }

  /** "in the country France": the words that only name the column or table of a value are explained by it. */
  #takeColumnBeside(column: IndexedColumn): void {
    for (const stems of [column.stems, column.table.stems]) {
      const at = findStems(this.#stems, stems, this.#free);
      if (at !== undefined) this.#take(at, stems.length);
    }
  }

  #readItems(count: boolean): SelectItem[] {
    if (count) return [{ expression: { kind: 'aggregate', function: 'count', distinct: false, argument: { kind: 'star' } } }];
    const items: SelectItem[] = [];
    for (let found = this.#takePhrase(Object.keys(aggregatePhrases)); found; found = this.#takePhrase(Object.keys(aggregatePhrases))) {
      const column = this.#columnNear(found.end, 3, isNumeric);
      const name = aggregatePhrases[found.phrase];
      if (!column || !name) {
        this.#taken.delete(found.at);
        break;
      }
      items.push({ expression: { kind: 'aggregate', function: name, distinct: false, argument: this.#ref(column) } });
    }
    if (items.length > 0) return items;
    for (let column = this.#columnNear(0, Infinity, () => true); column; column = this.#columnNear(0, Infinity, () => true)) items.push({ expression: this.#ref(column) });
    if (items.length > 0) return items;
    const star: Expression = this.#joins.length > 0 ? { kind: 'star', source: this.#table.table.name } : { kind: 'star' };
    return [{ expression: star }];
  }

  #ref(column: IndexedColumn): ColumnRef {
    return { kind: 'column', source: column.table.table.name, column: column.column.name };
  }

  #schemaOf(table: IndexedTable): { schema?: string } {
    return table.table.schema === this.#catalog.snapshot.defaultSchema ? {} : { schema: table.table.schema };
  }
}

function isNumeric(column: IndexedColumn): boolean {
  return column.column.family === 'integer' || column.column.family === 'number';
}
