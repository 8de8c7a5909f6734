import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTarget, type SharedTarget, type Target, type Targets } from './answer/target/target.ts';
import { identified } from './answer/target/identified.ts';
import type { AccessOptions } from './answer/verify/access-control.ts';
import type { CachedProof } from './answer/verify/prover.ts';
import { KeptFile } from './cache/kept-file.ts';
import { version } from './cli/version.ts';
import { fileOfState } from './compose-state.ts';
import type { Config } from './config/load.ts';
import type { AccessConfig, DatabaseConfig } from './config/schema.ts';
import { allows, type Caller } from './core/caller.ts';
import { Failure } from './core/errors.ts';
import { defaultPolicy, groupRowsMinDefault, type Policy } from './core/policy.ts';
import type { Cache, Database, Telemetry } from './core/ports.ts';
import type { SessionIdentity } from './core/session-identity.ts';
import { identityOf, openEngine } from './database/engines.ts';
import { defaultPoolOptions } from './database/pool.ts';
import { PooledDatabase } from './database/pooled-database.ts';
import type { Clock } from './std/clock.ts';
import { digest } from './std/digest.ts';
import { measured } from './telemetry/measured-database.ts';

/** Views of callers that are kept; each holds sampled values and, for each role in the database, a schema. */
const viewsMax = 200;

export interface TargetsOptions {
  readonly config: Config;
  readonly proofs: Cache<CachedProof>;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** A configured database: as the operator sees it, and as each role does. */
interface Configured {
  readonly entry: DatabaseConfig;
  readonly own: SharedTarget;
  /** In the order in which the configuration has them. */
  readonly roles: ReadonlyMap<string, SharedTarget>;
  /** The same as one role of the database sees it. */
  readonly open: (shared: SharedTarget, role: string) => SharedTarget;
}

/** The databases, and which view of each a caller gets. */
export class ConfiguredTargets {
  /** As whoever is on this machine sees them. */
  readonly own: ReadonlyMap<string, Target>;
  readonly #databases: ReadonlyMap<string, Configured>;
  /** The longest unused first. */
  readonly #views = new Map<string, SharedTarget | Target>();

  private constructor(databases: ReadonlyMap<string, Configured>) {
    this.#databases = databases;
    this.own = new Map([...databases].map(([name, { own }]) => [name, own]));
  }

  static async open(options: TargetsOptions): Promise<ConfiguredTargets> {
    const opened = Object.entries(options.config.databases).map(async ([name, entry]) => [name, await configure(name, entry, options)] as const);
    return new ConfiguredTargets(new Map(await Promise.all(opened)));
  }

  /** What a caller may read, and what it may not, with the reason; databases outside of its scopes are not there. */
  for(caller: Caller): Required<Targets> {
    const targets = new Map<string, Target>();
    const withheld = new Map<string, Failure>();
    for (const [name, configured] of this.#databases) {
      if (!allows(caller, { scope: 'read', database: name })) continue;
      const target = this.#viewOf(name, configured, caller);
      if (target instanceof Failure) withheld.set(name, target);
      else targets.set(name, target);
    }
    return { targets, withheld };
  }

  databases(): readonly Database[] {
    return [...this.#databases.values()].flatMap(({ own, roles }) => [own, ...roles.values()].map(({ database }) => database));
  }

  #viewOf(name: string, configured: Configured, caller: Caller): Target | Failure {
    const { entry, own, roles } = configured;
    if (caller.isLocal) return own;
    const role = [...roles.keys()].find((known) => caller.roles.includes(known));
    const shared = role === undefined ? (entry.roles && !entry.access ? undefined : own) : roles.get(role);
    if (!shared) return withoutRole(name);
    if (!entry.identity) return shared;
    const identity = identityFor(name, entry.identity, caller);
    return identity instanceof Failure ? identity : this.#personal(configured, shared, identity);
  }

  #personal({ open }: Configured, shared: SharedTarget, { role, settings }: SessionIdentity): Target {
    const key = JSON.stringify([shared.name, shared.identity, role]);
    const asRole = role === undefined ? shared : this.#view(key, () => open(shared, role));
    // Without settings every caller in that role sees the same; `as` marks its rows as those of the role.
    return this.#view(JSON.stringify([key, settings]), () => asRole.as({ settings, ...(role === undefined ? {} : { role }) }));
  }

