import { isMoment, isQuantity, momentPlace, temporalColumns } from './columns.ts';
import { referencedTable } from './referenced.ts';
import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import type { TruncationUnit } from '../../language/en/dates.ts';
import { selfReferencingKey } from '../../catalog/roles.ts';
import { isParticiple, isPlural } from '../../language/en/inflection.ts';
import { keyToKey, kindWords } from '../../language/en/linking-words.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import type { Role } from '../../semantics/model.ts';
import { type FeatureVector, merge } from '../features.ts';
import { type Fragment, fragment, linkFeatures, type Part } from './fragment.ts';
import { namesOf } from '../plan.ts';
import type { Rule } from './rule.ts';
import { unitAt } from './truncated-date.ts';

type Key = IndexedColumn | IndexedTable;

/** "for each country", "per department", "by status". */
export const group: Rule = (lattice, at) => {
  const each = triggerAt(lattice, at, 'each');
  const by = each ? undefined : triggerAt(lattice, at, 'by');
  const trigger = each ?? by;
  if (!trigger) return [];
  const place = skipStopWords(lattice, trigger.to);
  if (by && isAgent(lattice, at, place)) return [];
  const suffix = each ? '' : '-by';
  // Nobody wants the number of a manager.
  const above = (lattice.columns[place] ?? []).flatMap((link) => selfKey(lattice, link.column).map((parts) => fragment(`group-above${suffix}`, { from: at, to: link.to }, parts, linkFeatures(link))));
  const columns = (lattice.columns[place] ?? []).filter(({ column }) => (each || !isQuantity(lattice, column)) && selfKey(lattice, column).length === 0).flatMap((link) => [
    fragment(`group${suffix}`, { from: at, to: link.to }, [{ kind: 'group', key: link.column }], linkFeatures(link)),
    ...secondKeys(lattice, link.to, link.column).map(({ to, key }) => fragment(`group-two${suffix}`, { from: at, to }, [{ kind: 'group', key: link.column }, { kind: 'group', key }], linkFeatures(link))),
  ]);
  const tables = (lattice.tables[place] ?? []).flatMap((link) => [
    fragment(`group-table${suffix}`, { from: at, to: link.to }, [{ kind: 'group', key: link.table }], linkFeatures(link)),
    ...secondKeys(lattice, link.to, link.table).map(({ to, key }) => fragment(`group-two${suffix}`, { from: at, to }, [{ kind: 'group', key: link.table }, { kind: 'group', key }], linkFeatures(link))),
  ]);
  // "by issue type"
  const owned = (lattice.tables[place] ?? []).flatMap((link) => {
    const own = (lattice.columns[link.to] ?? []).filter(({ column, near }) => near === 'before' && column.table === link.table && !isQuantity(lattice, column));
    return own.map(({ column, to }) => fragment(`group-owned${suffix}`, { from: at, to }, [{ kind: 'group', key: column }], linkFeatures(link)));
  });
  const referred = (lattice.columns[place] ?? []).flatMap((link) => {
    const table = referencedTable(lattice, link.column);
    const role: Part[] = [{ kind: 'entity', table: link.column.table, between: true }];
    return table && table !== link.column.table && namesOf(lattice.semantics.entity(table)).length > 0 ? [
      {
        ...fragment(`group-referenced${suffix}`, { from: at, to: link.to }, [{ kind: 'group', key: table }], linkFeatures(link)),
        ...(isOneOfSeveralKeys(lattice, link.column, table) ? { along: link.column } : {}),
      },
      // By their manager, and not by whoever manages something else of theirs.
      ...(isOneOfSeveral(lattice, table) ? [fragment(`group-role${suffix}`, { from: at, to: link.to }, [{ kind: 'group', key: table }, ...role], linkFeatures(link))] : []),
      ...secondKeys(lattice, link.to, table).map(({ to, key }) => fragment(`group-two${suffix}`, { from: at, to }, [{ kind: 'group', key: table }, { kind: 'group', key }], linkFeatures(link))),
    ] : [];
  });
  const inTime = keysAt(lattice, place).flatMap(({ to, key, features: linked }) => {
    const unit = secondUnit(lattice, to);
    const moments = unit ? temporalColumns(lattice).filter((column) => isMoment(lattice, column)).slice(0, 3) : [];
    const cut = (column: IndexedColumn): Part[] => (unit ? [{ kind: 'group', key }, { kind: 'projection', measure: { kind: 'part', column, unit: unit.unit } }] : []);
    return moments.map((column) => fragment(`group-time${suffix}`, { from: at, to: unit?.to ?? to }, cut(column), merge(linked, momentPlace(column, moments))));
  });
  const weak = each && tables.length > 0 ? (lattice.tables[place] ?? []).map((link) => fragment('each-entity', { from: at, to: link.to }, [{ kind: 'entity', table: link.table, each: true }], linkFeatures(link))) : [];
  return [...above, ...columns, ...tables, ...owned, ...referred, ...inTime, ...weak, ...kinds(lattice, at, place, suffix)];
};

