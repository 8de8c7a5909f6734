import type { FairQueue } from '../../std/fair-queue.ts';
import type { ServingServices } from '../run/serve.ts';
import type { Targets } from '../target/target.ts';
import type { ExampleFinder } from './preparation.ts';
import type { KeepingServices, RecollectionServices } from './recollection.ts';
import type { ResponseCacheServices } from './response-cache.ts';
import type { Source } from './source.ts';

/** What the ladder stands on. */
export interface AskServices extends Targets, ServingServices, RecollectionServices, KeepingServices, ResponseCacheServices {
  /** The rungs that may write SQL, in climbing order. */
  readonly sources: readonly Source[];
  /** Finds questions that are like a new one, in place of memory. */
  readonly examples?: ExampleFinder;
  /** Where questions that memory can't answer wait for their turn to compute. */
  readonly turnstile: FairQueue;
}
