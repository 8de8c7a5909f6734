import type { Store } from '../core/ports.ts';
import { Glossaries } from './glossaries.ts';
import { RememberedQuestions, type RememberedOptions } from './remembered.ts';

/** All that is remembered between calls and runs. */
export interface Memory {
  readonly store: Store;
  readonly remembered: RememberedQuestions;
  readonly glossaries: Glossaries;
}

export async function openMemory(options: RememberedOptions): Promise<Memory> {
  const glossaries = new Glossaries(options.store);
  const [remembered] = await Promise.all([RememberedQuestions.open(options), glossaries.load().catch(() => undefined)]);
  return { store: options.store, remembered, glossaries };
}
