import { Failure } from '../../core/errors.ts';
import type { Principal } from '../../core/question.ts';
import type { CacheClearedWire } from '../../core/wire.ts';
import { clearCaches } from './clear-caches.ts';
import type { ReportServices } from './report-services.ts';

type OperatingServices = Pick<ReportServices, 'mayOperate' | 'reader' | 'caches' | 'memory' | 'clock'>;

/** Starts the figures anew, for everybody. */
export function resetFigures(principal: Principal, services: OperatingServices): { readonly reset: true } {
  assertOperator(principal, services);
  services.reader.reset();
  return { reset: true };
}

/** Empties a level of the caches, or all, for everybody. */
export async function clearAs(principal: Principal, level: string | undefined, services: OperatingServices): Promise<CacheClearedWire> {
  assertOperator(principal, services);
  return clearCaches(level, services);
}

function assertOperator(principal: Principal, services: OperatingServices): void {
  if (!services.mayOperate()) throw new Failure('NOT_AN_OPERATOR', `${principal} may not operate the server`);
}
