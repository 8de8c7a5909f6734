import type { CacheStats } from '../../../core/ports.ts';
import type { Principal } from '../../../core/question.ts';
import { isDown } from '../../../core/probes.ts';
import type { ReportServices } from '../report-services.ts';
import { ms, percent } from './figures.ts';
import { indexAdvice } from './index-advice.ts';
import { modelAdvice } from './model-advice.ts';

type AdviceServices = Pick<ReportServices, 'targets' | 'reader' | 'caches' | 'audience'>;

/** A kind of finding; gives sentences with reasons and figures, none where all is well. */
type Adviser = (services: AdviceServices, principal: Principal) => Promise<readonly string[]> | readonly string[];

/** In the order of what helps most. */
const advisers: readonly Adviser[] = [unreachable, waitingForConnections, indexAdvice, hotQuestions, modelAdvice, smallCaches, abstentions];

const adviceMax = 12;

/** What an operator could do, and why. Nothing of it is done by itself. */
export async function adviceFor(principal: Principal, services: AdviceServices): Promise<readonly string[]> {
  const found: string[] = [];
  for (const adviser of advisers) found.push(...(await adviser(services, principal)));
  return found.length > 0 ? found.slice(0, adviceMax) : ['Nothing to advise: the figures show no bottleneck.'];
}

function unreachable({ targets }: AdviceServices): string[] {
  return [...targets.values()].flatMap(({ name, database }) => {
    const health = database.health();
    return isDown(health) ? [`${name} cannot be reached (${health.lastError ?? 'no reason known'}): ${health.connectFailures} attempts failed. \`nl2sql-mcp doctor\` says more.`] : [];
  });
}

function waitingForConnections({ targets, reader }: AdviceServices): string[] {
  const { operations } = reader.summary('24h');
  return [...targets.values()].flatMap(({ name, database }) => {
    const wait = operations.find((entry) => entry.operation === `pool.${name}`);
    const { max } = database.health();
    if (!wait || wait.count < 20 || wait.p95Ms < 20) return [];
    return [`The pool of ${name} is too small: of ${wait.count} calls, 5 % waited ${ms(wait.p95Ms)} ms or longer for one of ${max} connections. Raise databases.${name}.pool.max.`];
  });
}

function hotQuestions({ reader, audience }: AdviceServices, principal: Principal): string[] {
  const asked = reader.frequent().filter((entry) => entry.audience === audience);
  const hot = asked.filter((entry) => entry.question !== '' && !entry.verified && entry.count >= 5 && (entry.principal === undefined || entry.principal === principal));
  return hot.slice(0, 3).map((entry) => `"${entry.question}" was asked ${entry.count} times and is not verified: check its SQL and accept it (teach), so that it answers everybody at once.`);
}

function smallCaches({ caches }: AdviceServices): string[] {
  return caches.map((cache) => cache.stats()).filter(isSmall).map((level) => `The cache "${level.name}" is too small: ${level.evictions} entries had to go before their time, and it holds ${level.entries} of ${level.entriesMax}; hit rate ${percent(level.hits, level.hits + level.misses)} %.`);
}

function isSmall(level: CacheStats): boolean {
  return level.evictions > 0 && level.evictions > level.hits * 0.05 && level.entries >= level.entriesMax * 0.9;
}

function abstentions({ reader }: AdviceServices): string[] {
  const { counters } = reader.summary('24h');
  const asked = ['remembered', 'instant', 'model', 'none'].reduce((sum, rung) => sum + (counters[`rung.${rung}`] ?? 0), 0);
  const none = counters['rung.none'] ?? 0;
  if (asked < 20 || none / asked < 0.3) return [];
  return [`${percent(none, asked)} % of ${asked} questions were left to the host: comments on tables and columns, and terms taught (teach), let more of them be answered at once.`];
}
