import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type LearnRequest, requestsFor } from '../answer/learn/request.ts';
import { takeReply, type TakenReply } from '../answer/learn/take-reply.ts';
import { type Target, targetOf } from '../answer/target/target.ts';
import { compose, type ComposeOptions } from '../compose.ts';
import { sendOf } from '../compose-model.ts';
import type { Config } from '../config/load.ts';
import { Failure } from '../core/errors.ts';
import type { SqlModel } from '../core/model.ts';
import { evidenceOf, withLearned, withTrusted } from '../memory/knowledge-file.ts';
import { KnowledgeSource } from '../memory/knowledge-source.ts';
import { parseObject } from '../model/json-text.ts';
import { systemClock } from '../std/clock.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';
import { printable } from './printable.ts';

const composing: ComposeOptions = { careful: true };

/** A reply may take a model some minutes to write. */
const replying = { timeoutMs: 600_000, outputTokensMax: 24_000 } as const;

/**
 * Has a language model say once what a schema does not, into the knowledge file for people to review: the configured one, or any, by the
 * request that is printed and the reply that is given. `--trust` accepts the questions, also those that came before.
 */
export async function learn(options: Options): Promise<number> {
  const config = await configure(options);
  const services = await compose(config, composing);
  try {
    const target = targetOf(services, options.database);
    if (options.print) return await print(target, config, options);
    const book = bookFor(config, options, target);
    if (options.reply) return await take(target, options.reply.map(readReply), book);
    if (options.trust && evidenceOf(book.source.read(), target.name).length > 0) return trust(target, book);
    if (services.model?.write) return await take(target, await repliesOf(services.model, target, config, options), book);
    const hints = ['nl2sql-mcp learn --print > request.txt, and give the request to a model of your choice', 'nl2sql-mcp learn --reply reply.json', 'Or configure "model".'];
    throw new Failure('BAD_ARGUMENT', 'no language model is configured', { hints });
  } finally {
    await services.close();
  }
}

/** Where what is learned is kept. */
interface Book {
  readonly source: KnowledgeSource;
  readonly path: string;
  readonly trust: boolean;
  /** The database by name, where there are several. */
  readonly about: { readonly database?: string };
}

function bookFor(config: Config, { out, trust = false }: Options, { name }: Target): Book {
  const path = out ?? config.knowledge;
  if (path === undefined) throw new Failure('BAD_CONFIG', 'there is no knowledge file to write to', { hints: ['Set "knowledge" in the configuration, or give --out FILE.'] });
  const source = new KnowledgeSource({ path: resolve(out === undefined ? config.baseFolder : process.cwd(), path), clock: systemClock, changed: () => undefined, warn: () => undefined });
  return { source, path, trust, about: Object.keys(config.databases).length > 1 ? { database: name } : {} };
}

function requests(target: Target, { model }: Config, { count }: Options): Promise<LearnRequest[]> {
  const { values, comments } = sendOf(model?.send);
  return requestsFor(target, { values, comments, ...(count === undefined ? {} : { questions: countOf(count) }) });
}

async function print(target: Target, config: Config, options: Options): Promise<number> {
  const requested = await requests(target, config, options);
  for (const [index, { mark, text }] of requested.entries()) {
    if (requested.length > 1) process.stdout.write(`${index > 0 ? '\n' : ''}=== request ${mark}, ${index + 1} of ${requested.length}: each is to be answered by itself ===\n`);
    process.stdout.write(text);
  }
  process.stderr.write(requested.map(({ mark, text }) => `nl2sql-mcp: request ${mark}, about ${Math.ceil(text.length / 4)} tokens\n`).join(''));
  return 0;
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || count > 1_000) throw new Failure('BAD_ARGUMENT', `--count ${text} is no number of questions`, { hints: ['--count 0 to 1000'] });
  return count;
}

async function repliesOf(model: SqlModel, target: Target, config: Config, options: Options): Promise<Readonly<Record<string, unknown>>[]> {
  const replies: Readonly<Record<string, unknown>>[] = [];
  for (const { mark, text } of await requests(target, config, options)) {
    const reply = parseObject((await model.write?.(text, replying.outputTokensMax, { timeoutMs: replying.timeoutMs })) ?? '');
    if (!reply) throw new Failure('MODEL_UNAVAILABLE', `the reply to request ${mark} holds no JSON object`, { hints: ['Try again, or another model: nl2sql-mcp learn --print'] });
    replies.push(reply);
  }
  return replies;
}

async function take(target: Target, replies: readonly Readonly<Record<string, unknown>>[], { source, path, trust, about }: Book): Promise<number> {
  const taken: TakenReply[] = [];
  for (const reply of replies) taken.push(await takeReply(reply, target, { origin: 'model' }));
  source.write(withLearned(source.read(), { entries: taken.map(({ entries }) => entries), questions: taken.flatMap(({ questions }) => questions), trust, ...about }));
  const review = `written to ${path}: look it through; what you put right, mark "origin": "person"`;
  const accept = trust ? [] : ['its questions answer nobody until you accept them: nl2sql-mcp learn --trust'];
  process.stdout.write(`${printable([...taken.map(reportOf), review, ...accept].join('\n'))}\n`);
  return 0;
}

function trust(target: Target, { source, path }: Book): number {
  const file = source.read();
  source.write(withTrusted(file, target.name));
  process.stdout.write(`${evidenceOf(file, target.name).length} questions of ${path} answer from now on\n`);
  return 0;
}

function readReply(path: string): Readonly<Record<string, unknown>> {
  if (!existsSync(path)) throw new Failure('BAD_ARGUMENT', `there is no file ${path}`, { hints: ['--reply takes the path of the model\'s reply.'] });
  const reply = parseObject(readFileSync(path, 'utf8'));
  if (!reply) throw new Failure('BAD_ARGUMENT', `${path} holds no JSON object`, { hints: ['Give the whole reply of the model, as it came.'] });
  return reply;
}

function reportOf({ entries, questions, dropped, given }: TakenReply): string {
  const kept = Object.values(entries).flat().length;
  return [`kept ${kept} of ${given.entries} entries and ${questions.length} of ${given.questions} questions`, ...dropped.map(({ place, reason }) => `  dropped ${place}: ${reason}`)].join('\n');
}
