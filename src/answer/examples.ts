import type { ExampleFinder } from './services.ts';
import type { Recollection } from './source.ts';

/** Similar verified questions from memory, as examples for whoever writes the SQL. */
export function rememberedExamples({ memory, scope, glossary }: Recollection): ExampleFinder {
  return { similar: (question, countMax) => Promise.resolve(memory.remembered.similar(question, scope, glossary, countMax)) };
}
