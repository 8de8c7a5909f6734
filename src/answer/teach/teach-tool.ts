import { Failure, toFailure } from '../../core/errors.ts';
import type { TeachWire } from '../../core/wire.ts';
import { type KnowledgeFile, type NamedQuestion, parseTool, withEntry, withoutTool } from '../../memory/knowledge-file.ts';
import type { KnowledgeSource } from '../../memory/knowledge-source.ts';
import { normaliseQuestion } from '../../memory/question-key.ts';
import { nearest } from '../../std/nearest.ts';
import { type NamedTool, namedTool, ownValues, runNamed } from '../ask/named-tools.ts';
import { recollect } from '../ask/recollection.ts';
import { questionOf } from '../ask/requests.ts';
import { inTime } from '../target/in-time.ts';
import { type Target, targetOf } from '../target/target.ts';
import type { TeachRequest, TeachServices } from './teach.ts';

export interface TeachToolRequest extends TeachRequest {
  /** The name of the tool. `meaning` describes it, else its question does. */
  readonly tool: string;
}

/**
 * A verified question becomes a tool of its own, or ceases to be one. Tools are kept in the knowledge file alone: a server must know before
 * its first call whether there are any, and a file tells it without a state that is opened for that.
 */
export async function teachTool(request: TeachToolRequest, services: TeachServices): Promise<TeachWire> {
  const target = targetOf(services, request.database);
  if (!services.mayTeach(target.name)) throw new Failure('NOT_A_TEACHER', `${request.principal} may not teach`);
  const { knowledge } = await services.memory();
  if (!knowledge) throw new Failure('BAD_ARGUMENT', 'tools are kept in the knowledge file, and none is configured', { hints: ['"knowledge": "knowledge.json" in the configuration'] });
  if (request.verdict === 'forget') return forget(request.tool, knowledge);
  return inTime(request, target, (timed) => add(timed, target, knowledge, services));
}

function forget(name: string, knowledge: KnowledgeSource): TeachWire {
  const file = knowledge.read();
  const known = toolCalled(name, file);
  if (!known) throw new Failure('BAD_ARGUMENT', `there is no tool "${name}" in the knowledge file`, { hints: nearest(name, (file.tools ?? []).map((tool) => tool.name)).map((near) => `Did you mean ${near}?`) });
  knowledge.write(withoutTool(file, known));
  return { done: 'tool removed', tool: name };
}

async function add(request: TeachToolRequest, target: Target, knowledge: KnowledgeSource, services: TeachServices): Promise<TeachWire> {
  const { question, tool: name, meaning, history = [], verdict } = request;
  if (question === undefined || history.length > 0) throw new Failure('BAD_ARGUMENT', 'a tool is made of one question', { hints: ['question: a sentence that stands alone, with the values that become parameters'] });
  const sql = request.sql?.trim().replace(/;\s*$/, '') ?? (await verifiedSql(request, question, target, services));
  const about = services.targets.size > 1 ? { database: target.name } : {};
  const asked = parseTool({ name, description: meaning ?? question, question, sql, ...about });
  const tool = await namedTool(asked, target, request.principal).catch(asArgument);
  const answer = await runNamed(tool, { values: ownValues(tool), principal: request.principal, ...(request.signal ? { signal: request.signal } : {}) }, services);
  if (answer.status !== 'ok') throw new Failure('BAD_ARGUMENT', 'this SQL does not run for the values of its own question', { hints: answer.status === 'refused' ? answer.hints : [] });
  const parameters = tool.parameters.map((parameter) => parameter.name);
  const entry: NamedQuestion = { ...asked, ...(parameters.length > 0 ? { parameters } : {}), expect: { columns: answer.columns.map((column) => column.name) } };
  // Read only now: what was written in the meantime stays.
  const file = knowledge.read();
  const known = toolCalled(name, file);
  if (known && verdict !== 'correct' && normaliseQuestion(known.question) !== normaliseQuestion(question)) throw nameTaken(known);
  knowledge.write(withEntry(file, 'tools', entry, (other) => other === known));
  return { done: 'tool added', tool: name, question, sql, parameters };
}

async function verifiedSql(request: TeachToolRequest, text: string, target: Target, services: TeachServices): Promise<string> {
  const known = await target.knowledge.get(request.signal);
  const { memory, scope, glossary } = await recollect(target, request.principal, known, services);
  const proposal = memory.remembered.find(questionOf(request, text, target), scope, glossary)?.proposal;
  if (proposal?.verified) return proposal.sql;
  throw new Failure('BAD_ARGUMENT', 'no verified answer to this question is remembered', { hints: ['Give the sql that answers it.'] });
}

function toolCalled(name: string, { tools = [] }: KnowledgeFile): NamedQuestion | undefined {
  return tools.find((tool) => tool.name === name);
}

function nameTaken({ name, question }: NamedQuestion): Failure {
  return new Failure('BAD_ARGUMENT', `the tool ${name} is there for another question: "${question}"`, { hints: ['Choose another name.', 'verdict correct puts this question in its place.'] });
}

/** What would be a fault of the file is one of the caller here. */
function asArgument(error: unknown): Promise<NamedTool> {
  const { code, message, hints } = toFailure(error);
  return Promise.reject(code === 'BAD_CONFIG' ? new Failure('BAD_ARGUMENT', `this SQL may not be run: ${message}`, { hints }) : error);
}
