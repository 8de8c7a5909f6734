import type { Services } from '../answer/services.ts';

/** Where the vectors of verified questions are, and what keeps them from where they should be. */
export async function examineVectors({ vectors, model }: Services): Promise<string[]> {
  if (!vectors) return [];
  await vectors.check();
  const { keptIn, problem } = vectors.health();
  const lines = [`vectors of verified questions: kept in ${keptIn}`];
  if (problem !== undefined) lines.push(`  advice: state.pgvector is not used: ${problem}`);
  if (!model?.embedder?.()) lines.push('  advice: there are none, since no provider has an embedding model: set model.providers[].models.embedding');
  return lines;
}
