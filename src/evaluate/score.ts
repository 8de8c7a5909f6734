import { proportionInterval } from '../std/interval.ts';

/** What became of one text of SQL, as `tools/score.py` judges it. */
export interface Verdict {
  readonly status: 'right' | 'wrong' | 'error' | 'abstained' | 'excluded' | 'unanswerable';
  readonly answered: boolean;
  readonly correct: boolean;
  /** Of what is right: how many columns it shows beyond the nearest gold. */
  readonly surplus?: number;
}

/** The outcome of one question. */
export interface Judged extends Verdict {
  readonly id: string;
  readonly hardness: string;
  /** The verdict of label judges on the gold itself, where one was given. */
  readonly label?: string | null | undefined;
  readonly goldNonEmpty: boolean;
  /** The same of the best reading, however sure. */
  readonly best: Verdict;
}

export interface Metrics {
  readonly n: number;
  readonly answered: number;
  readonly correct: number;
  readonly errors: number;
}

export const hardnessLevels = ['easy', 'medium', 'hard', 'extra'] as const;
/** So many columns beyond the gold still answer the question; the scorer sets no limit, so that this one is printed beside. */
export const surplusMax = 3;
const wrongLabels: ReadonlySet<string | null | undefined> = new Set(['INCORRECT', 'PARTIAL', 'PARTIALLY_CORRECT', 'PARTIALLY CORRECT']);

export function isLabelledWrong({ label }: Pick<Judged, 'label'>): boolean {
  return wrongLabels.has(label);
}

/** Questions that have an answer, and whose gold could be run. */
export function scoredOf<T extends Pick<Verdict, 'status'>>(judged: readonly T[]): T[] {
  return judged.filter(({ status }) => status !== 'excluded' && status !== 'unanswerable');
}

export function metrics(verdicts: readonly Verdict[]): Metrics {
  const count = (test: (entry: Verdict) => boolean) => verdicts.filter(test).length;
  return { n: verdicts.length, answered: count((entry) => entry.answered), correct: count((entry) => entry.correct), errors: count((entry) => entry.status === 'error') };
}

/** The lines of the score table, in the order of the scorer: by hardness, all, gold not empty, gold not labelled wrong; then the best reading of every question. */
export function scoreLines(judged: readonly Judged[]): (readonly [string, Metrics])[] {
  const scored = scoredOf(judged);
  const levels = hardnessLevels.map((level) => [level, metrics(scored.filter((entry) => entry.hardness === level))] as const);
  return [
    ...levels.filter(([, line]) => line.n > 0),
    ['all', metrics(scored)],
    ['nonempty', metrics(scored.filter((entry) => entry.goldNonEmpty))],
    ['not wrong', metrics(scored.filter((entry) => !isLabelledWrong(entry)))],
    ['best', metrics(scored.map(({ best }) => best))],
  ];
}

/** How far right answers go beyond the columns of the gold: their mean, and in how many answers there are more than `surplusMax`. */
export interface Surplus {
  readonly right: number;
  readonly mean: number | null;
  readonly beyond: number;
}

export function surplusOf(verdicts: readonly Verdict[]): Surplus {
  const surpluses = verdicts.flatMap(({ surplus }) => (surplus === undefined ? [] : [surplus]));
  const sum = surpluses.reduce((total, surplus) => total + surplus, 0);
  return { right: surpluses.length, mean: surpluses.length === 0 ? null : sum / surpluses.length, beyond: surpluses.filter((surplus) => surplus > surplusMax).length };
}

const columns = [['n', 7], ['answered', 10], ['correct', 9], ['errors', 8], ['coverage', 10], ['precision', 11], ['accuracy', 10], ['95 % of precision', 20]] as const;

/** The table of the scorer, with the 95 % interval of each precision; the columns beyond the gold where a rule lets them stand. */
export function scoreTable(judged: readonly Judged[], { surplus = false }: { readonly surplus?: boolean } = {}): string {
  const excluded = judged.filter((entry) => entry.status === 'excluded').length;
  const unanswerable = judged.filter((entry) => entry.status === 'unanswerable');
  const head = `questions ${judged.length}  excluded ${excluded}${unanswerable.length > 0 ? `  unanswerable ${unanswerable.length}, abstained ${unanswerable.filter((entry) => !entry.answered).length}` : ''}`;
  const scored = scoredOf(judged);
  const beyond = surplus ? [surplusLine('right', surplusOf(scored)), surplusLine('right at best', surplusOf(scored.map(({ best }) => best)))] : [];
  return [head, row('', columns.map(([name]) => name)), ...scoreLines(judged).map(([name, line]) => row(name, cellsOf(line))), ...beyond].join('\n');
}

function cellsOf({ n, answered, correct, errors }: Metrics): string[] {
  const ratio = (part: number, whole: number) => (whole === 0 ? '-' : (part / whole).toFixed(4));
  const { low, high } = proportionInterval(correct, answered);
  const interval = answered === 0 ? '-' : `${low.toFixed(4)}–${high.toFixed(4)}`;
  return [String(n), String(answered), String(correct), String(errors), ratio(answered, n), ratio(correct, answered), ratio(correct, n), interval];
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(10)}${cells.map((cell, index) => cell.padStart(columns[index]?.[1] ?? 0)).join('')}`;
}

function surplusLine(name: string, { right, mean, beyond }: Surplus): string {
  return `columns beyond the gold, ${name}: ${mean === null ? '-' : mean.toFixed(2)} on average of ${right}; more than ${surplusMax} in ${beyond}`;
}
