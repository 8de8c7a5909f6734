import type { DialectName } from '../../core/dialect.ts';
import { Failure } from '../../core/errors.ts';
import type { Policy } from '../../core/policy.ts';
import type { Cache, Database } from '../../core/ports.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import type { Clock } from '../../std/clock.ts';
import { cut } from '../../std/cut.ts';
import { nearest } from '../../std/nearest.ts';
import { AccessControl, type AccessOptions } from '../verify/access-control.ts';
import { PolicedDatabase } from '../verify/policed-database.ts';
import { type CachedProof, Prover } from '../verify/prover.ts';
import { defaultKnowledgeOptions, KnowledgeBase } from './knowledge.ts';
import { sampleValues } from './sampling.ts';

/** One database with all that is needed to ask it. */
export interface Target {
  readonly name: string;
  /** The same for the same database and role in every process, and without secrets: what is remembered goes by it. */
  readonly identity: string;
  /** The zone in which "today" is meant. */
  readonly timeZone: string;
  readonly database: Database;
  readonly dialect: SqlDialect;
  readonly policy: Policy;
  readonly prover: Prover;
  readonly knowledge: KnowledgeBase;
}

export interface TargetOptions extends Pick<Target, 'name' | 'identity' | 'timeZone' | 'database' | 'dialect' | 'policy'> {
  readonly access?: AccessOptions;
  readonly proofs: Cache<CachedProof>;
  readonly clock: Clock;
}

/** Puts a database under its access policy, and what knows and proves beside it. Nothing connects yet. */
export function openTarget({ access: rules, proofs, clock, ...options }: TargetOptions): Target {
  const { name, dialect, policy } = options;
  const access = rules && new AccessControl(options.database, dialect, rules);
  const database = access ? new PolicedDatabase(options.database, access) : options.database;
  const knowledge: KnowledgeBase = new KnowledgeBase(database, (catalog, values) => sampleValues(catalog, values, { prover, database, dialect, policy }), clock, defaultKnowledgeOptions);
  const prover = new Prover({ name, database, dialect, policy, schema: knowledge, proofs, clock, ...(access ? { access } : {}) });
  return { ...options, database, prover, knowledge };
}

/** The configured databases, by name. */
export interface Targets {
  readonly targets: ReadonlyMap<string, Target>;
}

/** The named database, or the only one; fails with the nearest names. */
export function targetOf({ targets }: Targets, name: string | undefined): Target {
  const names = [...targets.keys()];
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  if (chosen === undefined) {
    if (names.length === 0) throw new Failure('UNKNOWN_DATABASE', 'no database is configured', { hints: ['Start with --demo, --dsn URL, or a configuration file.'] });
    throw new Failure('BAD_ARGUMENT', 'several databases are configured: say which', { hints: [`database: one of ${names.join(', ')}`] });
  }
  const target = targets.get(chosen);
  if (target) return target;
  const near = nearest(chosen, names);
  throw new Failure('UNKNOWN_DATABASE', `there is no database "${cut(chosen, 60)}"`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Configured: ${names.slice(0, 20).join(', ')}`] });
}

/** How an answer names its database. */
export function named(target: Target): { readonly database: string; readonly dialect: DialectName } {
  return { database: target.name, dialect: target.dialect.name };
}
