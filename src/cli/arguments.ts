import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Failure } from '../core/errors.ts';
import { nearest } from '../std/nearest.ts';
import { isFile, namedFiles } from './named-files.ts';

/** Every option of the command line. `test/documentation.test.ts` holds them against docs/command-line.md. */
export const optionDefinitions = {
  config: { type: 'string' },
  dsn: { type: 'string', multiple: true },
  demo: { type: 'boolean' },
  stdio: { type: 'boolean' },
  http: { type: 'string' },
  sse: { type: 'string' },
  json: { type: 'boolean' },
  run: { type: 'string' },
  context: { type: 'boolean' },
  export: { type: 'string' },
  reset: { type: 'boolean' },
  database: { type: 'string' },
  questions: { type: 'string' },
  databases: { type: 'string' },
  out: { type: 'string' },
  cols: { type: 'string' },
  rungs: { type: 'string' },
  oracle: { type: 'string' },
  dialect: { type: 'string' },
  'no-look': { type: 'boolean' },
  careful: { type: 'boolean' },
  sql: { type: 'string' },
  verdict: { type: 'string' },
  term: { type: 'string' },
  meaning: { type: 'string' },
  tool: { type: 'string' },
  tools: { type: 'boolean' },
  level: { type: 'string' },
  validate: { type: 'boolean' },
  scratch: { type: 'string' },
  host: { type: 'string', multiple: true },
  print: { type: 'boolean' },
  reply: { type: 'string', multiple: true },
  trust: { type: 'boolean' },
  check: { type: 'boolean' },
  inbox: { type: 'boolean' },
  count: { type: 'string' },
  remove: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

export const commands = ['serve', 'ask', 'eval', 'doctor', 'audit', 'performance', 'ab', 'teach', 'cache', 'init', 'explain', 'semantics', 'learn'] as const;
export type CommandName = (typeof commands)[number];

/** Commands that files may follow. */
const withFiles: ReadonlySet<CommandName> = new Set(['serve', 'doctor', 'semantics', 'init', 'ask', 'explain', 'teach']);

export type Options = ReturnType<typeof parse>['values'];

export interface Arguments {
  readonly command: CommandName;
  readonly options: Options;
  readonly positionals: readonly string[];
}

function parse(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: optionDefinitions, allowPositionals: true, strict: true });
}

/**
 * The command (default `serve`), its options and what follows it; files that are named become databases. Unknown words fail with the
 * nearest known one.
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parseOrFail(argv);
  const [first] = positionals;
  const command = commands.find((name) => name === (first ?? 'serve')) ?? (first !== undefined && isFile(first) ? 'serve' : undefined);
  if (command) {
    const words = first === command ? positionals.slice(1) : positionals;
    const { dsns, rest } = withFiles.has(command) ? namedFiles(words) : { dsns: [], rest: words };
    return { command, options: dsns.length === 0 ? values : { ...values, dsn: [...(values.dsn ?? []), ...dsns] }, positionals: rest };
  }
  const near = nearest(first ?? '', commands);
  throw new Failure('BAD_CONFIG', `there is no command "${first}"`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Commands: ${commands.join(', ')}`] });
}

function parseOrFail(argv: readonly string[]) {
  try {
    return parse(argv);
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. To specify')[0] ?? error.message : String(error);
    const wrong = /option '-{0,2}([\w-]+)/.exec(message)?.[1] ?? '';
    const near = nearest(wrong, Object.keys(optionDefinitions)).filter((name) => name !== wrong);
    throw new Failure('BAD_CONFIG', message, { hints: near.length > 0 ? [`Did you mean --${near.join(' or --')}?`] : ['nl2sql-mcp --help lists the options.'] });
  }
}
