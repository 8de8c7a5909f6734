#!/usr/bin/env node
import { type Arguments, parseArguments } from './cli/arguments.ts';
import { errorTable, toFailure } from './core/errors.ts';

/** Exit codes: 0 done, 1 failed, 2 wrong flags or configuration, 3 no answer. Only what a command needs is loaded. */
async function main(): Promise<number> {
  const parsed = parseArguments(process.argv.slice(2));
  if (parsed.options.help) {
    process.stdout.write((await import('./cli/help.ts')).help);
    return 0;
  }
  if (parsed.options.version) {
    process.stdout.write(`${(await import('./cli/version.ts')).version()}\n`);
    return 0;
  }
  return run(parsed);
}

async function run({ command, options, positionals }: Arguments): Promise<number> {
  switch (command) {
    case 'serve':
      return (await import('./cli/serve.ts')).serve(options);
    case 'ask':
      return (await import('./cli/ask.ts')).askCommand(options, positionals);
    case 'doctor':
      return (await import('./cli/doctor.ts')).doctor(options);
    case 'teach':
      return (await import('./cli/teach.ts')).teachCommand(options, positionals);
    case 'cache':
      return (await import('./cli/cache.ts')).cacheCommand(options, positionals);
    case 'audit':
      return (await import('./cli/audit.ts')).auditCommand(options);
    case 'performance':
      return (await import('./cli/performance.ts')).performanceCommand(options);
    case 'ab':
      return (await import('./cli/ab.ts')).ab(options);
    case 'eval':
      return (await import('./cli/evaluate.ts')).evaluate(options);
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const failure = toFailure(error);
    const hints = failure.hints.length > 0 ? failure.hints : [errorTable[failure.code].remedy];
    process.stderr.write(`nl2sql-mcp: ${failure.message}\n${hints.map((hint) => `  ${hint}\n`).join('')}`);
    process.exit(failure.code === 'BAD_CONFIG' || failure.code === 'BAD_ARGUMENT' ? 2 : 1);
  },
);
