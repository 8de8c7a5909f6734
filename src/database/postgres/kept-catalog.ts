import type { Client } from 'pg';
import type { Inspection, NameFacts } from '../../core/proof.ts';
import { catalogRows, viewRows } from './catalog-rows.ts';
import { KnownCatalog } from './known-catalog.ts';

/** The catalog that the connections of an engine share: read when it is first needed, and again when it has changed. */
export class KeptCatalog {
  #catalog: KnownCatalog | undefined;
  #version: string | undefined;

  /** Without asking the server, where everything is known. */
  known(names: Inspection): NameFacts | undefined {
    const catalog = this.#catalog;
    return catalog && catalog.unknownViews(names).length === 0 ? catalog.factsOf(names) : undefined;
  }

  async resolve(client: Client, names: Inspection): Promise<NameFacts> {
    const catalog = this.#catalog ?? new KnownCatalog(await catalogRows(client));
    this.#catalog ??= catalog;
    const views = catalog.unknownViews(names);
    if (views.length > 0) catalog.learn(await viewRows(client, views));
    return catalog.factsOf(names);
  }

  /** The schema's version as it was just read: where it is another one than before, what is kept is out of date. */
  heldAt(version: string): void {
    if (this.#version !== version) this.drop();
    this.#version = version;
  }

  drop(): void {
    this.#catalog = undefined;
  }
}
