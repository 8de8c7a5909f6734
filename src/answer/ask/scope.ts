import type { Principal } from '../../core/question.ts';
import { dayIn } from '../../memory/calendar-day.ts';
import type { Scope } from '../../memory/scope.ts';
import type { Clock } from '../../std/clock.ts';
import type { Knowledge } from '../target/knowledge.ts';
import { policyFingerprint } from '../target/policy-fingerprint.ts';
import type { Target } from '../target/target.ts';

/** What decides, besides its words, what a question means to this principal now. */
export function scopeOf(target: Target, principal: Principal, { catalog, values }: Pick<Knowledge, 'catalog' | 'values'>, clock: Clock): Scope {
  return { database: target.identity, principal, policy: `${policyFingerprint(target.policy)}${target.audience}`, day: dayIn(target.timeZone, clock.now()), catalog, values, dialect: target.dialect };
}
