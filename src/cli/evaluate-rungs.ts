import type { ComposeOptions } from '../compose.ts';
import type { Config } from '../config/load.ts';
import { Failure } from '../core/errors.ts';
import { OracleModel } from '../evaluate/oracle.ts';
import type { EvaluationQuestion } from '../evaluate/questions.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';

export interface ChosenRungs {
  /** The whole ladder answers, not the instant rung alone. */
  readonly ladder: boolean;
  readonly config: Partial<Config>;
  readonly composition: Partial<ComposeOptions>;
}

const known = ['instant', 'model'];

/** Which rungs answer an evaluation: the instant one alone, unless `--rungs` names the model, which is the oracle or what a configuration holds. */
export async function chooseRungs(options: Options, questions: readonly EvaluationQuestion[]): Promise<ChosenRungs> {
  const rungs = (options.rungs ?? 'instant').split(',');
  const wrong = rungs.find((rung) => !known.includes(rung));
  if (wrong !== undefined) throw new Failure('BAD_CONFIG', `--rungs holds "${wrong}"`, { hints: [`Rungs: ${known.join(', ')}`] });
  if (!rungs.includes('model')) return { ladder: false, config: {}, composition: {} };
  const config = { features: { remembered: false, replies: false, instant: rungs.includes('instant') }, state: { file: ':memory:' } };
  if (options.oracle !== undefined) return { ladder: true, config, composition: { model: new OracleModel(questions, { wrongRate: rateOf(options.oracle), latencyMs: 0 }) } };
  const { model } = await configure({ ...options, dsn: undefined });
  if (!model) throw new Failure('BAD_CONFIG', 'no model is configured for --rungs model', { hints: ['Give --config FILE with a "model", or --oracle 0.'] });
  return { ladder: true, config: { ...config, model }, composition: {} };
}

function rateOf(text: string): number {
  const rate = Number(text);
  if (text.trim() === '' || !(rate >= 0 && rate <= 1)) throw new Failure('BAD_CONFIG', `--oracle is ${text}`, { hints: ['The share of wrong replies, from 0 to 1'] });
  return rate;
}
