import { createInterface } from 'node:readline/promises';
import { answerToWire } from '../answer/wire.ts';
import type { Answer } from '../core/answer.ts';
import { Failure } from '../core/errors.ts';
import type { Services } from '../answer/services.ts';
import { compose } from '../compose.ts';
import type { Options } from './arguments.ts';
import { answerText } from './asking/answer-text.ts';
import { Conversation } from './asking/conversation.ts';
import { converse, replyTo } from './asking/prompt.ts';
import { chosenOffer, offerPrompt, type Offer, offersOf } from './asking/readings.ts';
import { remarkOn } from './asking/remark.ts';
import { configure } from './configure.ts';
import { fileTarget } from './export-file.ts';
import { printNotices } from './notices.ts';
import { printable } from './printable.ts';

const filesReadMs = 60 * 60_000;
const howToAsk = ['nl2sql-mcp ask "How many customers are there?" --demo', 'On a terminal, ask without a question opens a prompt.'];

/** Asks one question and prints the answer, or converses at a prompt; exit code 0 with rows, 3 where no rung could answer or the SQL was refused. */
export async function askCommand(options: Options, positionals: readonly string[]): Promise<number> {
  const question = positionals.join(' ').trim();
  const atTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (question === '' && !atTerminal) throw new Failure('BAD_ARGUMENT', 'there is no question', { hints: howToAsk });
  const exportTo = options.export === undefined ? undefined : fileTarget(options.export);
  if (exportTo && question === '') throw new Failure('BAD_ARGUMENT', '--export needs a question', { hints: howToAsk });
  const config = await configure(options);
  printNotices(config, options);
  const services = await compose(config, { careful: options.careful ?? false });
  try {
    await filesAreRead(services);
    const conversation = new Conversation(services, options.database, exportTo);
    if (question === '') return await converse(conversation, { input: process.stdin, output: process.stdout }).then(() => 0);
    const answer = await askOnce(question, conversation, options, atTerminal && !options.json);
    return answer.status === 'ok' ? 0 : 3;
  } finally {
    await services.close();
  }
}

/** Reading large files may take longer than a call: who waits here waits for them, and Ctrl+C ends it. */
async function filesAreRead({ targets }: Services): Promise<void> {
  await Promise.all([...targets.values()].filter(({ database }) => database.schemaMarkNow).map(({ database }) => database.schemaVersion({ timeoutMs: filesReadMs })));
}

async function askOnce(question: string, conversation: Conversation, options: Options, atTerminal: boolean): Promise<Answer> {
  const first = await conversation.ask(question);
  const offers = offersOf(first);
  if (options.run !== undefined && first.status !== 'ok') return print(await conversation.run(offerNumbered(options.run, offers), question), options);
  print(first, options);
  if (options.json) return first;
  const remark = await remarkOn(question, first, conversation);
  if (remark !== undefined) process.stdout.write(`${printable(remark)}\n`);
  if (offers.length === 0) return first;
  if (!atTerminal) process.stdout.write(`${howToRun(offers)}\n`);
  const chosen = atTerminal ? await choose(offers) : undefined;
  return chosen ? print(await conversation.run(chosen, question), options) : first;
}

function howToRun({ length }: readonly Offer[]): string {
  return `${length > 1 ? 'Add --run N to run one of them' : 'Add --run 1 to run it'}, --context to see what is known of the tables.`;
}

function print(answer: Answer, { json, context }: Options): Answer {
  process.stdout.write(`${json ? JSON.stringify(answerToWire(answer)) : printable(answerText(answer, { context: context ?? false }))}\n`);
  return answer;
}

function offerNumbered(number: string, offers: readonly Offer[]): Offer {
  const offer = /^\d+$/.test(number) ? offers[Number(number) - 1] : undefined;
  if (offer) return offer;
  const range = offers.length > 1 ? `1 to ${offers.length}` : '1';
  const hint = offers.length === 0 ? 'This question has no reading that could be run.' : `The readings have the numbers ${range}; without --run they are listed.`;
  throw new Failure('BAD_ARGUMENT', `--run is ${number}`, { hints: [hint] });
}

/** On stderr, so that stdout holds answers only. */
async function choose(offers: readonly Offer[]): Promise<Offer | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return chosenOffer(await replyTo(offerPrompt(offers), lines), offers);
  } finally {
    lines.close();
  }
}
