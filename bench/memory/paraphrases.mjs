// How many questions that mean the same (one gold SQL) the instant rung compiles to the same statement, so that the second is
// answered with the plan and the rows of the first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instantSource } from '../../dist/answer/ask/sources/instant.js';
import { compose } from '../../dist/compose.js';

export async function paraphrases(dataFolder) {
  const items = readFileSync(join(dataFolder, 'spider_dev/questions.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const source = instantSource({ careful: false, look: false });
  const byDatabase = new Map();
  for (const item of items) byDatabase.set(item.db_id, [...(byDatabase.get(item.db_id) ?? []), item]);
  const figures = { pairs: 0, both: 0, hits: 0 };
  for (const [database, own] of byDatabase) {
    const services = await compose({ databases: { d: { dsn: `sqlite:${join(dataFolder, 'spider_dev/databases', `${database}.sqlite`)}` } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: false });
    const target = services.targets.get('d');
    const knowledge = await target.knowledge.get();
    const plans = new Map();
    for (const item of own) {
      const asked = { text: item.question, history: [], database: 'd', principal: 'bench' };
      const proposed = await source.propose({ question: asked, target, knowledge, signal: undefined });
      const list = plans.get(item.gold_sql) ?? [];
      list.push(proposed.kind === 'proposal' ? proposed.proposal.sql : undefined);
      plans.set(item.gold_sql, list);
    }
    for (const list of plans.values()) for (let a = 0; a < list.length; a += 1) for (let b = a + 1; b < list.length; b += 1) {
      figures.pairs += 1;
      if (list[a] !== undefined && list[b] !== undefined) figures.both += 1;
      if (list[a] !== undefined && list[a] === list[b]) figures.hits += 1;
    }
    await services.close();
  }
  return figures;
}
