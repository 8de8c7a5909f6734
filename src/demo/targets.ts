import { Random } from './random.ts';

const dayMs = 24 * 60 * 60_000;
/** How far a month's target lies from what was sold, either way. */
const spread = 0.12;

/** A target for each month of trade, by what was sold in it (by `yyyy-mm`): some are met, some are missed. The last month counts in full. */
export function targetRows(sales: ReadonlyMap<string, number>, lastDay: number): [string, number][] {
  const random = new Random(20_261_121);
  const last = new Date(lastDay);
  const monthDays = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 1) - dayMs).getUTCDate();
  return [...sales].map(([month, sold]) => {
    const whole = last.toISOString().startsWith(month) ? (sold * monthDays) / last.getUTCDate() : sold;
    return [`${month}-01`, Math.round((whole * (1 - spread + 2 * spread * random.next())) / 500) * 500];
  });
}
