import { createHash } from 'node:crypto';
import { semanticsOf } from '../../semantics/infer.ts';
import { type LearnOptions, learnRequests } from '../../semantics/learn/request.ts';
import type { Target } from '../target/target.ts';

export interface LearnRequest {
  /** Equal for equal texts: a reply can be kept by it. */
  readonly mark: string;
  readonly text: string;
}

/** What a language model is to be asked about one database, part by part; only what the policy shows is in it. */
export async function requestsFor(target: Target, options: LearnOptions, signal?: AbortSignal): Promise<LearnRequest[]> {
  const { catalog, values } = await target.knowledge.get(signal);
  const texts = learnRequests({ catalog, values, semantics: semanticsOf(catalog, values), dialect: target.dialect }, options);
  return texts.map((text) => ({ mark: createHash('sha256').update(text).digest('hex').slice(0, 12), text }));
}
