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
import type { SessionIdentity } from '../../core/session-identity.ts';
import { digest } from '../../std/digest.ts';
import { identified } from './identified.ts';
import { KeptKnowledge, type KeptText } from './kept-knowledge.ts';
import { defaultKnowledgeOptions, type Knowing, KnowledgeBase, type Sampler } from './knowledge.ts';
import { PersonalKnowledge } from './personal-knowledge.ts';
import { sampleValues } from './sampling.ts';

/** One database with all that is needed to ask it. */
export interface Target {
  readonly name: string;
  /** The same for the same database and role in every process, and without secrets: what is remembered goes by it. */
  readonly identity: string;
  /** Equal for callers who see the same rows of it: rows, proofs, plans and answers are kept by it. Empty where all do. */
  readonly audience: string;
  /** The zone in which "today" is meant. */
  readonly timeZone: string;
  readonly database: Database;
  readonly dialect: SqlDialect;
  readonly policy: Policy;
  readonly prover: Prover;
  readonly knowledge: Knowing;
}

export interface TargetOptions extends Pick<Target, 'name' | 'identity' | 'timeZone' | 'database' | 'dialect' | 'policy'> {
  readonly access?: AccessOptions;
  readonly proofs: Cache<CachedProof>;
  readonly clock: Clock;
  /** Where what is found out of the database is kept for the next process; values of its rows among it. */
  readonly kept?: KeptText | undefined;
}

/** A database as all see it who see the same schema. */
export interface SharedTarget extends Target {
  /** The same as one of them sees its rows. */
  as(identity: SessionIdentity): Target;
}

/** Puts a database under its access policy, and what knows and proves beside it. Nothing connects yet. */
export function openTarget({ access: rules, kept: place, ...options }: TargetOptions): SharedTarget {
  const access = rules && new AccessControl(options.database, options.dialect, rules);
  const database = access ? new PolicedDatabase(options.database, access) : options.database;
  const given = { ...options, database, audience: '', ...(access ? { access } : {}) };
  const kept = place && new KeptKnowledge(place, database);
  const knowledge = new KnowledgeBase({ queries: database, sampler: (catalog, values) => shared.sample(catalog, values), clock: options.clock, kept }, defaultKnowledgeOptions);
  const shared = assemble(given, knowledge);
  return { ...shared.target, as: (identity) => personal(given, identity, knowledge) };
}

type Given = Omit<TargetOptions, 'access' | 'kept'> & Pick<Target, 'audience'> & { readonly access?: AccessControl };

function personal(given: Given, identity: SessionIdentity, shared: KnowledgeBase): Target {
  const knowledge = new PersonalKnowledge(shared, (catalog, values) => own.sample(catalog, values));
  const own = assemble({ ...given, database: identified(given.database, identity), audience: audienceOf(identity) }, knowledge);
  return own.target;
}

function audienceOf({ role = '', settings }: SessionIdentity): string {
  return digest(role, ...Object.entries(settings).flat());
}

function assemble({ access, proofs, clock, ...options }: Given, knowledge: Knowing): { readonly target: Target; readonly sample: Sampler } {
  const { database, dialect, policy } = options;
  const prover = new Prover({ name: keyOf(options), database, dialect, policy, schema: knowledge, proofs, clock, ...(access ? { access } : {}) });
  return { target: { ...options, prover, knowledge }, sample: (catalog, values) => sampleValues(catalog, values, { prover, database, dialect, policy }) };
}

/** What is kept of rows, and of what was found out with them, goes by this. */
export function keyOf({ identity, audience }: Pick<Target, 'identity' | 'audience'>): string {
  return audience === '' ? identity : `${identity}.${audience}`;
}

/** The configured databases, by name. */
export interface Targets {
  readonly targets: ReadonlyMap<string, Target>;
  /** Databases that are there but not for this caller, each with the reason. */
  readonly withheld?: ReadonlyMap<string, Failure>;
}

/** The named database, or the only one; fails with the nearest names. */
export function targetOf({ targets, withheld }: Targets, name: string | undefined): Target {
  const names = [...targets.keys(), ...(withheld?.keys() ?? [])];
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  if (chosen === undefined) {
    if (names.length === 0) throw new Failure('UNKNOWN_DATABASE', 'no database is configured', { hints: ['Start with --demo, --dsn URL, or a configuration file.'] });
    throw new Failure('BAD_ARGUMENT', 'several databases are configured: say which', { hints: [`database: one of ${names.join(', ')}`] });
  }
  const target = targets.get(chosen);
  if (target) return target;
  const reason = withheld?.get(chosen);
  if (reason) throw reason;
  const near = nearest(chosen, names);
  throw new Failure('UNKNOWN_DATABASE', `there is no database "${cut(chosen, 60)}"`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Configured: ${names.slice(0, 20).join(', ')}`] });
}

/** How an answer names its database. */
export function named(target: Target): { readonly database: string; readonly dialect: DialectName } {
  return { database: target.name, dialect: target.dialect.name };
}
