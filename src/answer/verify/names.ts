import type { CallOptions, CatalogQueries } from '../../core/ports.ts';
import { type Inspection, isRefusal, refuse, type Refusal } from '../../core/proof.ts';
import type { SqlDialect } from '../../sql/dialect.ts';

const definitionsMax = 200;

export interface NameJudge {
  readonly catalog: Pick<CatalogQueries, 'resolve'>;
  readonly dialect: SqlDialect;
  /** Functions of users that the operator vouches for. */
  readonly vouched: readonly string[];
}

/** Code that runs with a statement. */
interface Inside {
  readonly name: string;
  readonly sql: string;
  readonly types: readonly string[];
  readonly isBody: boolean;
}

/** Code holds values that it does not name the types of; and in the body of a function what looks like a column of a table may be one of a parameter. */
function withSurroundings(inner: Inspection, { types, isBody }: Inside): Inspection {
  const { attributes = [], columns = [] } = inner;
  const dotted = isBody ? { attributes: [...attributes, ...columns.map(({ name }) => name)], columns: [] } : {};
  return { ...inner, ...(types.length > 0 ? { types: [...(inner.types ?? []), ...types] } : {}), ...dotted };
}

/** Looks every name up in the live catalog, and into views, SQL functions and domains, which are judged like the statement itself; gives what the facts stand on. */
export async function judgeNames(inspection: Inspection, { catalog, dialect, vouched }: NameJudge, call: CallOptions): Promise<Refusal | readonly string[]> {
  const seen = new Set<string>();
  const standsOn: string[] = [];
  const waiting = [inspection];
  for (let names = waiting.pop(); names; names = waiting.pop()) {
    const { functions, definitions, refusal, standsOn: condition } = await catalog.resolve(names, call);
    if (refusal) return refusal;
    if (condition !== undefined) standsOn.push(condition);
    const judged = dialect.judgeFunctions(functions.filter((fact) => !vouched.includes(fact.name)));
    if (judged) return judged;
    const bodies = functions.flatMap(({ name, bodies: texts = [], types = [] }) => texts.map((sql): Inside => ({ name, sql, types, isBody: true })));
    const inside = [...definitions.filter((definition) => !definition.judgedElsewhere).map(({ name, sql, types = [] }): Inside => ({ name, sql, types, isBody: false })), ...bodies];
    for (const one of inside) {
      const key = `${one.sql}\n${one.types.join(' ')}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const inner = await dialect.inspect(one.sql, vouched).catch(() => refuse('it does not parse'));
      if (isRefusal(inner)) return refuse(`${one.name} can not be run: ${inner.reason}`, ['Ask without it.']);
      waiting.push(withSurroundings(inner, one));
    }
    if (seen.size > definitionsMax) return refuse(`the statement stands on more than ${definitionsMax} views and functions`, ['Ask the tables themselves.']);
  }
  return standsOn;
}
