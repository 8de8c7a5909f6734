import type { ModelFamily, ProviderSettings } from '../provider.ts';

/** Loads the package of a provider; none is loaded before the first question that needs it. */
export async function openProvider(settings: ProviderSettings): Promise<ModelFamily> {
  switch (settings.kind) {
    case 'openai-compatible':
      return (await import('./openai-compatible.ts')).openaiCompatible(settings);
    case 'anthropic':
      return (await import('./anthropic.ts')).anthropic(settings);
    case 'google':
      return (await import('./google.ts')).google(settings);
  }
}
