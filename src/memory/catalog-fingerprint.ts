import type { CatalogIndex } from '../catalog/index.ts';
import type { CatalogTable } from '../core/catalog.ts';
import { digest } from '../std/digest.ts';

const whole = new WeakMap<CatalogIndex, string>();
const ofNames = new WeakMap<CatalogIndex, Map<string, string>>();
const parts = new WeakMap<CatalogTable, string>();

/** A fingerprint of all that a schema means to a question: equal on every replica and after a restart as long as no table differs. */
export function catalogFingerprint(catalog: CatalogIndex): string {
  let fingerprint = whole.get(catalog);
  if (fingerprint === undefined) {
    fingerprint = digest(...catalog.tables.map(({ table }) => tableFingerprint(table)));
    whole.set(catalog, fingerprint);
  }
  return fingerprint;
}

/** The same of some tables only; a table that is missing counts as such. */
export function tablesFingerprint(catalog: CatalogIndex, names: readonly string[]): string {
  let known = ofNames.get(catalog);
  if (!known) ofNames.set(catalog, (known = new Map()));
  const key = names.join('\n');
  const fingerprint = known.get(key) ?? digest(...[...new Set(names)].toSorted().map((name) => fingerprintOf(catalog, name)));
  known.set(key, fingerprint);
  return fingerprint;
}

function fingerprintOf(catalog: CatalogIndex, name: string): string {
  const found = catalog.table(name);
  return found ? tableFingerprint(found.table) : `no ${name}`;
}

function tableFingerprint(table: CatalogTable): string {
  let fingerprint = parts.get(table);
  if (fingerprint === undefined) {
    fingerprint = digest(table.schema, table.name, table.kind, ...table.columns.flatMap((column) => [column.name, column.type, column.comment ?? '', ...(column.enumValues ?? [])]));
    parts.set(table, fingerprint);
  }
  return fingerprint;
}
