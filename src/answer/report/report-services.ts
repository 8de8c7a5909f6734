import type { CacheLevel, SharedCacheHealth, TelemetryReader, VectorIndex } from '../../core/ports.ts';
import type { Experiment } from '../ask/experiment.ts';
import type { RecollectionServices } from '../ask/recollection.ts';
import type { CursorCodec } from '../run/cursor.ts';
import type { Targets } from '../target/target.ts';

/** What the reports are made of. */
export interface ReportServices extends Targets, RecollectionServices {
  /** All levels. */
  readonly caches: readonly CacheLevel[];
  /** The tier that replicas share; undefined where there is none. */
  readonly sharedHealth: () => SharedCacheHealth | undefined;
  /** Where the vectors of verified questions are; absent where there are none. */
  readonly vectors?: Pick<VectorIndex, 'health' | 'check'>;
  readonly cursors: CursorCodec;
  readonly experiment: Experiment;
  readonly reader: TelemetryReader;
  /** Equal for callers who see the same of every database: questions that several of them asked are no secret among them. */
  readonly audience: string;
  /** Whether the caller may do what all others notice: reset the figures, clear caches. */
  mayOperate(): boolean;
}
