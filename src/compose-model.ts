import { Experiment } from './answer/ask/experiment.ts';
import type { Route } from './answer/ask/routing.ts';
import type { Source } from './answer/ask/source.ts';
import { cacheLevels } from './cache/levels.ts';
import { MemoryCache } from './cache/memory-cache.ts';
import type { Config } from './config/load.ts';
import type { ModelConfig } from './config/schema.ts';
import { featuresWith } from './core/features.ts';
import type { SqlModel, SqlReply } from './core/model.ts';
import type { Cache, Telemetry } from './core/ports.ts';
import type { ModelSettings, ProviderSettings } from './model/provider.ts';
import type { Clock } from './std/clock.ts';

export interface ComposedModel {
  readonly model: SqlModel;
  readonly source: Source;
  readonly caches: readonly Pick<Cache<object>, 'stats' | 'clear'>[];
}

/** The model rung over the configured providers, or over the given model; nothing is loaded where there is neither. */
export async function composeModel(config: Config, given: SqlModel | undefined, clock: Clock, telemetry: Telemetry): Promise<ComposedModel | undefined> {
  const model = given ?? (config.model && (await configuredModel(config.model, clock, telemetry)));
  if (!model) return undefined;
  const [{ modelSource }, { KeptReplies }, { Router }] = await Promise.all([import('./answer/ask/sources/model.ts'), import('./answer/ask/kept-replies.ts'), import('./answer/ask/routing.ts')]);
  const replies = new MemoryCache<SqlReply>('replies', cacheLevels.replies);
  const routes = new MemoryCache<Route>('routes', cacheLevels.routes);
  const { repairs = 2, samples = 1, deadlineMs = 45_000, send } = config.model ?? {};
  const source = modelSource({ model, kept: new KeptReplies(model, replies), router: new Router(routes), repairs, samples, deadlineMs, send: sendOf(send) });
  return { model, source, caches: [routes, replies] };
}

async function configuredModel(config: ModelConfig, clock: Clock, telemetry: Telemetry): Promise<SqlModel> {
  const { ConfiguredModel } = await import('./model/sql-model.ts');
  return new ConfiguredModel(modelSettings(config), clock, telemetry);
}

/** The settings with every default filled in. */
function modelSettings(config: ModelConfig): ModelSettings {
  return {
    budget: { ...config.budget },
    providers: config.providers.map((provider): ProviderSettings => ({
      ...provider,
      name: provider.name ?? provider.kind,
      timeoutMs: provider.timeoutMs ?? 20_000,
      retries: provider.retries ?? 2,
      concurrency: provider.concurrency ?? 8,
      waitingMax: provider.waitingMax ?? 100,
      outputTokensMax: provider.outputTokensMax ?? 2_000,
      structured: provider.structured ?? true,
    })),
  };
}

export function sendOf(send: ModelConfig['send']): { readonly values: boolean; readonly comments: boolean; readonly history: boolean; readonly examples: boolean } {
  return { values: send?.values ?? true, comments: send?.comments ?? true, history: send?.history ?? true, examples: send?.examples ?? true };
}

/** Arm A is the configuration as it stands; arm B differs in the features that the experiment names. */
export function composeExperiment(config: Config, clock: Clock): Experiment {
  const features = featuresWith(config.features ?? {});
  const { experiment } = config;
  return new Experiment({ features, ...(experiment ? { b: { features: featuresWith(experiment.features, features), share: experiment.share } } : {}) }, clock);
}
