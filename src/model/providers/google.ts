import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { limitedFetch } from '../limited-fetch.ts';
import type { ModelFamily, ProviderSettings } from '../provider.ts';

export function google({ baseUrl, apiKey, headers }: ProviderSettings): ModelFamily {
  const provider = createGoogleGenerativeAI({
    fetch: limitedFetch,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(headers ? { headers: { ...headers } } : {}),
  });
  return { language: (model) => provider.languageModel(model), embedding: (model) => provider.embeddingModel(model) };
}
