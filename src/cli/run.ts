import { errorTable, forOperators, toFailure } from '../core/errors.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { outlivesItsReader } from './closed-pipe.ts';
import { inCommands } from './in-commands.ts';
import { version } from './version.ts';

/** Runs a command line to its exit code: 0 done, 1 failed, 2 wrong flags or configuration, 3 no answer. Only what the command needs is loaded. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  try {
    const parsed = parseArguments(argv);
    // A server's output is its transport, which ends with its reader.
    if (parsed.command !== 'serve' || parsed.options.help || parsed.options.version) outlivesItsReader(process.stdout);
    return await dispatch(parsed);
  } catch (error) {
    const failure = forOperators(toFailure(error));
    const hints = failure.hints.length > 0 ? failure.hints : [errorTable[failure.code].remedy];
    process.stderr.write(`nl2sql-mcp: ${failure.message}\n${hints.map((hint) => `  ${inCommands(hint)}\n`).join('')}`);
    return failure.code === 'BAD_CONFIG' || failure.code === 'BAD_ARGUMENT' ? 2 : 1;
  }
}

async function dispatch(parsed: Arguments): Promise<number> {
  if (parsed.options.help) {
    process.stdout.write((await import('./help.ts')).help);
    return 0;
  }
  if (parsed.options.version) {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  return run(parsed);
}

async function run({ command, options, positionals }: Arguments): Promise<number> {
  switch (command) {
    case 'serve':
      return (await import('./serve.ts')).serve(options);
    case 'ask':
      return (await import('./ask.ts')).askCommand(options, positionals);
    case 'doctor':
      return (await import('./doctor.ts')).doctor(options);
    case 'teach':
      return (await import('./teach.ts')).teachCommand(options, positionals);
    case 'cache':
      return (await import('./cache.ts')).cacheCommand(options, positionals);
    case 'audit':
      return (await import('./audit.ts')).auditCommand(options);
    case 'performance':
      return (await import('./performance.ts')).performanceCommand(options);
    case 'explain':
      return (await import('./explain.ts')).explain(options, positionals);
    case 'semantics':
      return (await import('./semantics.ts')).semantics(options);
    case 'learn':
      return (await import('./learn.ts')).learn(options);
    case 'init':
      return (await import('./init.ts')).init(options, positionals);
    case 'ab':
      return (await import('./ab.ts')).ab(options);
    case 'eval':
      return options.tools ? (await import('./evaluate-tools.ts')).evaluateTools(options) : (await import('./evaluate.ts')).evaluate(options);
  }
}
