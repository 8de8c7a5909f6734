import { checkKnowledge } from '../answer/learn/check.ts';
import { declaredFor } from '../answer/target/declared.ts';
import { type Target, targetOf } from '../answer/target/target.ts';
import type { Services } from '../answer/services.ts';
import { compose } from '../compose.ts';
import { evidenceOf, type KnowledgeFile, questionsOf } from '../memory/knowledge-file.ts';
import type { Problem } from '../semantics/declared/read.ts';
import { semanticsOf } from '../semantics/infer.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';
import { printable } from './printable.ts';
import { modelText } from './semantics-text.ts';

/** Prints what the tables and columns of a database are taken to mean, or what is wrong with what was said of them. */
export async function semantics(options: Options): Promise<number> {
  const services = await compose(await configure(options), { careful: false });
  try {
    const target = targetOf(services, options.database);
    if (options.check) return await check(target, services);
    if (options.inbox) return await inbox(target, services);
    process.stdout.write(`${printable(await textOf(target, services))}\n`);
    return 0;
  } finally {
    await services.close();
  }
}

async function textOf(target: Target, services: Services): Promise<string> {
  const { catalog, values } = await target.knowledge.get();
  const { meanings } = await services.memory();
  const { entries, evidence, problems: unread } = meanings.of(target.identity);
  const declared = await declaredFor(target, catalog, entries, evidence);
  const problems = problemsText([...unread, ...declared.problems]);
  const text = modelText({ catalog, semantics: semanticsOf(catalog, values, declared), declared, entries, taught: meanings.taught(target.identity) });
  return problems === '' ? text : `${text}\n\nset aside or doubtful:\n${problems}`;
}

/** What could not be answered, the most asked first. */
async function inbox(target: Target, services: Services): Promise<number> {
  const { unanswered } = await services.memory();
  const lines = unanswered.of(target.identity).map(({ question, reason, count, at }) => `${count} × ${question}  (${new Date(at).toISOString().slice(0, 10)}${reason === '' ? '' : `: ${reason}`})`);
  const end = lines.length === 0 ? 'nothing went unanswered' : 'Teach what is asked often: nl2sql-mcp teach "QUESTION" --sql SQL, or an entry of the knowledge file';
  process.stdout.write(`${printable([...lines, end].join('\n'))}\n`);
  return 0;
}

/** Exit code 1 where something does not hold. */
async function check(target: Target, services: Services): Promise<number> {
  const { meanings, glossaries, knowledge } = await services.memory();
  const file: KnowledgeFile = knowledge?.read() ?? {};
  const questions = [...questionsOf(file, target.name), ...evidenceOf(file, target.name)];
  const { entries, problems: unread } = meanings.of(target.identity);
  const problems = [...unread, ...(await checkKnowledge({ entries, terms: glossaries.of(target.identity).terms, questions }, target))];
  const errors = problems.filter(({ warning }) => !warning).length;
  process.stdout.write(`${printable([problemsText(problems), `${target.name}: ${errors} errors, ${problems.length - errors} warnings`].filter((part) => part !== '').join('\n'))}\n`);
  return errors === 0 ? 0 : 1;
}

function problemsText(problems: readonly Problem[]): string {
  return problems.map(({ place, reason, hints, warning }) => [`${warning ? 'warning' : 'error'} ${place}: ${reason}`, ...hints.map((hint) => `  try: ${hint}`)].join('\n')).join('\n');
}
