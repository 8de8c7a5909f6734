import type { CatalogIndex } from '../catalog/index.ts';
import { catalogFingerprint, tablesFingerprint } from './catalog-fingerprint.ts';
import type { Glossary } from './glossary.ts';
import { anyGlossary, everyone, type RememberedQuestion } from './record.ts';
import type { Scope } from './scope.ts';

const fitting = new WeakMap<CatalogIndex, WeakSet<RememberedQuestion>>();

/** Why a record may not answer in this scope; undefined where it may. */
export function invalidationReason(record: RememberedQuestion, scope: Scope, glossary: Glossary): string | undefined {
  if (record.owner !== everyone && record.owner !== scope.principal) return 'another principal supplied it and nobody verified it';
  if (!record.verified && record.policy !== scope.policy) return 'the policy changed since';
  if (record.day !== '' && record.day !== scope.day) return `it names a date relative to ${record.day}`;
  if (record.glossary !== anyGlossary && record.glossary !== glossary.fingerprint(record.question)) return 'a term in it means something else now';
  return fits(record, scope.catalog) ? undefined : 'the schema changed since';
}

/** A verified answer holds while the tables that it reads are the same, any other while nothing changed at all. */
function fits(record: RememberedQuestion, catalog: CatalogIndex): boolean {
  let known = fitting.get(catalog);
  if (!known) fitting.set(catalog, (known = new WeakSet()));
  if (known.has(record)) return true;
  const equal = record.verified ? record.tablesMark === tablesFingerprint(catalog, record.tables) : record.catalog === catalogFingerprint(catalog);
  if (equal) known.add(record);
  return equal;
}
