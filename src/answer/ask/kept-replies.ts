import { createHash } from 'node:crypto';
import type { SqlModel, SqlReply, SqlRequest } from '../../core/model.ts';
import type { Cache, CallOptions } from '../../core/ports.ts';
import { nobody } from '../../core/question.ts';
import { SharedFlights } from '../../std/shared-flights.ts';

/**
 * A model whose replies are kept by all that it was told, so that the same question on the same schema is paid for once, also
 * when it comes many times at once. Only SQL is kept: a refusal may be a whim.
 */
export class KeptReplies implements SqlModel {
  readonly #model: SqlModel;
  readonly #kept: Cache<SqlReply>;
  readonly #flights = new SharedFlights<SqlReply>();

  constructor(model: SqlModel, kept: Cache<SqlReply>) {
    this.#model = model;
    this.#kept = kept;
  }

  async writeSql(request: SqlRequest, call: CallOptions): Promise<SqlReply> {
    const key = createHash('sha256').update(JSON.stringify(request)).digest('base64url');
    const kept = this.#kept.get(key);
    if (kept) return { ...kept, usage: { ...kept.usage, calls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 } };
    const reply = await this.#flights.run(key, call.signal, (signal) => this.#model.writeSql(request, { ...call, signal }));
    if (reply.kind === 'sql') this.#kept.set(key, reply, call.principal ?? nobody);
    return reply;
  }

  health(): ReturnType<SqlModel['health']> {
    return this.#model.health();
  }
}
