import { describe, expect, test } from 'vitest';
import type { OkAnswer } from '../../src/core/answer.ts';
import { compared, rowsOfDraft } from '../../src/answer/ask/agreement.ts';
import { modelConfidence, priorOfModel } from '../../src/answer/ask/model-confidence.ts';
import { askShop, provider, shopWith, sqlReply } from '../model/asking.ts';
import { fakeOpenAi } from '../model/fake-provider.ts';

const right = 'SELECT name FROM customers WHERE id = 1';
const hard = 'Whose loyalty is above the average loyalty of both France and Germany, but not of those who never came back?';

async function answerTo(replies: readonly string[], { question, model, features }: { readonly question?: string; readonly model?: object; readonly features?: object } = {}): Promise<OkAnswer> {
  const fake = await fakeOpenAi((_, index) => ({ reply: sqlReply(replies[index] ?? replies.at(-1) ?? '') }));
  const answer = await askShop(await shopWith({ providers: [provider(fake.baseUrl)], ...model }, { features: { replies: false, ...features } }), question);
  if (answer.status !== 'ok') throw new Error(answer.status);
  return answer;
}

const confidenceOf = async (...given: Parameters<typeof answerTo>) => (await answerTo(...given)).proposal.confidence;

describe('the confidence in an answer of a model', () => {
  test('is about what able models reach where nothing more is known', async () => {
    expect(Math.abs((await confidenceOf([right])) - priorOfModel)).toBeLessThan(0.05);
  });

  test.each([
    ['its SQL had to be mended', ['SELECT nam FROM customers', right]],
    ['it finds nothing', ["SELECT name FROM customers WHERE country = 'Peru'"]],
  ])('is lower where %s', async (_, replies) => {
    expect(await confidenceOf(replies)).toBeLessThan((await confidenceOf([right])) - 0.03);
  });

  test('is the higher the more of several replies agree', async () => {
    const model = { samples: 3 };
    const alone = await confidenceOf([right, 'SELECT 1', 'SELECT 2'], { question: hard, model });
    const most = await confidenceOf([right, right, 'SELECT 2'], { question: hard, model });
    const all = await confidenceOf([right], { question: hard, model });
    expect([alone < most, most < all]).toEqual([true, true]);
  });

  /** The rules read it so, and are not sure. */
  const unsure = 'Which customers from France placed the orders?';
  const answer: OkAnswer = {
    status: 'ok', database: 'shop', dialect: 'sqlite', executed: true, columns: [], rows: [['Ada']], truncated: false, warnings: [], asOf: 0, cache: 'none', timings: {},
    proposal: { sql: right, rung: 'model', confidence: 0, verified: false, reading: '', assumptions: [] },
    proof: { statement: 'select', readOnly: true, tables: [], functions: [], warnings: [] },
    model: { model: 'm', route: [], calls: 1, tokens: 0, inputTokens: 0, costUsd: 0, repairs: 0 },
  };
  const withRules = (rulesAgree: boolean) => modelConfidence({ ...answer, ...(answer.model ? { model: { ...answer.model, rulesAgree } } : {}) });

  test('rises where the rules come to the same rows, and falls where they come to others', () => {
    expect([withRules(true) > modelConfidence(answer) + 0.05, withRules(false) < modelConfidence(answer) - 0.05]).toEqual([true, true]);
  });

  test('the draft of the rules may take a second, and its failure is nobody else’s', async () => {
    const asked: number[] = [];
    const draft = { sql: 'SELECT 1', confidence: 0.5, doubts: [] };
    const failing = (timeoutMs: number) => {
      asked.push(timeoutMs);
      return () => Promise.reject(new Error('broken'));
    };
    expect(await rowsOfDraft([draft], failing)).toBeUndefined();
    expect(await compared(answer, Promise.resolve(undefined))).toBe(answer);
    expect(await rowsOfDraft([{ ...draft, confidence: 0.1 }], failing)).toBeUndefined();
    expect(asked).toEqual([1_000]);
  });

  test('the draft of the rules is run beside the model, unless that is switched off', async () => {
    const { model } = await answerTo([right], { question: unsure });
    const off = await answerTo([right], { question: unsure, features: { agreement: false } });
    expect([model?.rulesAgree, off.model && 'rulesAgree' in off.model]).toEqual([false, false]);
  });
});