  #view<T extends SharedTarget | Target>(key: string, make: () => T): T {
    // What lies under a key was made by the same function.
    const view = (this.#views.get(key) as T | undefined) ?? make();
    this.#views.delete(key);
    this.#views.set(key, view);
    const [oldest] = this.#views.keys();
    if (this.#views.size > viewsMax && oldest !== undefined) this.#views.delete(oldest);
    return view;
  }
}

async function configure(name: string, entry: DatabaseConfig, options: TargetsOptions): Promise<Configured> {
  const { config, telemetry, proofs, clock } = options;
  const onAcquired = (ms: number) => telemetry.record(`pool.${name}`, ms);
  const isShared = config.http?.oauth !== undefined || (config.http?.tokens ?? []).length > 1;
  const timeZone = entry.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const policy = policyOf(entry);
  const connect = async (access: AccessOptions | undefined) => {
    const { engine, dialect, pool, holdsPolicy } = await openEngine(entry, config.baseFolder, access);
    if (entry.identity && !engine.takesIdentity) {
      const hints = ['Leave it out; databases.NAME.roles gives callers different views.'];
      throw new Failure('BAD_CONFIG', `databases.${name}.identity is given, and callers can't be told to ${dialect.title}`, { hints });
    }
    const database = measured(new PooledDatabase(name, engine, { ...defaultPoolOptions, ...pool, ...entry.pool, isShared, onAcquired }), telemetry);
    return { dialect, holdsPolicy, database };
  };
  const connected = await connect(accessOf(entry.access, entry, config));
  const open = async (access: AccessConfig | undefined) => {
    const rules = accessOf(access, entry, config);
    // Where the process that opens the database holds the policy, each policy needs one of its own.
    const { database, dialect } = connected.holdsPolicy && access !== entry.access ? await connect(rules) : connected;
    const identity = identityOf({ ...entry, access }, config.baseFolder);
    const given = { name, identity, timeZone, dialect, policy, proofs, clock, ...(rules ? { access: rules } : {}) };
    // Under a policy values may be masked with a salt that the next process does not have.
    const kept = rules || !database.dataVersionNow ? undefined : keptFile(config, digest(identity, JSON.stringify(policy)));
    return { target: openTarget({ ...given, database, kept }), as: (role: string) => openTarget({ ...given, database: identified(database, { role, settings: {} }) }) };
  };
  const own = await open(entry.access);
  const roles = new Map(await Promise.all(Object.entries(entry.roles ?? {}).map(async ([role, access]) => [role, await open(access)] as const)));
  const openers = new Map([own, ...roles.values()].map(({ target, as }) => [target, as]));
  return { entry, own: own.target, roles: new Map([...roles].map(([role, { target }]) => [role, target])), open: (shared, role) => openers.get(shared)?.(role) ?? shared };
}

/** Beside the state, by the name of what it tells of; absent where nothing is kept on this machine, and where the code has no mark, as sources have none. */
function keptFile(config: Config, name: string): KeptFile | undefined {
  const state = fileOfState(config);
  const code = codeMark();
  return state === undefined || code === undefined ? undefined : new KeptFile({ path: join(dirname(state), 'known', `${name}.json`), code });
}

/** Another build or version has another mark. */
function codeMark(): string | undefined {
  const stat = statSync(fileURLToPath(new URL('./main.js', import.meta.url)), { throwIfNoEntry: false });
  return stat && `${version()} ${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}

/** As whom the database sees a caller; a Failure where its credentials do not say. */
function identityFor(name: string, { role, settings = {} }: NonNullable<DatabaseConfig['identity']>, caller: Caller): SessionIdentity | Failure {
  const wanted = [...Object.entries(settings), ...(role === undefined ? [] : [['role', role] as const])];
  const values = new Map(wanted.map(([key, source]) => [key, valueOf(source, caller)]));
  const missing = wanted.find(([key]) => values.get(key) === undefined);
  if (missing) return withoutClaim(name, missing[1]);
  const own = role === undefined ? undefined : values.get('role');
  return { ...(own === undefined ? {} : { role: own }), settings: Object.fromEntries(Object.keys(settings).map((key) => [key, values.get(key) ?? ''])) };
}

function withoutRole(name: string): Failure {
  const hints = [`Have the operator give one of databases.${name}.roles, or set databases.${name}.access for all others.`];
  return new Failure('PERMISSION_DENIED', `${name} is read by role, and this caller has none of its roles`, { hints });
}

function withoutClaim(name: string, source: string): Failure {
  const hints = [`Have the authorization server put it into access tokens, or change databases.${name}.identity.`];
  return new Failure('PERMISSION_DENIED', `${name} is read as the caller, and this caller's credentials have no ${source}`, { hints });
}

function valueOf(source: string, { principal, claims }: Caller): string | undefined {
  const value = source === 'principal' ? principal : claims[source.slice('claims.'.length)];
  // No text of SQL can hold it.
  return value?.includes('\0') ? undefined : value;
}

/** The access policy of a database, where it has one. Replicas with one cursor secret hash alike. */
function accessOf(access: AccessConfig | undefined, { functions = [] }: DatabaseConfig, config: Config): AccessOptions | undefined {
  if (!access) return undefined;
  const { allow = [], deny = [], columns = {}, rows = {}, groupRowsMin = groupRowsMinDefault } = access;
  const salt = createHash('sha256').update(`mask ${config.cursorSecret ?? randomBytes(32).toString('hex')}`).digest('hex');
  return { policy: { allow, deny, columns, rows, groupRowsMin }, salt, functions };
}

function policyOf(entry: DatabaseConfig): Policy {
  const names = Object.keys(defaultPolicy) as (keyof Policy)[];
  const given = names.flatMap((name) => (entry[name] === undefined ? [] : [[name, entry[name]] as const]));
  return { ...defaultPolicy, ...Object.fromEntries(given) };
}

/** The identity of each view by the name of its database: what the operator wrote down of a database holds for all its roles. */
export function identitiesOf({ databases, baseFolder }: Config): readonly (readonly [name: string, identity: string])[] {
  return Object.entries(databases).flatMap(([name, entry]) => [entry.access, ...Object.values(entry.roles ?? {})].map((access) => [name, identityOf({ ...entry, access }, baseFolder)] as const));
}
