import { join, resolve } from 'node:path';
import { exampleFinder } from './answer/ask/examples.ts';
import type { CachedResponse } from './answer/ask/response-cache.ts';
import { instantSource } from './answer/ask/sources/instant.ts';
import { rememberedSource } from './answer/ask/sources/remembered.ts';
import { cachedResultCodec, type CachedResult } from './answer/run/cached-result.ts';
import { CursorCodec, cursorSubjectCodec } from './answer/run/cursor.ts';
import { DataVersions } from './answer/run/freshness.ts';
import { type Services, servicesFor } from './answer/services.ts';
import { type CachedProof, proofBytes } from './answer/verify/prover.ts';
import { cacheLevels } from './cache/levels.ts';
import { MemoryCache } from './cache/memory-cache.ts';
import { composeExperiment, composeModel } from './compose-model.ts';
import { composeState } from './compose-state.ts';
import { ConfiguredTargets, identitiesOf } from './compose-targets.ts';
import { clockOf } from './config/clock.ts';
import { stateFolder } from './config/folders.ts';
import type { Config } from './config/load.ts';
import { secretOf } from './config/secret.ts';
import type { Exports } from './core/exports.ts';
import type { SqlModel } from './core/model.ts';
import type { CacheLevel, Database } from './core/ports.ts';
import { ExportFolder } from './exports/export-folder.ts';
import type { RememberedPlan } from './memory/lookup.ts';
import { dataBytes } from './std/bytes.ts';
import { FairQueue } from './std/fair-queue.ts';
import { startTelemetry } from './telemetry/start.ts';

/** Questions that may wait for the processor; at a few milliseconds each that is some seconds. */
const computingMax = 1_000;

export interface ComposeOptions {
  /** Whether somebody stands behind the instant rung who can take over. */
  readonly careful: boolean;
  /** In place of the configured providers. */
  readonly model?: SqlModel;
  /** The address that links to exports lead to; absent: whoever asks is on this machine. */
  readonly exportOrigin?: () => string;
  /** Whether the instant rung runs its best few queries before it trusts one (default true). */
  readonly look?: boolean;
}

/** Wires everything. Nothing connects yet: databases may be down, and are asked when a question comes. */
export async function compose(config: Config, options: ComposeOptions): Promise<Services> {
  const clock = clockOf(process.env);
  const secret = secretOf(config);
  const plans = new MemoryCache<RememberedPlan>('plans', cacheLevels.plans);
  const answers = new MemoryCache<CachedResponse>('answers', cacheLevels.answers, ({ answer }) => dataBytes(answer));
  const proofs = new MemoryCache<CachedProof>('proofs', cacheLevels.proofs, proofBytes);
  const caches: CacheLevel[] = [answers, plans, proofs];
  const databases: Database[] = [];
  const running = await startTelemetry({
    ...config.telemetry,
    clock,
    folder: config.baseFolder,
    audit: config.audit ? { ...config.audit, folder: resolve(config.baseFolder, config.audit.folder) } : undefined,
    probes: { pools: () => databases.map((database) => ({ database: database.name, health: database.health() })), caches: () => caches.map((cache) => cache.stats()) },
  });
  const { telemetry, reader } = running;
  const opened = await ConfiguredTargets.open({ config, proofs, clock, telemetry });
  databases.push(...opened.databases());
  const onCommand = (server: 'redis' | 'pgvector', ms: number, failed: boolean) => telemetry.record(server, ms, failed ? 'UNAVAILABLE' : undefined);
  const state = await composeState({ config, databases: identitiesOf(config), plans, caches: () => caches, clock, onCommand });
  const results = state.tiered('results', cachedResultCodec, (cached: CachedResult) => cached.bytes);
  caches.push(results);
  const model = await composeModel(config, options.model, clock, telemetry);
  caches.push(...(model?.caches ?? []));
  const embedder = model?.model.embedder?.();
  const services: Services = {
    targets: opened.own,
    audience: '',
    sources: [rememberedSource, instantSource({ careful: config.careful ?? options.careful, beforeModel: model !== undefined, look: options.look ?? true }), ...(model ? [model.source] : [])],
    ...(model ? { model: model.model } : {}),
    exports: composeExports(config, secret, options.exportOrigin),
    experiment: composeExperiment(config, clock),
    memory: state.memory,
    refreshState: () => state.refresh(),
    mayTeach: () => true,
    mayOperate: () => true,
    as: (caller) => servicesFor(caller, opened.for(caller), services),
    acceptProven: config.memory?.accept === 'proven',
    examples: exampleFinder({ memory: state.memory, clock, telemetry, ...(embedder ? { meaning: { embedder, index: state.vectors, clock } } : {}) }),
    sharedHealth: state.sharedHealth,
    ...(embedder || config.state?.pgvector !== undefined ? { vectors: state.vectors } : {}),
    turnstile: new FairQueue(computingMax),
    answers,
    results,
    caches,
    dataVersions: new DataVersions(clock),
    cursors: new CursorCodec({ secret, ...(isAloneOrShares(config) ? { kept: state.tiered('cursors', cursorSubjectCodec, dataBytes) } : {}) }),
    telemetry,
    reader,
    clock,
    close: async () => {
      await Promise.allSettled([...databases.map((database) => database.close()), running.close(), state.close()]);
    },
  };
  return services;
}

/** Replicas with one secret and no state in common can keep nothing for one another. */
function isAloneOrShares({ cursorSecret, state }: Config): boolean {
  return cursorSecret === undefined || state?.redis !== undefined;
}

const exportBytesMax = 100_000_000;
const keepMinutes = { link: 60, file: 24 * 60 };

function composeExports({ exports: given, baseFolder }: Config, secret: Buffer, origin: (() => string) | undefined): Exports {
  const folder = given?.folder === undefined ? join(stateFolder(process.env, process.platform), 'exports') : resolve(baseFolder, given.folder);
  const keepMs = (given?.keepMinutes ?? (origin ? keepMinutes.link : keepMinutes.file)) * 60_000;
  return new ExportFolder({ folder, bytesMax: given?.bytesMax ?? exportBytesMax, keepMs, secret, ...(origin ? { origin } : {}) });
}
