import { addsUpMarks } from './adds-up-marks.ts';
import { asksWhoLeadsAnother } from './asks-who-leads-another.ts';
import { asksWhoWasNamed } from './asks-who-was-named.ts';
import { averagesSingles } from './averages-singles.ts';
import type { Check } from './check.ts';
import { contradictsItself } from './contradicts-itself.ts';
import { countsSingles } from './counts-singles.ts';
import { cutsFigure } from './cuts-figure.ts';
import { cutsRepeated } from './cuts-repeated.ts';
import { datesByDeparture } from './dates-by-departure.ts';
import { deniesHalf } from './denies-half.ts';
import { fansOut } from './fans-out.ts';
import { intersectsFigures } from './intersects-figures.ts';
import { intersectsRows } from './intersects-rows.ts';
import { lacksWhatItJoins } from './lacks-what-it-joins.ts';
import { lacksWhatItNeeds } from './lacks-what-it-needs.ts';
import { ordersUngrouped } from './orders-ungrouped.ts';
import { sharesOfThemselves } from './shares-of-themselves.ts';
import { showsKeyForName } from './shows-key-for-name.ts';
import { tellsNoTime } from './tells-no-time.ts';

/** What no reading can mean, the cheapest first. */
export const checks: ReadonlyMap<string, Check> = new Map(Object.entries({
  ordersUngrouped, cutsFigure, intersectsFigures, intersectsRows, addsUpMarks, contradictsItself, deniesHalf, sharesOfThemselves, countsSingles,
  lacksWhatItJoins, lacksWhatItNeeds, fansOut, averagesSingles, cutsRepeated, showsKeyForName, asksWhoWasNamed, asksWhoLeadsAnother, datesByDeparture, tellsNoTime,
}));
