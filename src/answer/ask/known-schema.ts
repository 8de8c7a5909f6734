import type { CatalogIndex, IndexedTable } from '../../catalog/index.ts';
import type { Policy } from '../../core/policy.ts';
import { catalogFingerprint } from '../../memory/catalog-fingerprint.ts';
import { digest } from '../../std/digest.ts';
import { policyFingerprint } from '../target/policy-fingerprint.ts';

/**
 * The mark at the end of a context: what the one who gives it back has seen. It holds the tables themselves, so that any replica
 * understands it and nothing is kept for it: six characters that change with schema, policy and semantic layer, then `all`, or the positions of
 * the tables as differences (LEB128, base64url). A mark that somebody else made spares its maker a text, and opens nothing.
 */
export interface SeenBy {
  readonly catalog: CatalogIndex;
  readonly policy: Policy;
  /** Changes with what people and models said of the database; empty where nobody did. */
  readonly layer: string;
}

/** Version of the text itself: a mark holds for what was written in this form. */
const form = '3';
const bytesMax = 90;
const all = 'all';

export function knownSchemaMark(tables: ReadonlySet<IndexedTable>, seen: SeenBy): string {
  return `${stamp(seen)}.${tables.size === seen.catalog.tables.length ? all : positionsText([...tables].map(({ position }) => position))}`;
}

/** The tables that a mark stands for; undefined where it is none, or schema, policy or layer are others now. */
export function tablesKnownBy(mark: string | undefined, seen: SeenBy): ReadonlySet<IndexedTable> | undefined {
  const [given, positions = ''] = mark?.split('.') ?? [];
  if (given !== stamp(seen)) return undefined;
  if (positions === all) return new Set(seen.catalog.tables);
  return new Set(positionsIn(positions).flatMap((position) => seen.catalog.tables[position] ?? []));
}

function stamp({ catalog, policy, layer }: SeenBy): string {
  return digest(form, catalogFingerprint(catalog), policyFingerprint(policy), layer).slice(0, 6);
}

/** Those that no longer fit are forgotten: they will be sent once more. */
function positionsText(positions: readonly number[]): string {
  const bytes: number[] = [];
  let before = -1;
  for (const position of positions.toSorted((a, b) => a - b)) {
    let rest = position - before - 1;
    before = position;
    for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
    bytes.push(rest);
    if (bytes.length > bytesMax) break;
  }
  return Buffer.from(bytes).toString('base64url');
}

function positionsIn(text: string): number[] {
  const positions: number[] = [];
  let [value, shift, before] = [0, 0, -1];
  for (const byte of Buffer.from(text, 'base64url')) {
    value |= (byte & 127) << shift;
    shift = byte > 127 ? shift + 7 : 0;
    if (byte > 127) continue;
    before += value + 1;
    positions.push(before);
    value = 0;
  }
  return positions;
}
