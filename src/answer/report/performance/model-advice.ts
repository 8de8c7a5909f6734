import { type Estimate, proportionInterval } from '../../../std/interval.ts';
import type { ReportServices } from '../report-services.ts';

/** Fewer replies say nothing. */
const repliesMin = 30;
/** A dearer model must be able to win this share of the questions to be worth its price. */
const gainMin = 0.05;

interface ModelFigures {
  readonly name: string;
  readonly replies: number;
  /** Share of its SQL that passed the proof and ran. */
  readonly accepted: Estimate;
  readonly usdPerReply: number;
}

/**
 * Models whose SQL is accepted no more often than that of a cheaper one. Accepted SQL need not be right SQL, and the
 * dearer model may get the harder questions: the advice is to compare the two in an experiment, not to drop one.
 */
export function modelAdvice({ reader }: Pick<ReportServices, 'reader'>): string[] {
  const models = modelsOf(reader.summary('24h').counters);
  return models.flatMap((dear) => {
    const rival = models.find((cheap) => cheap.usdPerReply < dear.usdPerReply && gainAtMost(dear.accepted, cheap.accepted) <= gainMin);
    return rival ? [`${dear.name} is no better than the cheaper ${rival.name}: ${textOf(dear)} against ${textOf(rival)}. Let an experiment compare them before routing more to the dearer one.`] : [];
  });
}

/** The upper 95 % bound of a difference of two shares (Newcombe 1998, method 10). */
function gainAtMost(dear: Estimate, cheap: Estimate): number {
  return dear.value - cheap.value + Math.hypot(dear.high - dear.value, cheap.value - cheap.low);
}

function modelsOf(counters: Readonly<Record<string, number>>): ModelFigures[] {
  const names = new Set(Object.keys(counters).flatMap((counter) => /^(?:accepted|rejected)\.(.*)$/.exec(counter)?.[1] ?? []));
  return [...names].flatMap((name) => {
    const accepted = counters[`accepted.${name}`] ?? 0;
    const replies = accepted + (counters[`rejected.${name}`] ?? 0);
    return replies < repliesMin ? [] : [{ name, replies, accepted: proportionInterval(accepted, replies), usdPerReply: (counters[`microusd.${name}`] ?? 0) / 1e6 / replies }];
  });
}

function textOf({ replies, accepted, usdPerReply }: ModelFigures): string {
  const percent = (share: number) => Math.round(share * 100);
  return `${percent(accepted.value)} % of ${replies} replies ran (95 %: ${percent(accepted.low)}–${percent(accepted.high)}) at ${usdPerReply.toPrecision(2)} USD`;
}
