import { teach, type TeachRequest, type Verdict } from '../answer/teach/teach.ts';
import { teachFile } from '../answer/teach/teach-file.ts';
import { teachTool } from '../answer/teach/teach-tool.ts';
import { compose } from '../compose.ts';
import { Failure } from '../core/errors.ts';
import { localPrincipal } from '../core/question.ts';
import { nearest } from '../std/nearest.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';

const verdicts: readonly Verdict[] = ['accept', 'correct', 'forget'];

/** Teaches an answer, a tool or a term: into the knowledge file where one is configured, and into the state that servers share. */
export async function teachCommand(options: Options, positionals: readonly string[]): Promise<number> {
  const { tool } = options;
  const request = requestOf(options, positionals);
  const services = await compose(await configure(options), { careful: true });
  try {
    if (tool !== undefined) return told(await teachTool({ ...request, tool }, services));
    const { knowledge } = await services.memory();
    if (knowledge && request.verdict !== 'forget') await teachFile(request, knowledge, services);
    return told(knowledge && request.verdict !== 'correct' && request.verdict !== 'forget' ? { done: 'written to the knowledge file' } : await teach(request, services));
  } finally {
    await services.close();
  }
}

function told(taught: { readonly done: string; readonly tool?: string; readonly parameters?: readonly string[] }): number {
  const about = [taught.tool ?? '', ...(taught.parameters ?? [])].join(' ').trim();
  process.stdout.write(`${taught.done}${about === '' ? '' : `: ${about}`}\n`);
  return 0;
}

function requestOf({ sql, verdict, term, meaning, database, tool }: Options, positionals: readonly string[]): TeachRequest {
  const question = positionals.join(' ');
  const isNamed = term !== undefined || (tool !== undefined && verdict === 'forget');
  if (question === '' && !isNamed) throw new Failure('BAD_ARGUMENT', 'there is nothing to teach', { hints: ['nl2sql-mcp teach "How many customers are there?" --sql "SELECT count(*) FROM customers"', 'nl2sql-mcp teach --term clients --meaning customers'] });
  const known = verdicts.find((name) => name === (verdict ?? 'accept'));
  if (!known) throw new Failure('BAD_ARGUMENT', `there is no verdict "${verdict}"`, { hints: [`--verdict ${nearest(verdict ?? '', verdicts)[0] ?? verdicts.join(', ')}`] });
  return { ...(question === '' ? {} : { question }), sql, verdict: known, term, meaning, database, principal: localPrincipal };
}
