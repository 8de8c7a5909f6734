import type { Proof } from '../core/proof.ts';
import type { ResultLimits, ResultSet } from '../core/result.ts';

/** What a reader of the rows should know. */
export function warningsOf(proof: Proof, result: ResultSet, limits: ResultLimits): string[] {
  const warnings = [...proof.warnings];
  if (result.cellsCut > 0) warnings.push(`${result.cellsCut} cells were cut to ${limits.cellBytesMax} characters`);
  if (result.truncated && result.rows.length < limits.rowsMax) warnings.push(`the rows were cut at ${limits.bytesMax} bytes`);
  return warnings;
}
