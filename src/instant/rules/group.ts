import { isQuantity } from './columns.ts';
import { cueAt, skipGlue } from '../link/lattice.ts';
import { fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "for each country", "per department", "by status". */
export const group: Rule = (lattice, at) => {
  const each = cueAt(lattice, at, 'each');
  const by = each ? undefined : cueAt(lattice, at, 'by');
  const cue = each ?? by;
  if (!cue) return [];
  const place = skipGlue(lattice, cue.to);
  const suffix = each ? '' : '-by';
  const columns = (lattice.columns[place] ?? []).filter(({ column }) => each || !isQuantity(lattice, column)).flatMap((link) => [
    fragment(`group${suffix}`, { from: at, to: link.to }, [{ kind: 'group', key: link.column }], linkFeatures(link)),
    ...(lattice.tokens[link.to]?.lower === 'and' ? (lattice.columns[skipGlue(lattice, link.to + 1)] ?? []).filter(({ column }) => column !== link.column).slice(0, 3).map((other) => fragment(`group${suffix}`, { from: at, to: other.to }, [{ kind: 'group', key: link.column }, { kind: 'group', key: other.column }], linkFeatures(link))) : []),
  ]);
  const tables = (lattice.tables[place] ?? []).map((link) => fragment(`group-table${suffix}`, { from: at, to: link.to }, [{ kind: 'group', key: link.table }], linkFeatures(link)));
  const weak = each && tables.length > 0 ? (lattice.tables[place] ?? []).map((link) => fragment('each-entity', { from: at, to: link.to }, [{ kind: 'entity', table: link.table }], linkFeatures(link))) : [];
  return [...columns, ...tables, ...weak];
};
