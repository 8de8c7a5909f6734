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
    const bodies = functions.flatMap((fact) => (fact.bodies ?? []).map((sql) => ({ name: fact.name, sql })));
    for (const { name, sql } of [...definitions.filter((definition) => !definition.judgedElsewhere), ...bodies]) {
      if (seen.has(sql)) continue;
      seen.add(sql);
      const inner = await dialect.inspect(sql).catch(() => refuse('it does not parse'));
      if (isRefusal(inner)) return refuse(`${name} can not be run: ${inner.reason}`, ['Ask without it.']);
      waiting.push(inner);
    }
    if (seen.size > definitionsMax) return refuse(`the statement stands on more than ${definitionsMax} views and functions`, ['Ask the tables themselves.']);
  }
  return standsOn;
}
