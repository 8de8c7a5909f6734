import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfiguredModel } from '../../src/model/sql-model.ts';
import { systemClock } from '../../src/std/clock.ts';
import { Recorder } from '../../src/telemetry/recorder.ts';
import type { ModelConfig } from '../../src/config/schema.ts';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { mainModule } from '../stdio-server.ts';
import { provider, shop, sqlReply } from './asking.ts';
import { fakeOpenAi } from './fake-provider.ts';

async function doctor(model: ModelConfig | undefined): Promise<{ code: number; text: string }> {
  const folder = temporaryFolder();
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ state: { file: ':memory:' }, databases: { shop: { dsn: `sqlite:${sqliteFile(shop, folder)}` } }, model }));
  return new Promise((resolve) => execFile(process.execPath, [mainModule, 'doctor', '--config', config], (error, text) => resolve({ code: Number(error?.code ?? 0), text })));
}

test('the doctor says that nothing is sent where no provider is configured', async () => {
  expect(await doctor(undefined)).toMatchObject({ code: 0, text: expect.stringContaining('model: none; nothing is sent anywhere') as unknown });
});

test('the doctor shows word for word what would be sent, with the switches, and asks the provider once', async () => {
  const fake = await fakeOpenAi([{ reply: sqlReply('SELECT 2') }]);
  const { code, text } = await doctor({ providers: [provider(fake.baseUrl, { name: 'local' })], send: { values: false } });
  expect(code).toBe(0);
  for (const part of [`local (openai-compatible) at ${fake.baseUrl}: fast small, strong large; key given`, 'model.send.values off, model.send.comments on', '    | Question: How many customers are there?', '    |   id int pk, name, country', 'no budget is set', 'local/small answered in']) expect(text).toContain(part);
  expect(text).not.toContain('key-0123456789');
  expect(fake.requests).toHaveLength(1);
  expect(fake.requests[0]?.prompt).not.toContain('customers');
});

test('the doctor fails where no provider answers', async () => {
  const fake = await fakeOpenAi([{ status: 401 }]);
  expect(await doctor({ providers: [provider(fake.baseUrl)] })).toMatchObject({ code: 1, text: expect.stringContaining('it answered with status 401') as unknown });
});

test('texts become vectors of the embedding model, through the same bulkhead and budget', async () => {
  const fake = await fakeOpenAi([{ status: 500 }, { reply: '' }]);
  const settings = { name: 'local', kind: 'openai-compatible', baseUrl: fake.baseUrl, models: { embedding: 'small-vectors' }, timeoutMs: 1_000, retries: 1, concurrency: 1, waitingMax: 1, outputTokensMax: 100, structured: true } as const;
  const model = new ConfiguredModel({ providers: [settings], budget: {} }, systemClock, new Recorder({ clock: systemClock, texts: 'redacted' }));
  const embedder = model.embedder();
  expect(embedder?.model).toBe('local/small-vectors');
  expect(await embedder?.embed(['a', 'b'], { timeoutMs: 5_000 })).toEqual([Float32Array.from([0, 1]), Float32Array.from([1, 1])]);
  expect(model.health()).toMatchObject([{ calls: 2, failures: 1, tokensLastHour: 3 }]);
  expect(new ConfiguredModel({ providers: [], budget: {} }, systemClock, new Recorder({ clock: systemClock, texts: 'redacted' })).embedder()).toBeUndefined();
});
