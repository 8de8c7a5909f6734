// The accuracy of the instant engine, at its fixed thresholds, beside the limits that were set for it.
import { accuracy, table } from './accuracy/main.mjs';

/** Least coverage at the eager point, and least accuracy where every question is answered, by set. */
const limits = {
  spider_dev: { coverage: 0.55, careful: 0.4, accuracy: 0.68 },
  spider_realistic: { coverage: 0.35, accuracy: 0.52 },
  spider_syn: { coverage: 0.3, accuracy: 0.48 },
  spider_dk: { coverage: 0.3, accuracy: 0.48 },
  geography: { coverage: 0.65, accuracy: 0.75 },
  sparc_dev: { accuracy: 0.45 },
  'everyday/train': {},
  'everyday/dev': {},
  'trades/heldout': {},
  own: {},
  'held-out': {},
};

export async function run({ dataFolder, report }) {
  if (dataFolder === undefined) return report.note('accuracy', 'measured with --data DIR only');
  const rows = await accuracy(dataFolder);
  console.log(table(rows));
  for (const row of rows) {
    const limit = limits[row.set] ?? {};
    report.add(`${row.set}: coverage, eager`, row.lookedEager.coverage, atLeast(limit.coverage));
    report.add(`${row.set}: precision, eager`, row.lookedEager.precision, atLeast(row.set === 'spider_dev' ? 0.95 : undefined));
    report.note(`${row.set}: precision, eager, 95 % interval`, row.lookedEager.interval.join('–'));
    report.add(`${row.set}: coverage, careful`, row.lookedCareful.coverage, atLeast(limit.careful));
    report.add(`${row.set}: precision, careful`, row.lookedCareful.precision, atLeast(row.set === 'spider_dev' ? 0.98 : undefined));
    report.note(`${row.set}: precision, careful, 95 % interval`, row.lookedCareful.interval.join('–'));
    report.add(`${row.set}: accuracy, all answered`, row.accuracy, atLeast(limit.accuracy));
    if (row.surplus) report.add(`${row.set}: columns beyond the gold, on average of what is right`, row.surplus.best.mean ?? 0);
    if (row.surplus) report.add(`${row.set}: right with more than 3 columns beyond the gold`, row.surplus.best.beyond);
    if (row.refused !== undefined) report.add(`${row.set}: refused of what must be`, row.refused, atLeast(0.95));
  }
  const [spider] = rows;
  report.add('instant engine without looking, p50', spider.p50Ms, { limit: 2, unit: 'ms' });
  report.add('instant engine without looking, p99', spider.p99Ms, { limit: 15, unit: 'ms' });
}

function atLeast(limit) {
  return limit === undefined ? {} : { limit, atLeast: true };
}
