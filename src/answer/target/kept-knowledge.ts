import { CatalogIndex, type JoinEdge } from '../../catalog/index.ts';
import { type ValueData, ValueIndex } from '../../catalog/values.ts';
import type { CatalogSnapshot } from '../../core/catalog.ts';
import type { Database } from '../../core/ports.ts';

/** Where a text is kept for the next process. Neither method throws: what can't be kept is found out anew. */
export interface KeptText {
  read(): string | undefined;
  write(text: string): void;
}

/** More texts than this take longer to write down than a process should stand still. */
const textsMax = 200_000;

/** The schema and the values of one database, as they were found out. */
export interface KnownWhole {
  readonly schema: CatalogIndex;
  readonly catalog: CatalogIndex;
  readonly values: ValueIndex;
}

interface KeptJoin extends Pick<JoinEdge, 'pairs' | 'share'> {
  /** Positions of tables. */
  readonly from: number;
  readonly to: number;
}

interface Kept {
  readonly mark: string;
  readonly snapshot: CatalogSnapshot;
  readonly values: ValueData;
  /** Absent where names alone tell of joins. */
  readonly joins?: readonly KeptJoin[];
}

/**
 * What was found out of a database, kept for the next process on the same machine. It is taken only where the mark of the data is the very one
 * that it was found out under, so that it is what another look would find; hence it is there for databases that tell their mark at once.
 */
export class KeptKnowledge {
  readonly #place: KeptText;
  readonly #database: Pick<Database, 'dataVersionNow'>;

  constructor(place: KeptText, database: Pick<Database, 'dataVersionNow'>) {
    this.#place = place;
    this.#database = database;
  }

  /** Of the data as they are now; null where they have no mark. To be taken before they are looked at. */
  mark(): string | null {
    return this.#database.dataVersionNow?.() ?? null;
  }

  /** What was kept of the data as they are now. */
  restore(): KnownWhole | undefined {
    const mark = this.mark();
    const text = mark === null ? undefined : this.#place.read();
    if (text === undefined) return undefined;
    try {
      const kept = JSON.parse(text) as Kept;
      return kept.mark === mark ? known(kept) : undefined;
    } catch {
      // A file that was cut short, or that somebody else wrote.
      return undefined;
    }
  }

  /** Keeps what was found out since `mark` was taken, unless the data have changed since then. */
  keep(mark: string | null, { schema, catalog, values }: KnownWhole): void {
    if (mark === null || mark !== this.mark() || values.size > textsMax) return;
    const joins = catalog.inferred?.map(({ from, to, pairs, share }) => ({ from: from.position, to: to.position, pairs, ...(share ? { share } : {}) }));
    const kept: Kept = { mark, snapshot: schema.snapshot, values: values.toData(schema), ...(joins ? { joins } : {}) };
    this.#place.write(JSON.stringify(kept));
  }
}

function known({ snapshot, values, joins }: Kept): KnownWhole {
  const schema = new CatalogIndex(snapshot);
  const inferred = joins?.flatMap(({ from, to, ...join }): JoinEdge[] => {
    const [one, other] = [schema.tables[from], schema.tables[to]];
    return one && other ? [{ ...join, from: one, to: other, declared: false }] : [];
  });
  return { schema, catalog: inferred ? schema.withInferred(inferred) : schema, values: ValueIndex.of(values, schema) };
}
