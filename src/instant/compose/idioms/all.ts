import type { Scope } from '../conditions.ts';
import type { Gathered } from '../gather.ts';
import { apartOf, figured } from './apart.ts';
import { averagedOf, sameRows } from './averages.ts';
import { changeOf, differenceOf, runningOf } from './changes.ts';
import { manyAsCondition, whoOfMany } from './having.ts';
import { rankedByRows } from './ranked-by-rows.ts';
import { shareOf } from './shares.ts';
import { topOfEach } from './top-of-each.ts';
import { extremeOfAll, extremePerGroup, figureInPlace, mostOfCalled, summedTop, topAsCondition, utmostOfEach, whoOfMost, whoOfTop, whoWithFigure, withPopularity } from './tops.ts';
import type { Way } from './way.ts';

/** What the parts mean together: as they stand, and where an idiom of the language makes something else of them, as that. */
export function waysToTake(said: Gathered, scope: Scope): Way[] {
  const { catalog } = scope;
  const gathered = withPopularity(said, catalog);
  if (gathered.difference) return differenceOf(gathered, gathered.difference);
  if (gathered.contrasted) return figured(gathered, scope).flatMap((told) => apartOf(told, catalog));
  if (gathered.change) return changeOf(gathered);
  if (gathered.running) return runningOf(gathered);
  if (gathered.averaged) return averagedOf(gathered, catalog);
  if (gathered.share) return shareOf(gathered, gathered.share.filters);
  // What comes second is told by the order alone.
  if (gathered.offset !== undefined) return [{ gathered }, ...whoOfTop(gathered, scope), ...whoOfMost(gathered, scope), ...figureInPlace(gathered)];
  const each = whoWithFigure(gathered, scope);
  if (each) return each;
  const many = manyAsCondition(gathered);
  if (many) return [many];
  const utmost = utmostOfEach(gathered, scope);
  if (utmost) return [utmost];
  const greatest = topAsCondition(gathered, catalog);
  const others = [
    ...apartOf(gathered, catalog), extremePerGroup(gathered, catalog), ...sameRows(gathered), ...topOfEach(gathered, scope), ...whoOfTop(gathered, scope),
    ...whoOfMost(gathered, scope), ...whoOfMany(gathered, scope), ...mostOfCalled(gathered, scope), ...summedTop(gathered, scope), greatest, extremeOfAll(gathered), ...rankedByRows(gathered, scope),
  ].filter((way) => way !== undefined);
  return greatest?.only || (firstOfGroups(gathered) && others.some(({ feature }) => feature === 'top:per-group' || feature === 'top:of-each')) ? others : [{ gathered }, ...others];
}

/** "the heaviest animal of each kennel" is an animal, and not how much it weighs. */
function firstOfGroups({ tops: [top], entities }: Gathered): boolean {
  return top?.row === true && top.measure?.kind === 'column' && entities.includes(top.measure.column.table);
}