/** What is named at a place, to group by; of a key, the rows to which it leads where those have names. */
function keysAt(lattice: Lattice, at: number): { readonly to: number; readonly key: Key; readonly features: FeatureVector }[] {
  const columns = (lattice.columns[at] ?? []).map((link) => {
    const table = referencedTable(lattice, link.column);
    const isNamed = table !== undefined && table !== link.column.table && namesOf(lattice.semantics.entity(table)).length > 0;
    return { to: link.to, key: isNamed ? table : link.column, features: linkFeatures(link) };
  });
  return [...columns, ...(lattice.tables[at] ?? []).map((link) => ({ to: link.to, key: link.table, features: linkFeatures(link) }))];
}

/** "agents per manager": by whoever is above them, where somebody is, and what those are called. */
function selfKey({ semantics }: Lattice, key: IndexedColumn): Part[][] {
  const { display } = semantics.entity(key.table);
  if (!selfReferencingKey(key) || display.length === 0) return [];
  const names = display.map((column): Part => ({ kind: 'projection', measure: { kind: 'referred', column, via: key } }));
  const known: Part[] = key.column.nullable ? [{ kind: 'filter', filter: { kind: 'null', column: key, negated: true } }] : [];
  return [[{ kind: 'group', key }, ...names, ...known]];
}

/** "lessons cancelled by the learner", "approved by the board" of `board_approved`: who did so, and nothing to tell them apart by. */
function isAgent(lattice: Lattice, at: number, place: number): boolean {
  const isOne = ({ table, to }: { readonly table: IndexedTable; readonly to: number }) => ['person', 'organisation'].includes(lattice.semantics.entity(table).kind) && !isPlural(wordAt(lattice, to - 1));
  const done = lattice.tokens[at - 1]?.stem ?? '';
  if (!isParticiple(wordAt(lattice, at - 1)) || wordAt(lattice, place - 1) !== 'the') return false;
  return (lattice.tables[place] ?? []).some(isOne) || (lattice.columns[place] ?? []).some(({ column }) => column.stems.includes(done));
}

/** "each kind of extra", "by type of room": by what sorts the rows, or else by what they are called. */
function kinds(lattice: Lattice, at: number, place: number, suffix: '' | '-by'): Fragment[] {
  if (!kindWords.has(wordAt(lattice, place)) || wordAt(lattice, place + 1) !== 'of') return [];
  return (lattice.tables[skipStopWords(lattice, place + 2)] ?? []).flatMap((link) => kindsOf(lattice, link.table).map((key, rank) =>
    fragment(`group${suffix}`, { from: at, to: link.to }, [{ kind: 'group', key }], merge(linkFeatures(link), { 'dimension:rank': rank }))));
}

function kindsOf({ catalog, semantics }: Lattice, table: IndexedTable): Key[] {
  const lists = catalog.edges(table).flatMap(({ from, to }) => (from === table && semantics.entity(to).kind === 'code list' ? [to] : []));
  const of = (role: Role) => table.columns.filter((column) => semantics.attribute(column).role === role);
  return [...lists, ...of('category'), ...of('name')].slice(0, 2);
}

/** "per planned skipper": where a table has several keys to another, by the one that is named. */
function isOneOfSeveralKeys({ catalog }: Lattice, key: IndexedColumn, table: IndexedTable): boolean {
  return catalog.edges(key.table).filter(({ from, to }) => from === key.table && to === table).length > 1;
}

/** Whether more than one key of the schema refers to a table. */
function isOneOfSeveral({ catalog }: Lattice, table: IndexedTable): boolean {
  return catalog.edges(table).filter(({ to, from }) => to === table && from !== table).length > 1;
}

/** "by category and year" */
function secondUnit(lattice: Lattice, at: number): { readonly to: number; readonly unit: TruncationUnit } | undefined {
  if (!['and', ',', 'per', 'by'].includes(wordAt(lattice, at))) return undefined;
  const place = skipStopWords(lattice, at + 1, keyToKey);
  return unitAt(lattice, place);
}

/** "per country and status": another key of the group. */
function secondKeys(lattice: Lattice, at: number, first: Key): { readonly to: number; readonly key: Key }[] {
  if (!['and', ','].includes(lattice.tokens[at]?.lower ?? '')) return [];
  const place = skipStopWords(lattice, at + 1, keyToKey);
  const keys: { readonly to: number; readonly key: Key }[] = [...(lattice.columns[place] ?? []).slice(0, 3).map(({ to, column }) => ({ to, key: column })), ...(lattice.tables[place] ?? []).slice(0, 2).map(({ to, table }) => ({ to, key: table }))];
  return keys.filter(({ key }) => key !== first);
}
