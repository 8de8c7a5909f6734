import type { Policy } from '../../core/policy.ts';
import { digest } from '../../std/digest.ts';

/** Limits of time and size cut an answer but do not change what it means. */
const limits: ReadonlySet<string> = new Set(['timeoutMs', 'rowsDefault', 'rowsMax', 'cellBytesMax', 'resultBytesMax'] satisfies (keyof Policy)[]);
const fingerprints = new WeakMap<Policy, string>();

/** Equal for policies under which a question means the same. */
export function policyFingerprint(policy: Policy): string {
  let fingerprint = fingerprints.get(policy);
  if (fingerprint === undefined) {
    const meaning = Object.entries(policy).filter(([name]) => !limits.has(name));
    fingerprint = meaning.length === 0 ? '' : digest(JSON.stringify(meaning));
    fingerprints.set(policy, fingerprint);
  }
  return fingerprint;
}
