import type { ModelWork, Proposal } from '../../../core/answer.ts';
import { type ErrorCode, toFailure } from '../../../core/errors.ts';
import type { SqlModel, SqlReply, SqlRequest } from '../../../core/model.ts';
import type { ContextOptions } from '../context.ts';
import { priorOfModel } from '../model-confidence.ts';
import type { Route, Router } from '../routing.ts';
import type { Proposed, Source, SourceRequest } from '../source.ts';
import { elect, type Election } from '../vote.ts';

export interface ModelSourceOptions {
  readonly model: SqlModel;
  /** The same model behind the cache of its replies. */
  readonly kept: SqlModel;
  readonly router: Router;
  /** How often failing SQL goes back. */
  readonly repairs: number;
  /** Replies to a hard question, which vote by their rows. */
  readonly samples: number;
  /** For one question, in milliseconds. */
  readonly deadlineMs: number;
  readonly send: SendOptions;
}

/** What a provider may be told besides the question and the names. */
export interface SendOptions extends ContextOptions {
  readonly history?: boolean;
}

/** The rung that asks a language model. A model that can't be asked is no failure of the question: the host may still write the SQL. */
export function modelSource(options: ModelSourceOptions): Source {
  return {
    rung: 'model',
    repairsMax: options.repairs,
    propose: async (request) => {
      const route = request.features.routing ? options.router.route(request.question) : plainRoute;
      const call = { timeoutMs: options.deadlineMs, principal: request.question.principal, ...(request.signal ? { signal: request.signal } : {}) };
      const model = request.features.replies ? options.kept : options.model;
      const asked = await sqlRequest(request, route, options.send);
      try {
        const samples = request.features.vote && route.role === 'strong' && request.attempts.length === 0 ? options.samples : 1;
        const replies = await Promise.all(Array.from({ length: samples }, (_, sample) => model.writeSql({ ...asked, sample }, call)));
        return proposedFrom(samples > 1 ? await elect(replies, request.probe) : { replies, share: 0 }, route, request);
      } catch (error) {
        const failure = toFailure(error);
        if (!handedOn.has(failure.code)) throw failure;
        return { kind: 'none', reason: failure.message };
      }
    },
  };
}

const plainRoute: Route = { role: 'strong', hard: 1, reasons: ['routing is off'] };
const handedOn: ReadonlySet<ErrorCode> = new Set(['MODEL_BUDGET', 'MODEL_UNAVAILABLE']);

/** What the model is told, as far as `send` allows. */
export async function sqlRequest({ question, target, preparation, drafts, attempts }: Pick<SourceRequest, 'question' | 'target' | 'preparation' | 'drafts' | 'attempts'>, route: Pick<Route, 'role'>, send: SendOptions): Promise<SqlRequest> {
  // Drafts and messages of the database may quote values.
  const silent = send.values === false;
  return {
    role: attempts.length > 0 ? 'strong' : route.role,
    database: target.name,
    question: question.text,
    history: send.history === false ? [] : question.history,
    dialect: target.dialect.title,
    context: (await preparation.context(send)).text,
    drafts: silent ? [] : drafts.slice(0, 2),
    attempts: silent ? attempts.map(({ sql, problem, hints }) => ({ sql, problem: withoutQuotes(problem), hints: hints.map(withoutQuotes) })) : attempts,
    sample: 0,
  };
}

function withoutQuotes(text: string): string {
  return text.replace(/(["'])(?:(?!\1).)*\1/g, '…');
}

/** How likely it is right shows only when it has run. */
function proposedFrom({ replies, share }: Election, route: Route, { attempts }: SourceRequest): Proposed {
  const [reply] = replies;
  if (!reply) return { kind: 'none', reason: 'the model gave no reply' };
  if (reply.kind === 'none') return { kind: 'none', reason: reply.reason };
  if (reply.kind === 'choices') return { kind: 'choices', reason: reply.reason, readings: reply.readings };
  const { sql, reading, assumptions } = reply;
  const proposal: Proposal = { sql, rung: 'model', confidence: priorOfModel, verified: false, reading, assumptions };
  return { kind: 'proposal', proposal, notice: checkNotice, model: { ...workOf(replies, route, attempts.length), ...(share > 0 ? { agreement: share } : {}) } };
}

function workOf(replies: readonly SqlReply[], route: Route, repairs: number): ModelWork {
  const sum = (of: (reply: SqlReply) => number) => replies.reduce((total, reply) => total + of(reply), 0);
  return {
    model: replies[0] ? `${replies[0].usage.provider}/${replies[0].usage.model}` : '',
    route: route.reasons,
    calls: sum((reply) => reply.usage.calls),
    tokens: sum((reply) => reply.usage.inputTokens + reply.usage.outputTokens),
    inputTokens: sum((reply) => reply.usage.inputTokens),
    costUsd: sum((reply) => reply.usage.costUsd),
    repairs,
  };
}

const checkNotice = 'A model wrote this SQL: compare the reading with the question; if they differ, call run_sql with better SQL and the question.';
