import { Failure } from '../core/errors.ts';
import type { CallOptions } from '../core/ports.ts';
import { type Inspection, isRefusal, type Proof, refuse, type Refusal } from '../core/proof.ts';
import { sqlCharsMax } from '../core/question.ts';
import { nearestNames } from './nearest-names.ts';
import type { Services, Target } from './services.ts';

/**
 * Shows that a statement only reads, before it runs: the dialect's grammar, the functions in the live catalog, and the
 * database's own binding, in that order. Proofs and refusals are remembered by text, database and schema version.
 * Rejects with a Failure when the statement is broken (syntax, unknown names) or the database can't be asked.
 */
export async function prove(sql: string, target: Target, services: Services, call: CallOptions): Promise<Proof | Refusal> {
  const catalog = await target.knowledge.catalog(call.signal);
  const key = `${target.name}\n${catalog.snapshot.version}\n${sql}`;
  const known = services.proofs.get(key);
  if (known) return known.outcome;
  const outcome = await establish(sql, target, call).catch((error: unknown) => {
    throw nearestNames(error, sql, catalog, target);
  });
  services.proofs.set(key, { outcome });
  return outcome;
}

async function establish(sql: string, target: Target, call: CallOptions): Promise<Proof | Refusal> {
  if (sql.length > sqlCharsMax) throw new Failure('BAD_ARGUMENT', `the SQL is longer than ${sqlCharsMax} characters`);
  if (sql.includes('\0')) return refuse('the SQL holds a NUL character', [], sql.indexOf('\0'));
  const inspection = await target.dialect.inspect(sql);
  if (isRefusal(inspection)) return inspection;
  const judged = await judgeNames(inspection, target, call);
  if (judged) return judged;
  const binding = await target.database.bind(sql, inspection.kind, call);
  if (isRefusal(binding)) return binding;
  return {
    statement: inspection.kind,
    readOnly: true,
    tables: binding.tables.length > 0 ? binding.tables : inspection.tables,
    ...(binding.columnsRead ? { columnsRead: binding.columnsRead } : {}),
    functions: inspection.functions,
    ...(binding.estimatedRows === undefined ? {} : { estimatedRows: binding.estimatedRows }),
    ...(binding.estimatedCost === undefined ? {} : { estimatedCost: binding.estimatedCost }),
    warnings: [...(inspection.warnings ?? []), ...(binding.warnings ?? [])],
  };
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
    const inside = [...definitions, ...functions.flatMap((fact) => (fact.bodies ?? []).map((sql) => ({ name: fact.name, sql })))];
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
