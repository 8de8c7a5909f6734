import type { Principal } from '../core/question.ts';
import { dayIn } from '../memory/calendar-day.ts';
import type { Scope } from '../memory/scope.ts';
import type { Clock } from '../std/clock.ts';
import { digest } from '../std/digest.ts';
import type { Policy } from '../core/policy.ts';
import type { Knowledge } from './knowledge.ts';
import type { Target } from './services.ts';

/** What decides, besides its words, what a question means to this principal now. */
export function scopeOf(target: Target, principal: Principal, { catalog, values }: Pick<Knowledge, 'catalog' | 'values'>, clock: Clock): Scope {
  return { database: target.identity, principal, policy: policyMark(target.policy), day: dayIn(target.timeZone, clock.now()), catalog, values, dialect: target.dialect };
}

/** Limits of time and size cut an answer but do not change what it means. */
const limits: ReadonlySet<string> = new Set(['timeoutMs', 'rowsDefault', 'rowsMax', 'cellBytesMax', 'resultBytesMax'] satisfies (keyof Policy)[]);
const marks = new WeakMap<Policy, string>();

export function policyMark(policy: Policy): string {
  let mark = marks.get(policy);
  if (mark === undefined) {
    const meaning = Object.entries(policy).filter(([name]) => !limits.has(name));
    mark = meaning.length === 0 ? '' : digest(JSON.stringify(meaning));
    marks.set(policy, mark);
  }
  return mark;
}
