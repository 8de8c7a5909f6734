// Replays conversations through the tools as a host reads them, and the same ones through a plain server.
import { compose } from '../../dist/compose.js';
import { isRefusal } from '../../dist/core/proof.js';
import { judge } from '../../dist/evaluate/judge.js';
import { run as runStatement } from '../../dist/evaluate/run.js';
import { plainRows, plainSchema, written } from './plain-server.mjs';
import { ScriptedHost } from './scripted-host.mjs';

/** The turns of all questions of a set, each with what the plain server would have had the host read, and the verdict of what was taken unseen. */
export async function replay({ files, conversations }, rule, columns) {
  const databases = Object.fromEntries(Object.entries(files).map(([name, path]) => [name, { dsn: `sqlite:${path}`, pool: { max: 1, idleMs: 2_000 } }]));
  const services = await compose({ databases, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  try {
    const turns = [];
    for (const [n, { database, questions }] of conversations.entries()) {
      const target = services.targets.get(database);
      await untilSampled(target);
      const schema = await plainSchemaOf(target);
      // Each conversation is another person's: what one of them wrote helps none of the others.
      const host = new ScriptedHost({ services, principal: `conversation ${n}`, database, rule });
      for (const [place, question] of questions.entries()) {
        const turn = await host.answer(question);
        const plain = await plainTurn(target, question);
        const verdict = turn.taken === undefined ? undefined : await judge(question, { sql: turn.taken }, target, { columns });
        const once = place === 0 ? schema : { tokens: 0, bare: 0, calls: 0 };
        const beside = { plain: plain.tokens + once.tokens, plainBare: plain.bare + once.bare, plainCalls: plain.calls + once.calls };
        turns.push({ id: question.id, ...turn, ...beside, wrong: verdict !== undefined && !isRight(verdict) });
      }
    }
    return turns;
  } finally {
    await services.close();
  }
}

/** Where the gold itself can't be run, nothing is known against the answer. */
function isRight({ status }) {
  return status === 'right' || status === 'excluded';
}

async function untilSampled(target) {
  while (!(await target.knowledge.get()).valuesComplete) await new Promise((resolve) => setTimeout(resolve, 50));
}

const sizes = (reply) => ({ tokens: written(reply).length / 4, bare: JSON.stringify(reply).length / 4 });

async function plainSchemaOf(target) {
  const { catalog } = await target.knowledge.get();
  const { snapshot } = catalog;
  const counts = new Map();
  for (const { name } of snapshot.tables) {
    const counted = await runStatement(target, `SELECT COUNT(*) FROM "${name}"`);
    if ('rows' in counted) counts.set(name, counted.rows[0][0]);
  }
  return { calls: 1, ...sizes(plainSchema(snapshot, counts)) };
}

async function plainTurn(target, { gold_sql: gold, answerable }) {
  if (answerable === false || typeof gold !== 'string') return { calls: 0, tokens: 0, bare: 0 };
  const statement = await target.prover.prove(gold.trim().replace(/;\s*$/, ''), { timeoutMs: 10_000 });
  if (isRefusal(statement)) return { calls: 1, tokens: 0, bare: 0 };
  // DBHub has no limit; this is a host that asks for as many rows as ours give at once.
  const limits = { rowsMax: 100, offset: 0, cellBytesMax: 1_000_000, bytesMax: 400_000_000 };
  const { columns, rows } = await target.database.execute(statement, limits, { timeoutMs: 10_000 });
  return { calls: 1, ...sizes(plainRows(gold, columns, rows)) };
}
