import { Failure } from '../core/errors.ts';
import { compose } from '../compose.ts';
import { targetOf } from '../answer/target/target.ts';
import { type Trace, trace, type TracedReading } from '../instant/trace.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';
import { printable } from './printable.ts';

/** Prints what the words of a question may mean, the readings, and what spoke for and against each; exit code 3 where there is none. */
export async function explain(options: Options, positionals: readonly string[]): Promise<number> {
  const question = positionals.join(' ').trim();
  if (question === '') throw new Failure('BAD_ARGUMENT', 'there is no question', { hints: ['nl2sql-mcp explain "revenue per month" --demo'] });
  const services = await compose(await configure(options), { careful: false });
  try {
    const target = targetOf(services, options.database);
    const { catalog, values } = await target.knowledge.get();
    const traced = trace({ question, history: [], catalog, values, dialect: target.dialect });
    process.stdout.write(`${options.json ? JSON.stringify(traced) : printable(traceText(traced))}\n`);
    return traced.readings.length > 0 ? 0 : 3;
  } finally {
    await services.close();
  }
}

function traceText({ words, readings, abstention }: Trace): string {
  const meant = words.flatMap((entry) => [`  "${entry.words}"`, ...entry.meanings.map((meaning) => `    ${meaning}`)]);
  const told = readings.flatMap((reading, index) => ['', `reading ${index + 1} (score ${reading.score.toFixed(1)}): ${reading.sql}`, ...readingLines(reading)]);
  return ['words and what they may mean', ...meant, ...told, ...(abstention === undefined ? [] : ['', `not served: ${abstention}`])].join('\n');
}

function readingLines({ parts, unexplained, for: pros, against: cons }: TracedReading): string[] {
  const weighed = (entries: TracedReading['for']) => entries.map(({ feature, weight }) => `${feature} ${weight.toFixed(1)}`).join(', ');
  return [
    ...parts.map(({ words, rule, meaning }) => `  "${words}" by ${rule}${meaning === '' ? '' : `: ${meaning}`}`),
    ...(unexplained.length > 0 ? [`  not explained: ${unexplained.join(', ')}`] : []),
    `  for: ${weighed(pros)}`,
    `  against: ${weighed(cons)}`,
  ];
}
