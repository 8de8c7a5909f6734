import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline/promises';
import { errorTable, toFailure } from '../../core/errors.ts';
import { nearest } from '../../std/nearest.ts';
import { inCommands } from '../in-commands.ts';
import { printable } from '../printable.ts';
import { answerText } from './answer-text.ts';
import { completionsOf } from './completion.ts';
import type { Conversation } from './conversation.ts';
import { leaving, promptCommands } from './prompt-commands.ts';
import { remarkOn } from './remark.ts';
import { chosenOffer, declines, offerPrompt, offersOf } from './readings.ts';

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

const linesKept = 500;

/** A conversation at a prompt, until the person leaves. Ctrl+C stops what runs, empties the line, and at an empty one leaves. */
export async function converse(conversation: Conversation, { input, output }: Terminal): Promise<void> {
  const { target } = conversation;
  const completer = async (line: string) => completionsOf(line, target.knowledge.known?.snapshot);
  const lines = createInterface({ input, output, terminal: true, historySize: linesKept, removeHistoryDuplicates: true, prompt: `${target.name}> `, completer });
  const running = new Interruptible(lines);
  const print = (text: string) => void output.write(`${printable(text)}\n`);
  // Known before the first Tab; where it can't be read the first question says why.
  target.knowledge.catalog().catch(() => undefined);
  print(`Ask ${target.name} in plain words, or type SQL. \\help lists what else there is; Tab completes names.`);
  lines.prompt();
  for await (const line of lines) {
    let next: string | undefined = line.trim();
    while (next !== undefined && !leaving.includes(next)) next = await respond(next, { conversation, running, lines, print });
    if (next !== undefined) break;
    lines.prompt();
  }
  lines.close();
}

interface Turn {
  readonly conversation: Conversation;
  readonly running: Interruptible;
  readonly lines: Interface;
  readonly print: (text: string) => void;
}

/** Gives the line that was typed where a choice was offered and that was none. */
async function respond(line: string, { conversation, running, lines, print }: Turn): Promise<string | undefined> {
  if (line === '') return undefined;
  if (line.startsWith('\\')) {
    print(commandText(line, conversation));
    return undefined;
  }
  try {
    const answer = await running.run((signal) => conversation.ask(line, signal));
    print(answerText(answer, { context: false }));
    const remark = await remarkOn(line, answer, conversation);
    if (remark !== undefined) print(remark);
    const offers = offersOf(answer);
    if (offers.length === 0) return undefined;
    const reply = await replyTo(offerPrompt(offers), lines);
    const chosen = chosenOffer(reply, offers);
    if (chosen) print(answerText(await running.run((signal) => conversation.run(chosen, line, signal)), { context: false }));
    return chosen || declines(reply) ? undefined : reply.trim();
  } catch (error) {
    const { message, hints, code } = toFailure(error);
    print([message, ...(hints.length > 0 ? hints : [errorTable[code].remedy]).map((hint) => `  ${inCommands(hint)}`)].join('\n'));
    return undefined;
  }
}

function commandText(line: string, conversation: Conversation): string {
  const command = promptCommands.find(({ name }) => name === line);
  if (command) return command.run(conversation);
  const [near] = nearest(line, promptCommands.map(({ name }) => name));
  return `There is no ${line}. ${near === undefined ? '\\help lists what there is.' : `Did you mean ${near}?`}`;
}

/** What is typed in reply; where the terminal closes before, that is "n". */
export async function replyTo(question: string, lines: Interface): Promise<string> {
  return Promise.race([lines.question(question), once(lines, 'close').then(() => 'n')]);
}

/** Work that Ctrl+C stops. */
class Interruptible {
  #current: AbortController | undefined;

  constructor(lines: Interface) {
    lines.on('SIGINT', () => {
      if (this.#current) this.#current.abort();
      else if (lines.line === '') lines.close();
      else lines.write(null, { ctrl: true, name: 'u' });
    });
  }

  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#current = controller;
    try {
      return await work(controller.signal);
    } finally {
      this.#current = undefined;
    }
  }
}
