import type { Token } from '../../lexer.ts';
import { isName, nameOf } from '../../identifiers.ts';
import { coarse } from '../fold.ts';
import type { Statement } from '../statement.ts';
import type { Block, Call, Relation } from '../structure.ts';
import type { Bound } from './bind.ts';
import type { RestrictedTable } from '../../access/rules.ts';

/** `sum(s.salary)`: a column that is only for aggregates as the whole argument of one. */
export interface ProvenAggregate {
  readonly call: Call;
  readonly block: Block;
  /** The relation whose column it is, and how the block refers to it. */
  readonly relation: Relation;
  readonly alias: string;
  readonly column: string;
  readonly distinct: boolean;
  /** From the name of the function to behind the parenthesis. */
  readonly from: number;
  readonly to: number;
}

const aggregates: ReadonlySet<string> = new Set(['count', 'sum', 'avg', 'std', 'stddev', 'stddev_pop', 'stddev_samp', 'variance', 'var_pop', 'var_samp']);

/** What a relation is to a block, for those of which columns may be seen only through aggregates. */
export type Sealed = ReadonlyMap<Relation, RestrictedTable>;

/** The calls of a statement that are proven; all other mentions of such columns find nothing where the server looks for them. */
export function provenAggregates({ calls }: Statement, bound: readonly Bound[], sealed: Sealed, tokens: readonly Token[]): ProvenAggregate[] {
  const tables = new Map(bound.map(({ relation, table }) => [relation, table]));
  return calls.flatMap((call): ProvenAggregate[] => {
    const { name, at, block, arguments: spans } = call;
    const [span] = spans;
    if (!block || !aggregates.has(name) || spans.length !== 1 || !span) return [];
    const distinct = tokens[span.from]?.kind === 'word' && /^distinct$/i.test(tokens[span.from]?.text ?? '');
    const first = distinct || (/^all$/i.test(tokens[span.from]?.text ?? '') && span.to - span.from > 1) ? span.from + 1 : span.from;
    const names = chainOf(tokens.slice(first, span.to));
    const over = tokens[span.to + 1];
    if (!names || tokens[span.to]?.text !== ')' || (over?.kind === 'word' && /^(over|filter|within)$/i.test(over.text))) return [];
    const column = names.at(-1) ?? '';
    const found = names.length === 1 ? onlyWith(column, block, tables) : named(names, block);
    const entry = found && sealed.get(found.relation);
    const rule = entry && [...entry.rules].find(([masked, kind]) => kind === 'aggregate' && coarse(masked) === coarse(column));
    return found && rule ? [{ call, block, relation: found.relation, alias: found.alias, column: rule[0], distinct, from: at, to: span.to + 1 }] : [];
  });
}

/** `a`, `t.a`, `db.t.a`, in parentheses or in braces with a word, which mean nothing. */
export function chainOf(enclosed: readonly Token[]): string[] | undefined {
  let [from, to] = [0, enclosed.length];
  for (;;) {
    const [first, last] = [enclosed[from]?.text, enclosed[to - 1]?.text];
    if (first === '(' && last === ')') from += 1;
    else if (first === '{' && last === '}') from += 2;
    else break;
    to -= 1;
  }
  // A dot may stand before it: the default database.
  if (enclosed[from]?.text === '.') from += 1;
  const tokens = enclosed.slice(from, Math.max(from, to));
  const isChain = tokens.length > 0 && tokens.length <= 5 && tokens.every((token, index) => (index % 2 === 0 ? isName(token) : token.text === '.')) && tokens.length % 2 === 1;
  return isChain ? tokens.filter(isName).map(nameOf) : undefined;
}

type Owner = { readonly relation: Relation; readonly alias: string } | undefined;

function named(names: readonly string[], block: Block): Owner {
  const owner = names.at(-2) ?? '';
  const fitting = block.sources.filter(({ alias }) => alias !== undefined && coarse(alias) === coarse(owner));
  const [source] = fitting;
  const { relation, alias } = source ?? {};
  if (!relation || alias === undefined || fitting.length > 1) return undefined;
  return names.length === 3 && (relation.alias !== undefined || (relation.schema !== undefined && coarse(relation.schema) !== coarse(names[0] ?? ''))) ? undefined : { relation, alias };
}

/** The one relation of a block that has a column of a name, where all that the block reads is known. */
function onlyWith(column: string, { sources }: Block, tables: ReadonlyMap<Relation, Bound['table']>): Owner {
  const having = sources.filter(({ relation }) => {
    const table = relation && tables.get(relation);
    return !table || table.columns.some(({ name }) => coarse(name) === coarse(column));
  });
  const [source] = having;
  return having.length === 1 && source?.relation && source.alias !== undefined && tables.get(source.relation) ? { relation: source.relation, alias: source.alias } : undefined;
}
