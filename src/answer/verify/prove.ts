import type { CatalogIndex } from '../../catalog/index.ts';
import { Failure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import type { CatalogSnapshot } from '../../core/catalog.ts';
import type { Policy } from '../../core/policy.ts';
import { type Binding, type Inspection, isRefusal, type Proof, refuse, type Refusal } from '../../core/proof.ts';
import { sqlCharsMax } from '../../core/question.ts';
import { mistakesIn } from '../../sql/mistakes.ts';
import { withHints } from './with-hints.ts';
import type { Services, Target } from '../services.ts';

/**
 * Shows that a statement only reads, before it runs: the dialect's grammar, the functions in the live catalog, and the
 * database's own binding, in that order. Proofs and refusals are remembered by text, database and schema version.
 * Rejects with a Failure when the statement is broken (syntax, unknown names) or the database can't be asked.
 */
export async function prove(sql: string, target: Target, services: Services, call: CallOptions): Promise<Proof | Refusal> {
  const catalog = await target.knowledge.catalog(call.signal);
  const known = knownProof(sql, target, catalog, services);
  if (known) return known;
  const outcome = await establish(sql, target, catalog.snapshot, call).catch((error: unknown) => {
    throw withHints(error, sql, catalog, target);
  });
  services.proofs.set(keyOf(sql, target, catalog), { outcome });
  return outcome;
}

/** What was established of the same text under the same schema, where it is still held. */
export function knownProof(sql: string, target: Target, catalog: CatalogIndex, services: Services): Proof | Refusal | undefined {
  return services.proofs.get(keyOf(sql, target, catalog))?.outcome;
}

function keyOf(sql: string, target: Target, catalog: CatalogIndex): string {
  return `${target.name}\n${catalog.snapshot.version}\n${sql}`;
}

async function establish(sql: string, target: Target, snapshot: CatalogSnapshot, call: CallOptions): Promise<Proof | Refusal> {
  if (sql.length > sqlCharsMax) throw new Failure('BAD_ARGUMENT', `the SQL is longer than ${sqlCharsMax} characters`);
  if (sql.includes('\0')) return refuse('the SQL holds a NUL character', [], sql.indexOf('\0'));
  const inspection = await target.dialect.inspect(sql);
  if (isRefusal(inspection)) return inspection;
  const judged = await judgeNames(inspection, target, call);
  if (judged) return judged;
  const binding = await target.database.bind(sql, inspection.kind, call);
  if (isRefusal(binding)) return binding;
  const expensive = refusedCost(binding, target.policy);
  if (expensive) return expensive;
  return {
    statement: inspection.kind,
    readOnly: true,
    tables: binding.tables.length > 0 ? binding.tables : inspection.tables,
    ...(binding.columnsRead ? { columnsRead: binding.columnsRead } : {}),
    functions: inspection.functions,
    ...(binding.estimatedRows === undefined ? {} : { estimatedRows: binding.estimatedRows }),
    ...(binding.estimatedCost === undefined ? {} : { estimatedCost: binding.estimatedCost }),
    warnings: [...(binding.warnings ?? []), ...(inspection.kind === 'select' ? mistakesIn(target.dialect.tokens(sql), snapshot) : []), ...costWarnings(sql, binding, target.policy)],
  };
}

function refusedCost({ estimatedRows = 0, estimatedCost = 0 }: Binding, { estimatedRowsMax, estimatedCostMax }: Policy): Refusal | undefined {
  if (estimatedRows > estimatedRowsMax) return refuse(`the database expects ${Math.round(estimatedRows)} rows, more than the ${estimatedRowsMax} that are allowed`, ['Add a filter or a join condition, or aggregate.']);
  if (estimatedCost > estimatedCostMax) return refuse(`the planner expects a cost of ${Math.round(estimatedCost)}, more than the ${estimatedCostMax} that is allowed`, ['Filter on an indexed column, or read fewer tables.']);
  return undefined;
}

function costWarnings(sql: string, { estimatedRows = 0 }: Binding, { estimatedRowsWarn }: Policy): string[] {
  if (estimatedRows <= estimatedRowsWarn || /\b(limit|fetch)\b/i.test(sql) || givesOneRow(sql)) return [];
  return [`about ${Math.round(estimatedRows)} rows are expected: add a LIMIT, filter or aggregate`];
}

/** Some planners estimate what is read: an aggregate over everything gives one row of it. */
function givesOneRow(sql: string): boolean {
  return /^\s*select\s+(count|sum|avg|min|max)\s*\(/i.test(sql) && !/\b(group\s+by|over|union|except|intersect)\b/i.test(sql);
}

const definitionsMax = 200;

/** Looks every name up in the live catalog, and into views, SQL functions and domains, which are judged like the statement itself. */
async function judgeNames(inspection: Inspection, target: Target, call: CallOptions): Promise<Refusal | undefined> {
  const seen = new Set<string>();
  const waiting = [inspection];
  for (let names = waiting.pop(); names; names = waiting.pop()) {
    const { functions, definitions } = await target.database.resolve(names, call);
    const judged = target.dialect.judgeFunctions(functions.filter((fact) => !target.policy.functions.includes(fact.name)));
    if (judged) return judged;
    const inside = [...definitions.filter((definition) => !definition.judgedElsewhere), ...functions.flatMap((fact) => (fact.bodies ?? []).map((sql) => ({ name: fact.name, sql })))];
    for (const { name, sql } of inside) {
      if (seen.has(sql)) continue;
      seen.add(sql);
      const inner = await target.dialect.inspect(sql).catch(() => refuse('it does not parse'));
      if (isRefusal(inner)) return refuse(`${name} can not be run: ${inner.reason}`, ['Ask without it.']);
      waiting.push(inner);
    }
    if (seen.size > definitionsMax) return refuse(`the statement stands on more than ${definitionsMax} views and functions`, ['Ask the tables themselves.']);
  }
  return undefined;
}
