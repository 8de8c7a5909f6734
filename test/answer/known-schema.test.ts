import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { compose } from '../../src/compose.ts';
import type { AccessConfig } from '../../src/config/schema.ts';
import type { NeedsSqlAnswer } from '../../src/core/answer.ts';
import { localPrincipal } from '../../src/core/question.ts';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { shop } from '../model/asking.ts';

type Asking = (question: string, knownSchema?: string) => Promise<NeedsSqlAnswer>;

async function hostOf(sql: string, { access, ...more }: { readonly access?: AccessConfig; readonly knowledge?: string; readonly baseFolder?: string } = {}): Promise<Asking> {
  const services = await compose({ databases: { d: { dsn: `sqlite:${sqliteFile(sql)}`, ...(access ? { access } : {}) } }, baseFolder: '/', ...more, state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  return async (question, knownSchema) => {
    const answer = await ask({ question, ...(knownSchema === undefined ? {} : { knownSchema }), principal: localPrincipal }, services);
    if (answer.status !== 'needs_sql') throw new Error(`expected needs_sql, got ${answer.status}`);
    return answer;
  };
}

const many = Array.from({ length: 300 }, (_, n) => `CREATE TABLE thing_${n}_of_many (id INTEGER PRIMARY KEY, ${Array.from({ length: 20 }, (_unused, c) => `attribute_${c} TEXT`).join(', ')});`).join('\n');

describe('what a host says it has seen', () => {
  test('is not sent again, and what is found for the question still is', async () => {
    const asking = await hostOf(shop);
    const first = await asking('Whose loyalty pays off?');
    expect(first.context).toContain('customers\n');
    const second = await asking('Whose loyalty pays off in Germany?', first.knownSchema);
    expect(second.context).toBe("values found: customers.country = 'Germany'");
    expect(second.knownSchema).toBeUndefined();
  });

  test('of a large schema, only the tables that are new for the question come, and the mark grows by them', async () => {
    const asking = await hostOf(`${many} CREATE TABLE pilots (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE zebras (id INTEGER PRIMARY KEY, stripes INTEGER);`);
    const first = await asking('Why would pilots dream?');
    expect(first.context).toContain('pilots\n');
    const second = await asking('Why would zebras dream?', first.knownSchema);
    expect(second.context).toBe('zebras\n  id int pk, stripes int');
    const third = await asking('Why would zebras and pilots dream?', second.knownSchema);
    expect(third.context).toBe('');
    expect(first.knownSchema?.length).toBeLessThanOrEqual(130);
  });

  test.each([['', 'empty'], ['x.all', 'of another schema'], ['.', 'damaged'], ['💥'.repeat(40), 'not ours']])('is sent whole where the mark is %s (%s)', async (mark) => {
    const asking = await hostOf(shop);
    expect((await asking('Whose loyalty pays off?', mark)).context).toContain('customers\n');
  });

  test('a mark does not hold once more was said of the database', async () => {
    const { knownSchema: before } = await (await hostOf(shop))('Whose loyalty pays off?');
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'knowledge.json'), JSON.stringify({ attributes: [{ column: 'customers.country', role: 'category' }] }));
    const asking = await hostOf(shop, { knowledge: 'knowledge.json', baseFolder: folder });
    expect((await asking('Whose loyalty pays off?', before)).context).toContain('customers\n');
  });

  test('a mark does not hold under another policy', async () => {
    const free = await (await hostOf(shop))('Whose loyalty pays off?');
    const bound = await (await hostOf(shop, { access: { deny: ['orders'] } }))('Whose loyalty pays off?', free.knownSchema);
    expect(bound.context).toContain('customers\n');
    expect(bound.context).not.toContain('orders');
  });
});
