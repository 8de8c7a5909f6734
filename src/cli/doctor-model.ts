import { Preparation } from '../answer/ask/preparation.ts';
import { sqlRequest } from '../answer/ask/sources/model.ts';
import type { Services } from '../answer/services.ts';
import type { Target } from '../answer/target/target.ts';
import { Steps } from '../answer/run/steps.ts';
import { sendOf } from '../compose-model.ts';
import type { Config } from '../config/load.ts';
import type { ModelConfig } from '../config/schema.ts';
import { toFailure } from '../core/errors.ts';
import { defaultFeatures } from '../core/features.ts';
import { localPrincipal } from '../core/question.ts';
import { fileEngine } from '../database/engines.ts';
import { promptFor } from '../model/prompt.ts';

export interface ModelFindings {
  readonly healthy: boolean;
  readonly lines: readonly string[];
}

const deadlineMs = 30_000;

/** Which providers there are, whether one answers, and word for word what would be sent for a question about each database. */
export async function examineModel(config: Config, services: Services): Promise<ModelFindings> {
  if (!config.model) return { healthy: true, lines: ['model: none; nothing is sent anywhere, and the host writes the SQL that memory and rules leave open'] };
  const lines = ['model', ...config.model.providers.map(providerLine), budgetLine(config.model), ...sendLines(config.model)];
  for (const target of services.targets.values()) lines.push(...(await sampleLines(target, services, config.model).catch((error: unknown) => [`  what would be sent about ${target.name} can't be shown: ${toFailure(error).message}`])));
  const check = await answers(services);
  return { healthy: check.healthy, lines: [...lines, check.line] };
}

function providerLine({ name, kind, baseUrl, apiKey, models }: ModelConfig['providers'][number]): string {
  const roles = Object.entries(models).map(([role, model]) => `${role} ${model}`).join(', ');
  return `  ${name ?? kind} (${kind}) at ${baseUrl ?? 'its public address'}: ${roles}; key ${apiKey === undefined ? 'not given' : 'given'}`;
}

function budgetLine({ budget }: ModelConfig): string {
  const limits = [budget?.tokensPerHour === undefined ? [] : [`${budget.tokensPerHour} tokens`], budget?.usdPerHour === undefined ? [] : [`$${budget.usdPerHour}`]].flat();
  return limits.length > 0 ? `  budget of an hour: ${limits.join(' and ')}` : '  advice: no budget is set; model.budget.tokensPerHour limits what a mistake can cost';
}

function sendLines({ send }: ModelConfig): string[] {
  const switches = Object.entries(sendOf(send)).map(([name, on]) => `model.send.${name} ${on ? 'on' : 'off'}`);
  return [`  sent with a question: names of tables and columns, their types and keys; ${switches.join(', ')}`];
}

/** The messages for a question that the schema itself suggests; nothing is sent for it. */
async function sampleLines(target: Target, services: Services, { send }: ModelConfig): Promise<string[]> {
  const knowledge = await target.knowledge.get();
  const question = { text: `How many ${knowledge.catalog.tables[0]?.displayName ?? 'tables'} are there?`, history: [], database: target.name, principal: localPrincipal };
  const preparation = new Preparation({ question, target, knowledge, features: defaultFeatures, steps: new Steps(services.clock, services.telemetry), signal: undefined, ...(services.examples ? { examples: services.examples } : {}) });
  const [system, user] = promptFor(await sqlRequest({ question, target, preparation, drafts: [], attempts: [] }, { role: 'fast' }, sendOf(send)));
  const text = [system.content, ...user.content.map((part) => part.text)].join('\n');
  return [`  for "${question.text}" on ${target.name} this would be sent:`, ...text.split('\n').map((line) => `    | ${line}`)];
}

async function answers({ model, clock }: Services): Promise<{ healthy: boolean; line: string }> {
  const startedAt = clock.monotonicMs();
  const { title: dialect } = await fileEngine.dialect({});
  const request = { role: 'fast', database: '', question: 'What is one plus one?', history: [], dialect, context: 'There are no tables.', drafts: [], attempts: [], sample: 0 } as const;
  try {
    const reply = await model?.writeSql(request, { timeoutMs: deadlineMs });
    return { healthy: true, line: `  ${reply?.usage.provider}/${reply?.usage.model} answered in ${Math.round(clock.monotonicMs() - startedAt)} ms` };
  } catch (error) {
    return { healthy: false, line: `  failed: ${toFailure(error).message}` };
  }
}
