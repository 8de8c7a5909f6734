import type { Client } from 'pg';
import type { Inspection, NameFacts } from '../../core/proof.ts';
import { extend } from '../../std/extend.ts';
import { catalogRows, viewRows } from './catalog-rows.ts';
import { schemaVersion, type SchemaVersion } from './introspect.ts';
import { KnownCatalog } from './known-catalog.ts';

/** A name that is not known may be a new one; so often the catalog is read again for it at most. */
const rereadAfterMs = 1_000;

/** Facts are kept of so many sets of names, none longer than this as JSON. */
const factsMax = 500;
const keyCharsMax = 2_000;

interface Kept {
  readonly catalog: KnownCatalog;
  /** Tells this reading from others in what stands on it. */
  readonly tag: string;
  readonly version: string;
  readonly readAt: number;
  /** What was found of names: the same ones come again with other literals. */
  readonly facts: Map<string, NameFacts>;
  /** The last moment at which the whole catalog was known to be this one; undefined where something was committed meanwhile. */
  snapshot: string | undefined;
}

/** The catalog that the connections of an engine share: read when it is first needed, and again when it has changed. */
export class KeptCatalog {
  #kept: Kept | undefined;
  #drops = 0;
  #lostAt = Number.NEGATIVE_INFINITY;
  #readings = 0;

  /** Without asking the server, where everything is known. */
  known(names: Inspection): NameFacts | undefined {
    const kept = this.#kept;
    if (!kept) return undefined;
    const key = JSON.stringify(names);
    const before = kept.facts.get(key);
    if (before) return before;
    if (!kept.catalog.knows(names) || kept.catalog.unknownViews(names).length > 0) return undefined;
    const facts = factsOf(kept, names);
    if (kept.facts.size >= factsMax) kept.facts.clear();
    if (key.length <= keyCharsMax) kept.facts.set(key, facts);
    return facts;
  }

  async resolve(client: Client, names: Inspection): Promise<NameFacts> {
    if (this.#kept && !this.#kept.catalog.knows(names) && performance.now() - this.#kept.readAt > rereadAfterMs) this.drop();
    const kept = this.#kept ?? (await this.#read(client));
    const views = kept.catalog.unknownViews(names);
    if (views.length > 0) {
      kept.catalog.learn(await viewRows(client, views));
      kept.facts.clear();
      // They may be newer than the rest.
      kept.snapshot = undefined;
    }
    return factsOf(kept, names);
  }

  /** The schema's version as it was just read: where it is another one than before, what is kept is out of date. */
  heldAt({ version, snapshot }: SchemaVersion): void {
    if (this.#kept?.version === version) this.#kept.snapshot = snapshot;
    else this.drop();
  }

  /**
   * What a statement must be checked for as it runs. Where nothing was committed since the whole catalog was last seen to be the
   * one that the proof stands on, that is all there is to ask, at a tenth of the cost; else each thing that it stands on.
   */
  conditionOf(standsOn: readonly string[], isThorough: boolean): string {
    const kept = this.#kept;
    if (!isThorough && kept?.snapshot !== undefined && standsOn.every((condition) => condition.startsWith(kept.tag))) return `pg_current_snapshot()::text = '${kept.snapshot}'`;
    return [...new Set(standsOn)].join(' AND ');
  }

  /** Whether the version should be read again, in idle time; once a second at most. */
  get isUnsure(): boolean {
    if (!this.#kept || this.#kept.snapshot !== undefined || performance.now() - this.#lostAt < rereadAfterMs) return false;
    this.#lostAt = performance.now();
    return true;
  }

  /** Something was committed: until the version is read again, statements are checked thoroughly. */
  lostSight(): void {
    if (this.#kept) this.#kept.snapshot = undefined;
  }

  drop(): void {
    this.#drops += 1;
    this.#kept = undefined;
  }

  /** A reading during which the catalog was dropped is not kept. */
  async #read(client: Client): Promise<Kept> {
    const [drops, readAt] = [this.#drops, performance.now()];
    this.#readings += 1;
    const tag = `/*${this.#readings}*/`;
    const before = await schemaVersion(client);
    const catalog = new KnownCatalog(await catalogRows(client));
    const after = await schemaVersion(client);
    const kept = { catalog, tag, facts: new Map<string, NameFacts>(), version: after.version, readAt, snapshot: before.snapshot === after.snapshot ? after.snapshot : undefined };
    if (drops === this.#drops && before.version === after.version) this.#kept = kept;
    return kept;
  }
}

function factsOf({ catalog, tag }: Kept, names: Inspection): NameFacts {
  const facts = catalog.factsOf(names);
  return facts.standsOn === undefined ? facts : extend(facts, { standsOn: tag + facts.standsOn });
}
