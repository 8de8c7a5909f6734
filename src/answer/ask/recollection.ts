import type { CatalogIndex } from '../../catalog/index.ts';
import { ValueIndex } from '../../catalog/values.ts';
import type { OkAnswer, Proposal } from '../../core/answer.ts';
import type { Telemetry } from '../../core/ports.ts';
import type { Principal, Question } from '../../core/question.ts';
import type { Glossary } from '../../memory/glossary.ts';
import type { Memory } from '../../memory/memory.ts';
import type { Scope } from '../../memory/scope.ts';
import type { Declared } from '../../semantics/declared/read.ts';
import type { Clock } from '../../std/clock.ts';
import type { Knowledge } from '../target/knowledge.ts';
import { declaredFor } from '../target/declared.ts';
import type { Target } from '../target/target.ts';
import { scopeOf } from './scope.ts';

/** What memory brings to one question. */
export interface Recollection {
  readonly memory: Memory;
  readonly scope: Scope;
  readonly glossary: Glossary;
  /** What was said of this database, as far as it holds; absent where nothing was. */
  readonly declared?: Declared;
}

export interface RecollectionServices {
  /** Opened on the first call. */
  readonly memory: () => Promise<Memory>;
  readonly clock: Clock;
}

export interface KeepingServices {
  /** Whether SQL that a host or a model wrote counts as verified once it is proven and ran. */
  readonly acceptProven: boolean;
  readonly telemetry: Telemetry;
}

/** Memory opened for one question. */
export async function recollect(target: Target, principal: Principal, knowledge: Pick<Knowledge, 'catalog' | 'values'>, services: RecollectionServices): Promise<Recollection> {
  const memory = await services.memory();
  memory.refresh();
  const { entries, evidence, mark, problems } = memory.meanings.of(target.identity);
  const glossary = memory.glossaries.of(target.identity).marked(mark);
  const declared = mark === '' ? undefined : await declaredFor(target, knowledge.catalog, entries, evidence);
  if (declared) memory.meanings.tell(target.identity, [...problems, ...declared.problems.filter(({ warning }) => !warning)]);
  return { memory, scope: scopeOf(target, principal, knowledge, services.clock), glossary, ...(declared ? { declared } : {}) };
}

const noValues = new ValueIndex();

/** The same where nothing is looked up, only kept: sampled values are not waited for. */
export function recollectToKeep(target: Target, principal: Principal, catalog: CatalogIndex, services: RecollectionServices): Promise<Recollection> {
  return recollect(target, principal, { catalog, values: noValues }, services);
}

export interface Learned {
  readonly question: Question;
  readonly proposal: Proposal;
  readonly answer: OkAnswer;
  /** Whether the proposal was made with all that is known of the data. */
  readonly isComplete: boolean;
}

/** Keeps what was proven and ran, until better is taught. Memory that can't be written fails no question. */
export async function keep({ question, proposal, answer, isComplete }: Learned, { memory, scope, glossary }: Recollection, services: KeepingServices): Promise<void> {
  if (question.history.length === 0) memory.asked.record({ database: scope.database, principal: scope.principal, question: question.text, sql: proposal.sql });
  if (proposal.rung === 'remembered') return;
  if (proposal.rung === 'instant') return isComplete ? memory.remembered.keepPlan(question, scope, glossary, proposal) : undefined;
  const verified = proposal.verified || services.acceptProven;
  const learned = { proposal: { ...proposal, verified, confidence: verified ? Math.max(0.95, proposal.confidence) : proposal.confidence }, tables: answer.proof.tables };
  await memory.remembered.remember(question, scope, glossary, learned).catch(() => services.telemetry.count('memory.writes_failed'));
}
