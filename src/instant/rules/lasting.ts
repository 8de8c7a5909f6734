import type { IndexedColumn } from '../../catalog/index.ts';
import type { ElapsedUnit } from '../../core/query.ts';
import { elapsedUnitAt, inWhichTime, passives, takingTime } from '../../language/en/dates.ts';
import { isProgressive } from '../../language/en/inflection.ts';
import { singleArticles } from '../../language/en/stop-words.ts';
import { stintOf } from '../../semantics/stints.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import type { Comparison } from '../plan.ts';
import { tablesInPlay } from './columns.ts';
import { beginningOf } from './duration.ts';
import { momentsCalledAfter, momentsOfVerb, momentsSaidAt } from './events.ts';
import { type Fragment, fragment } from './fragment.ts';
import { amountAt } from './number-filter.ts';
import type { Rule } from './rule.ts';

/** "orders that took more than 3 days to deliver", "tickets resolved within 2 hours", "rides that lasted over 30 minutes": rows by the time between two of their moments. */
export const lasting: Rule = (lattice, at) => [...taken(lattice, at), ...inTime(lattice, at)];

interface StretchAsked {
  readonly operator: Comparison;
  readonly value: number;
  readonly unit: ElapsedUnit;
  readonly to: number;
}

/** "more than 3 days", "over an hour", "a day" */
function stretchAskedAt(lattice: Lattice, at: number): StretchAsked | undefined {
  const one = singleArticles.has(wordAt(lattice, at)) ? elapsedUnitAt(wordAt(lattice, at + 1)) : undefined;
  if (one) return { operator: '=', value: 1, unit: one, to: at + 2 };
  const amount = amountAt(lattice, at);
  const unit = amount && elapsedUnitAt(wordAt(lattice, amount.to));
  return amount && unit && { operator: amount.operator, value: amount.value, unit, to: amount.to + 1 };
}

function taken(lattice: Lattice, at: number): Fragment[] {
  const asked = takingTime.has(wordAt(lattice, at)) ? stretchAskedAt(lattice, at + 1) : undefined;
  if (!asked || asked.operator === '=') return [];
  const tables = tablesInPlay(lattice);
  if (wordAt(lattice, asked.to) !== 'to') {
    const stints = tables.flatMap((table) => stintOf(table, lattice.semantics) ?? []);
    return stints.slice(0, 1).map(({ begin, end }) => offer({ from: at, to: asked.to }, asked, begin, end, 0));
  }
  const place = asked.to + (passives.has(wordAt(lattice, asked.to + 1)) ? 2 : 1);
  const verb = momentsOfVerb(lattice, place, tables) ?? { to: place + 1, columns: momentsCalledAfter(lattice, place, tables) };
  return verb.columns.flatMap((end, rank) => {
    const begin = beginningOf(lattice, end);
    return begin ? [offer({ from: at, to: verb.to }, asked, begin, end, rank)] : [];
  });
}

function inTime(lattice: Lattice, at: number): Fragment[] {
  const tables = tablesInPlay(lattice);
  const verb = momentsOfVerb(lattice, at, tables);
  const word = verb ? wordAt(lattice, verb.to) : '';
  const asked = verb && inWhichTime.has(word) ? stretchAskedAt(lattice, verb.to + 1) : undefined;
  // What is "expiring within 14 days" has yet to do so.
  if (!verb || !asked || isProgressive(wordAt(lattice, at)) || (asked.operator === '=' && word !== 'within')) return [];
  const told = asked.operator === '=' ? { ...asked, operator: '<=' as const } : asked;
  // "within 2 days of ordering"
  const since = wordAt(lattice, asked.to) === 'of' ? momentsSaidAt(lattice, asked.to + 1, tables) : [];
  return verb.columns.flatMap((end, rank) => {
    const begin = since.find((column) => column !== end && column.table === end.table) ?? (since.length > 0 ? undefined : beginningOf(lattice, end));
    return begin ? [offer({ from: at, to: since.length > 0 ? asked.to + 2 : asked.to }, told, begin, end, rank)] : [];
  });
}

function offer(span: { readonly from: number; readonly to: number }, { operator, value, unit }: StretchAsked, from: IndexedColumn, to: IndexedColumn, rank: number): Fragment {
  return fragment('lasting', span, [{ kind: 'filter', filter: { kind: 'lasting', from, to, unit, operator, value } }], { 'moment:rank': rank });
}
