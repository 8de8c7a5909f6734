import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { limitedFetch } from '../limited-fetch.ts';
import type { ModelFamily, ProviderSettings } from '../provider.ts';

/** OpenAI and what speaks its protocol: Azure, OpenRouter, Ollama, vLLM, LM Studio, llama.cpp. */
export function openaiCompatible(settings: ProviderSettings): ModelFamily {
  const { name, baseUrl, apiKey, headers, query } = settings;
  const provider = createOpenAICompatible({
    name,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    fetch: limitedFetch,
    supportsStructuredOutputs: true,
    // Asks for the tokens of a reply that comes as a stream.
    includeUsage: true,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(headers ? { headers: { ...headers } } : {}),
    ...(query ? { queryParams: { ...query } } : {}),
  });
  return { language: (model) => provider.chatModel(model), embedding: (model) => provider.embeddingModel(model) };
}
