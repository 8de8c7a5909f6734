import type { SqlReply } from '../../core/model.ts';
import type { Probe } from '../run/probe.ts';

export interface Election {
  /** The elected reply first, then the others. */
  readonly replies: readonly SqlReply[];
  /** Of the replies, how many gave the rows of the elected one. */
  readonly share: number;
}

/** Runs what several replies propose and elects the SQL whose rows most of them agree on (self-consistency, Wang et al. 2023); the first reply where none runs. */
export async function elect(replies: readonly SqlReply[], probe: Probe): Promise<Election> {
  const ballots = await Promise.all(replies.map(async (reply) => ({ reply, rows: reply.kind === 'sql' ? await ballotOf(reply.sql, probe) : undefined })));
  const counts = new Map<string, number>();
  for (const { rows } of ballots) if (rows !== undefined) counts.set(rows, (counts.get(rows) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const winner = ballots.find(({ rows }) => rows !== undefined && counts.get(rows) === most);
  if (!winner) return { replies, share: replies.length > 0 ? 1 / replies.length : 0 };
  return { replies: [winner.reply, ...replies.filter((reply) => reply !== winner.reply)], share: most / replies.length };
}

/** Rows as a multiset; the names and types of the columns may differ. */
async function ballotOf(sql: string, probe: Probe): Promise<string | undefined> {
  const result = await probe(sql);
  return result?.rows.map((row) => JSON.stringify(row)).toSorted().join('\n');
}
