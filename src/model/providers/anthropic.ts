import { createAnthropic } from '@ai-sdk/anthropic';
import { limitedFetch } from '../limited-fetch.ts';
import type { ModelFamily, ProviderSettings } from '../provider.ts';

export function anthropic({ baseUrl, apiKey, headers }: ProviderSettings): ModelFamily {
  const provider = createAnthropic({
    fetch: limitedFetch,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(headers ? { headers: { ...headers } } : {}),
  });
  return { language: (model) => provider.languageModel(model) };
}
