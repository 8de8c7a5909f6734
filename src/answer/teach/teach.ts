import type { Proposal } from '../../core/answer.ts';
import { Failure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import { meaningCharsMax } from '../../core/input-limits.ts';
import type { Principal, Question } from '../../core/question.ts';
import type { TeachWire } from '../../core/wire.ts';
import { type Recollection, type RecollectionServices, recollect } from '../ask/recollection.ts';
import { callOf, questionOf } from '../ask/requests.ts';
import { proposeAlone } from '../ask/rung.ts';
import type { Source } from '../ask/source.ts';
import type { ServingServices } from '../run/serve.ts';
import { inTime } from '../target/in-time.ts';
import { type Target, targetOf, type Targets } from '../target/target.ts';

export interface TeachServices extends Targets, ServingServices, RecollectionServices {
  /** The rungs whose present answers a correction drops. */
  readonly sources: readonly Source[];
  /** Whether what is taught of a database holds for everyone. */
  mayTeach(database: string): boolean;
}

export type Verdict = 'accept' | 'correct' | 'forget';

export interface TeachRequest {
  readonly question?: string | undefined;
  readonly sql?: string | undefined;
  readonly verdict?: Verdict | undefined;
  readonly history?: readonly string[] | undefined;
  readonly term?: string | undefined;
  /** Empty takes the term back. */
  readonly meaning?: string | undefined;
  readonly database?: string | undefined;
  readonly principal: Principal;
  readonly signal?: AbortSignal;
}

interface Lesson {
  readonly question: Question;
  readonly sql: string | undefined;
  readonly target: Target;
  readonly recollection: Recollection;
  readonly call: CallOptions;
}

/** Verifies, corrects or forgets the answer to a question, or adds a term to the glossary. Returns when it is stored durably. */
export async function teach(request: TeachRequest, services: TeachServices): Promise<TeachWire> {
  const target = targetOf(services, request.database);
  if (!services.mayTeach(target.name)) throw new Failure('NOT_A_TEACHER', `${request.principal} may not teach`);
  return inTime(request, target, (timed) => learn(timed, target, services));
}

async function learn(request: TeachRequest, target: Target, services: TeachServices): Promise<TeachWire> {
  const knowledge = await target.knowledge.get(request.signal);
  const recollection = await recollect(target, request.principal, knowledge, services);
  if (request.term !== undefined) return teachTerm(request.term, request.meaning, target, recollection);
  const { question: text, verdict } = request;
  if (text === undefined || text.trim() === '') throw new Failure('BAD_ARGUMENT', 'there is nothing to teach', { hints: ['Give question and verdict (accept, correct or forget), or term and meaning.'] });
  const question = questionOf(request, text, target);
  const lesson = { question, sql: request.sql?.trim().replace(/;\s*$/, ''), target, recollection, call: callOf(request, target) };
  return verdicts[verdict ?? 'accept'](lesson, services);
}

const verdicts: Readonly<Record<Verdict, (lesson: Lesson, services: TeachServices) => Promise<TeachWire>>> = { accept, correct, forget };

/** The given SQL, or the one that memory would answer with, becomes everybody's answer. */
async function accept(lesson: Lesson): Promise<TeachWire> {
  const recalled = currentAnswer(lesson);
  const sql = lesson.sql ?? recalled?.sql;
  if (sql === undefined) throw new Failure('BAD_ARGUMENT', 'no answer to this question is remembered', { hints: ['Give the sql that answers it.'] });
  await verify(lesson, sql, recalled?.sql === sql ? recalled : undefined);
  return { done: 'accepted', question: lesson.question.text, sql, verified: true };
}

/** What was answered until now is never given again; the given SQL takes its place. */
async function correct(lesson: Lesson, services: TeachServices): Promise<TeachWire> {
  const { sql, question, recollection } = lesson;
  if (sql === undefined) throw new Failure('BAD_ARGUMENT', 'a correction needs the right SQL', { hints: ['sql: the SELECT that answers the question', 'verdict forget drops an answer without a better one.'] });
  const wrong = await answersUntilNow(lesson, services);
  await verify(lesson, sql, undefined);
  for (const other of wrong) await recollection.memory.remembered.reject(question, recollection.scope, other);
  return { done: 'corrected', question: question.text, sql, verified: true };
}

async function forget({ question, recollection }: Lesson): Promise<TeachWire> {
  const forgotten = await recollection.memory.remembered.forget(question, recollection.scope);
  return { done: 'forgotten', question: question.text, answers: forgotten };
}

function currentAnswer({ question, recollection: { memory, scope, glossary } }: Lesson): Proposal | undefined {
  return memory.remembered.find(question, scope, glossary)?.proposal;
}

/** Every SQL that any rung would give for the question now, but the one that is taught. */
async function answersUntilNow(lesson: Lesson, services: TeachServices): Promise<string[]> {
  const { question, target, recollection } = lesson;
  const { memory, scope, glossary } = recollection;
  const known = memory.remembered.explain(question, scope, glossary).filter(({ record }) => record.verified || record.owner === question.principal).map(({ record }) => record.sql);
  const knowledge = await target.knowledge.get(lesson.call.signal);
  const proposed: string[] = [];
  for (const source of services.sources.filter(({ rung }) => rung !== 'model')) {
    const said = await proposeAlone(source, { question, target, knowledge, recollection }, services);
    if (said.kind === 'proposal') proposed.push(said.proposal.sql);
  }
  return [...new Set([...known, ...proposed])].filter((sql) => !memory.remembered.sameSql(sql, lesson.sql ?? '', scope));
}

async function verify(lesson: Lesson, sql: string, recalled: Proposal | undefined): Promise<void> {
  const statement = await lesson.target.prover.prove(sql, lesson.call);
  if (isRefusal(statement)) throw new Failure('BAD_ARGUMENT', `this SQL may not be run: ${statement.reason}`, { hints: statement.hints });
  const proposal: Proposal = { sql, rung: 'host', confidence: 1, verified: true, reading: recalled?.reading ?? '', assumptions: [] };
  const { memory, scope, glossary } = lesson.recollection;
  const stored = await memory.remembered.remember(lesson.question, scope, glossary, { proposal, tables: statement.proof.tables });
  if (!stored) throw new Failure('BAD_ARGUMENT', 'this question builds on an earlier one', { hints: ['Give history, or put the question so that it stands alone.'] });
  memory.unanswered.settle(lesson.target.identity, lesson.question.text);
}

export function withoutMeaning(): Failure {
  return new Failure('BAD_ARGUMENT', 'a term needs its meaning', { hints: ['term: a word of the house; meaning: the words of the schema for it, empty to take it back'] });
}

async function teachTerm(term: string, meaning: string | undefined, target: Target, { memory }: Recollection): Promise<TeachWire> {
  const isWhole = term.trim() !== '' && meaning !== undefined && term.length + meaning.length <= meaningCharsMax;
  if (!isWhole) throw withoutMeaning();
  await memory.glossaries.teach(target.identity, { term: term.trim(), meaning: meaning.trim(), kind: 'synonym' });
  return { done: meaning.trim() === '' ? 'term removed' : 'term added', term: term.trim(), meaning: meaning.trim() };
}
