import { onTestFinished } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import type { AskRequest } from '../../src/answer/ask/requests.ts';
import type { Services } from '../../src/answer/services.ts';
import { compose } from '../../src/compose.ts';
import type { Config } from '../../src/config/load.ts';
import type { ModelConfig } from '../../src/config/schema.ts';
import type { Answer } from '../../src/core/answer.ts';
import { localPrincipal } from '../../src/core/question.ts';
import { sqliteFile } from '../fixtures/make-database.ts';

export const shop = `
  CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, country TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), total REAL, placed TEXT);
  INSERT INTO customers VALUES (1, 'Ada', 'France'), (2, 'Bob', 'Germany'), (3, 'Cem', 'France');
  INSERT INTO orders VALUES (1, 1, 10.5, '2024-01-02'), (2, 1, 4, '2024-02-03'), (3, 2, 8, '2025-03-04');
`;

/** A question that the rules must leave to a model: no table or column of the shop is named. */
export const hardQuestion = 'Whose loyalty pays off the best?';

/** The shop with the given providers behind it. */
export async function shopWith(model: Partial<ModelConfig> & Pick<ModelConfig, 'providers'>, config: Partial<Config> = {}): Promise<Services> {
  const services = await compose({ databases: { shop: { dsn: `sqlite:${sqliteFile(shop)}` } }, baseFolder: '/', state: { file: ':memory:' }, model, ...config }, { careful: true });
  onTestFinished(() => services.close());
  return services;
}

export function askShop(services: Services, question = hardQuestion, options: Partial<AskRequest> = {}): Promise<Answer> {
  return ask({ question, principal: localPrincipal, ...options }, services);
}

/** A reply in the form that is asked for. */
export function sqlReply(sql: string, reading = 'as asked'): object {
  return { reading, assumptions: [], sql, alternatives: [], reason: '' };
}

export function provider(baseUrl: string, changes: Partial<ModelConfig['providers'][number]> = {}): ModelConfig['providers'][number] {
  return { kind: 'openai-compatible', baseUrl, apiKey: 'key-0123456789', models: { fast: 'small', strong: 'large' }, ...changes };
}
