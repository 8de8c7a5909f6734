/** The outcome of one question, as `tools/score.py` judges it. */
export interface Judged {
  readonly id: string;
  readonly hardness: string;
  /** The verdict of label judges on the gold itself, where one was given. */
  readonly label?: string | undefined;
  readonly status: 'right' | 'wrong' | 'error' | 'abstained' | 'excluded' | 'unanswerable';
  readonly answered: boolean;
  readonly correct: boolean;
  readonly goldNonEmpty: boolean;
}

export interface Metrics {
  readonly n: number;
  readonly answered: number;
  readonly correct: number;
  readonly errors: number;
}

export const hardnessLevels = ['easy', 'medium', 'hard', 'extra'] as const;
const wrongLabels: ReadonlySet<string | undefined> = new Set(['INCORRECT', 'PARTIAL', 'PARTIALLY_CORRECT', 'PARTIALLY CORRECT']);

export function metrics(judged: readonly Judged[]): Metrics {
  const count = (test: (entry: Judged) => boolean) => judged.filter(test).length;
  return { n: judged.length, answered: count((entry) => entry.answered), correct: count((entry) => entry.correct), errors: count((entry) => entry.status === 'error') };
}

/** The lines of the score table, in the order of the scorer: by hardness, all, gold not empty, gold not labelled wrong. */
export function scoreLines(judged: readonly Judged[]): (readonly [string, Metrics])[] {
  const scored = judged.filter((entry) => entry.status !== 'excluded' && entry.status !== 'unanswerable');
  const levels = hardnessLevels.map((level) => [level, metrics(scored.filter((entry) => entry.hardness === level))] as const);
  return [
    ...levels.filter(([, line]) => line.n > 0),
    ['all', metrics(scored)],
    ['nonempty', metrics(scored.filter((entry) => entry.goldNonEmpty))],
    ['not wrong', metrics(scored.filter((entry) => !wrongLabels.has(entry.label)))],
  ];
}

export function scoreTable(judged: readonly Judged[]): string {
  const excluded = judged.filter((entry) => entry.status === 'excluded').length;
  const unanswerable = judged.filter((entry) => entry.status === 'unanswerable');
  const ratio = (part: number, whole: number) => (whole === 0 ? '-' : (part / whole).toFixed(4));
  const head = `questions ${judged.length}  excluded ${excluded}${unanswerable.length > 0 ? `  unanswerable ${unanswerable.length}, abstained ${unanswerable.filter((entry) => !entry.answered).length}` : ''}`;
  const columns = `${''.padEnd(10)}${['n', 'answered', 'correct', 'errors', 'coverage', 'precision', 'accuracy'].map((name, index) => name.padStart([7, 10, 9, 8, 10, 11, 10][index] ?? 10)).join('')}`;
  const lines = scoreLines(judged).map(([name, line]) =>
    [name.padEnd(10), String(line.n).padStart(7), String(line.answered).padStart(10), String(line.correct).padStart(9), String(line.errors).padStart(8), ratio(line.answered, line.n).padStart(10), ratio(line.correct, line.answered).padStart(11), ratio(line.correct, line.n).padStart(10)].join(''),
  );
  return [head, columns, ...lines].join('\n');
}
