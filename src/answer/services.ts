import { Failure } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import type { Proof, Refusal } from '../core/proof.ts';
import type { DialectName } from '../core/dialect.ts';
import type { Example, SqlModel } from '../core/model.ts';
import type { Cache, CacheStats, Database, SharedCacheHealth, Telemetry, TelemetryReader, TieredCache, VectorIndex } from '../core/ports.ts';
import type { Principal, Question } from '../core/question.ts';
import type { Memory } from '../memory/memory.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import type { Clock } from '../std/clock.ts';
import { nearest } from '../std/nearest.ts';
import type { Turnstile } from '../std/turnstile.ts';
import type { CachedResult } from './run/cached-result.ts';
import type { CursorCodec } from './run/cursor.ts';
import type { Experiment } from './ask/experiment.ts';
import type { DataVersions } from './run/freshness.ts';
import type { KnowledgeBase } from './target/knowledge.ts';
import type { Source } from './ask/source.ts';
import type { StandingAnswer } from './ask/response-cache.ts';

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
  readonly knowledge: KnowledgeBase;
}

export interface CachedProof {
  readonly outcome: Proof | Refusal;
}

/** Verified questions that are like a given one, the most similar first. */
export interface ExampleFinder {
  similar(question: Question, countMax: number, signal: AbortSignal): Promise<readonly Example[]>;
}

/** Everything the ladder stands on; wired in compose.ts. */
export interface Services {
  readonly targets: ReadonlyMap<string, Target>;
  /** The rungs that may write SQL, in climbing order. */
  readonly sources: readonly Source[];
  /** Opened on the first call. */
  readonly memory: () => Promise<Memory>;
  /** Brings in what other processes of the same state wrote; microseconds where there is nothing. */
  refreshState(): void;
  /** Whether what a principal teaches holds for everyone. */
  mayTeach(principal: Principal): boolean;
  /** Whether SQL that a host or a model wrote counts as verified once it is proven and ran. */
  readonly acceptProven: boolean;
  readonly answers: Cache<StandingAnswer>;
  readonly proofs: Cache<CachedProof>;
  readonly results: TieredCache<CachedResult>;
  /** All levels, for reports. */
  readonly caches: readonly { stats(): CacheStats; clear(): void | Promise<void>; tune?(): void }[];
  /** The tier that replicas share; undefined where there is none. */
  readonly sharedHealth: () => SharedCacheHealth | undefined;
  /** Where the vectors of verified questions are; absent where there are none. */
  readonly vectors?: Pick<VectorIndex, 'health' | 'check'>;
  readonly dataVersions: DataVersions;
  readonly cursors: CursorCodec;
  /** Finds questions that are like a new one, in place of memory. */
  readonly examples?: ExampleFinder;
  /** The configured language model, where there is one. */
  readonly model?: SqlModel;
  readonly experiment: Experiment;
  /** Where questions that memory can't answer wait for their turn to compute. */
  readonly turnstile: Turnstile;
  readonly telemetry: Telemetry;
  readonly reader: TelemetryReader;
  readonly clock: Clock;
  close(): Promise<void>;
}

/** The named database, or the only one; fails with the nearest names. */
export function targetOf(services: Services, name: string | undefined): Target {
  const names = [...services.targets.keys()];
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  if (chosen === undefined) {
    if (names.length === 0) throw new Failure('UNKNOWN_DATABASE', 'no database is configured', { hints: ['Start with --demo, --dsn URL, or a configuration file.'] });
    throw new Failure('BAD_ARGUMENT', 'several databases are configured: say which', { hints: [`database: one of ${names.join(', ')}`] });
  }
  const target = services.targets.get(chosen);
  if (target) return target;
  const near = nearest(chosen, names);
  throw new Failure('UNKNOWN_DATABASE', `there is no database "${chosen}"`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Configured: ${names.slice(0, 20).join(', ')}`] });
}

/** How an answer names its database. */
export function named(target: Target): { readonly database: string; readonly dialect: DialectName } {
  return { database: target.name, dialect: target.dialect.name };
}
