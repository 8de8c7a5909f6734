import { isQuantity } from './columns.ts';
import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { keyToKey } from '../../language/en/linking-words.ts';
import { type Lattice, skipStopWords, triggerAt } from '../link/lattice.ts';
import { fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

type Key = IndexedColumn | IndexedTable;

/** "for each country", "per department", "by status". */
export const group: Rule = (lattice, at) => {
  const each = triggerAt(lattice, at, 'each');
  const by = each ? undefined : triggerAt(lattice, at, 'by');
  const trigger = each ?? by;
  if (!trigger) return [];
  const place = skipStopWords(lattice, trigger.to);
  const suffix = each ? '' : '-by';
  const columns = (lattice.columns[place] ?? []).filter(({ column }) => each || !isQuantity(lattice, column)).flatMap((link) => [
    fragment(`group${suffix}`, { from: at, to: link.to }, [{ kind: 'group', key: link.column }], linkFeatures(link)),
    ...secondKeys(lattice, link.to, link.column).map(({ to, key }) => fragment(`group-two${suffix}`, { from: at, to }, [{ kind: 'group', key: link.column }, { kind: 'group', key }], linkFeatures(link))),
  ]);
  const tables = (lattice.tables[place] ?? []).flatMap((link) => [
    fragment(`group-table${suffix}`, { from: at, to: link.to }, [{ kind: 'group', key: link.table }], linkFeatures(link)),
    ...secondKeys(lattice, link.to, link.table).map(({ to, key }) => fragment(`group-two${suffix}`, { from: at, to }, [{ kind: 'group', key: link.table }, { kind: 'group', key }], linkFeatures(link))),
  ]);
  const weak = each && tables.length > 0 ? (lattice.tables[place] ?? []).map((link) => fragment('each-entity', { from: at, to: link.to }, [{ kind: 'entity', table: link.table }], linkFeatures(link))) : [];
  return [...columns, ...tables, ...weak];
};

/** "per country and status": another key of the group. */
function secondKeys(lattice: Lattice, at: number, first: Key): { readonly to: number; readonly key: Key }[] {
  if (!['and', ','].includes(lattice.tokens[at]?.lower ?? '')) return [];
  const place = skipStopWords(lattice, at + 1, keyToKey);
  const keys: { readonly to: number; readonly key: Key }[] = [...(lattice.columns[place] ?? []).slice(0, 3).map(({ to, column }) => ({ to, key: column })), ...(lattice.tables[place] ?? []).slice(0, 2).map(({ to, table }) => ({ to, key: table }))];
  return keys.filter(({ key }) => key !== first);
}
