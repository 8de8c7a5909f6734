import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const src = join(root, 'src');

/** Which folders each folder of src may import, besides itself. The table in ARCHITECTURE.md, enforced. */
const layers: Readonly<Record<string, readonly string[] | 'all'>> = {
  std: [],
  core: ['std'],
  sql: ['core', 'std'],
  language: ['core', 'std'],
  catalog: ['core', 'std', 'language'],
  semantics: ['core', 'std', 'sql', 'language', 'catalog'],
  instant: ['core', 'std', 'sql', 'language', 'catalog', 'semantics'],
  memory: ['core', 'std', 'sql', 'language', 'catalog', 'semantics'],
  cache: ['core', 'std'],
  database: ['core', 'std', 'sql'],
  telemetry: ['core', 'std'],
  exports: ['core', 'std'],
  model: ['core', 'std'],
  config: ['core', 'std'],
  demo: ['core', 'std', 'database'],
  answer: ['core', 'std', 'sql', 'language', 'catalog', 'semantics', 'instant', 'memory'],
  evaluate: ['core', 'std', 'answer'],
  mcp: ['core', 'std', 'answer'],
  http: ['core', 'std', 'answer'],
  cli: 'all',
  'compose.ts': 'all',
  'compose-state.ts': 'all',
  'compose-model.ts': 'all',
  'compose-targets.ts': 'all',
  'main.ts': 'all',
};

/** The rooms of `answer`, and which each may import, besides itself; files that belong to no room are for all of them. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  verify: [],
  target: ['verify'],
  run: ['verify', 'target'],
  ask: ['verify', 'target', 'run'],
  teach: ['verify', 'target', 'run', 'ask', 'learn'],
  learn: ['verify', 'target'],
  report: ['verify', 'target', 'run', 'ask'],
};
/** The doors: what wires the rooms together and what stands around a call. */
const doors: ReadonlySet<string> = new Set(['answer/services.ts', 'answer/observe.ts']);

/** Words that only these files may hold: the ways to what must have one source. */
const reserved: readonly { readonly pattern: RegExp; readonly why: string; readonly files: readonly string[] }[] = [
  { pattern: /\bissueVerified\b/, why: 'only the proof issues verified SQL', files: ['core/verified-sql.ts', 'answer/verify/prover.ts'] },
  { pattern: /\bas (unknown as )?VerifiedSql\b/, why: 'nothing is cast to verified SQL', files: ['core/verified-sql.ts'] },
  {
    pattern: /\b(?:database|inner|connection)\.bind\(/,
    why: 'only the proof has a database bind',
    files: ['answer/verify/prover.ts', 'answer/verify/policed-database.ts', 'answer/target/identified.ts', 'database/pooled-database.ts', 'telemetry/measured-database.ts'],
  },
  { pattern: /\bPromise\.race\(/, why: 'nothing races what outlives it; what races goes with its process', files: ['cli/asking/prompt.ts', 'cli/serve.ts', 'telemetry/otel.ts'] },
  { pattern: /\bconnection\.execute\(/, why: 'only the pool hands statements to a connection', files: ['database/pooled-database.ts'] },
  { pattern: /\bconnection\.stream\(/, why: 'only the pool hands statements to a connection', files: ['database/pooled-database.ts'] },
];

/** Where each package lives. zod parses at several boundaries, so it has several homes. */
const packageHomes: Readonly<Record<string, readonly string[]>> = {
  jose: ['http'],
  oauth4webapi: ['http'],
  'libpg-query': ['sql'],
  stemmer: ['language'],
  pluralize: ['language'],
  'lru-cache': ['cache'],
  ioredis: ['cache'],
  tinyqueue: ['catalog'],
  'generic-pool': ['database'],
  '@opentelemetry/api': ['telemetry'],
  '@opentelemetry/exporter-metrics-otlp-http': ['telemetry'],
  '@opentelemetry/exporter-trace-otlp-http': ['telemetry'],
  '@opentelemetry/resources': ['telemetry'],
  '@opentelemetry/sdk-metrics': ['telemetry'],
  '@opentelemetry/sdk-trace-node': ['telemetry'],
  '@opentelemetry/semantic-conventions': ['telemetry'],
  pg: ['database'],
  mysql2: ['database'],
  ssh2: ['database'],
  '@aws-sdk/rds-signer': ['database'],
  'google-auth-library': ['database'],
  '@azure/identity': ['database'],
  '@photostructure/sqlite': ['database'],
  '@duckdb/node-api': ['database'],
  'read-excel-file': ['database'],
  '@modelcontextprotocol/server': ['mcp'],
  '@modelcontextprotocol/node': ['mcp'],
  '@modelcontextprotocol/server-legacy': ['mcp'],
  '@ai-sdk/openai-compatible': ['model'],
  '@ai-sdk/anthropic': ['model'],
  '@ai-sdk/google': ['model'],
  'jsonc-parser': ['cli', 'config'],
  yaml: ['semantics'],
  zod: ['config', 'evaluate', 'mcp', 'memory', 'semantics'],
};

/** The only files that name an engine outside of the engines' own folders, and why. */
const namingEngines: Readonly<Record<string, string>> = {
  'database/engines.ts': 'the registry',
  'core/dialect.ts': 'the names themselves',
  'config/schema.ts': 'what is written about the keys for people, and the form of state.pgvector',
};

const lineCharsMax = 220;
/** How many lines are longer than that. The number may only fall. */
const longLines = 296;

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly target: string;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const folderOf = (file: string) => file.split('/')[0] ?? '';
const imports = files.flatMap((file): Import[] =>
  [...readFileSync(join(src, file), 'utf8').matchAll(/(?<!['\w])(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => ({ file, folder: folderOf(file), target: match[1] ?? '' })),
);

/** The lines of some folders that a pattern finds. */
function linesOf(folders: readonly string[], pattern: RegExp): string[] {
  const searched = files.filter((file) => folders.includes(folderOf(file)));
  return searched.flatMap((file) => readFileSync(join(src, file), 'utf8').split('\n').filter((line) => pattern.test(line)).map((line) => `${file}: ${line}`));
}

describe('the house', () => {
  test('every folder has a place in the layers', () => {
    expect(files.map(folderOf).filter((folder) => !(folder in layers))).toEqual([]);
  });

  test('a folder imports only from the layers below it', () => {
    const wrong = imports.filter(({ target }) => target.startsWith('.')).filter(({ file, folder, target }) => {
      const reached = folderOf(relative(src, join(src, file, '..', target)));
      const allowed = layers[folder];
      return allowed !== 'all' && reached !== folder && !allowed?.includes(reached);
    });
    expect(wrong).toEqual([]);
  });

  test('a room of answer imports only from the rooms below it', () => {
    const roomOf = (file: string) => (file.split('/').length > 2 ? file.split('/')[1] : undefined);
    const inside = imports.filter(({ folder, target }) => folder === 'answer' && target.startsWith('.')).map(({ file, target }) => ({ file, reached: join(file, '..', target) }));
    const wrong = inside.filter(({ file, reached }) => {
      if (doors.has(file) || !reached.startsWith('answer/')) return false;
      const [room, other] = [roomOf(file), roomOf(reached)];
      if (other === undefined) return doors.has(reached);
      return room !== other && !rooms[room ?? '']?.includes(other);
    });
    expect(wrong).toEqual([]);
    expect([...new Set(files.filter((file) => file.startsWith('answer/')).flatMap((file) => roomOf(file) ?? []))].toSorted()).toEqual(Object.keys(rooms).toSorted());
  });

  test.each(reserved)('$why', ({ pattern, files: homes }) => {
    const found = files.filter((file) => pattern.test(readFileSync(join(src, file), 'utf8')));
    expect(found.filter((file) => !homes.includes(file))).toEqual([]);
    expect(homes.filter((file) => !found.includes(file))).toEqual([]);
  });

  test('a package is imported only in its home', () => {
    const wrong = imports.filter(({ folder, target }) => {
      if (target.startsWith('.') || target.startsWith('node:')) return false;
      const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? '');
      return !packageHomes[name]?.includes(folder);
    });
    expect(wrong).toEqual([]);
  });

  test('outside its own folders no engine is named', () => {
    const naming = files.filter((file) => !/^(?:database|sql)\/(?:sqlite|duckdb|files|postgres|mysql)\//.test(file) && /sqlite|duckdb|postgres|mysql|mariadb/i.test(readFileSync(join(src, file), 'utf8')));
    expect(naming.toSorted()).toEqual(Object.keys(namingEngines).toSorted());
  });

  test('words of a language stand in its folder', () => {
    expect(linesOf(['catalog', 'instant'], /^(?:export )?const \w+(?:: ReadonlySet<string>)? = new Set\(\[?'/)).toEqual([]);
  });

  test('what words are looked up in is a Map: an object holds names that nobody put there', () => {
    expect(linesOf(['language', 'catalog', 'semantics', 'instant', 'memory'], /Object\.fromEntries\(|const \w+: Readonly<Record<string,/)).toEqual([]);
  });

  test('node modules are imported with their prefix', () => {
    expect(imports.filter(({ target }) => builtinModules.includes(target))).toEqual([]);
  });

  test('relative imports name the TypeScript file', () => {
    expect(imports.filter(({ target }) => target.startsWith('.') && !target.endsWith('.ts'))).toEqual([]);
  });

  test('no files import each other in a circle, types included', () => {
    const graph = new Map(files.map((file) => [file, imports.filter((entry) => entry.file === file && entry.target.startsWith('.')).map(({ target }) => join(file, '..', target))]));
    expect(circlesOf(graph)).toEqual([]);
  });

  test('the code map in ARCHITECTURE.md is the table of the layers', () => {
    expect(codeMap(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'))).toEqual(Object.fromEntries(Object.entries(layers).map(([folder, allowed]) => [folder, allowed === 'all' ? 'all' : allowed.toSorted()])));
  });

  test('the page takes types from core, and nothing else of the server', () => {
    const ofServer = sourcesOf('web').flatMap(({ file, text }) => [...text.matchAll(/^(?:import|export)( type)? .*'(?:\.\.\/)+(src\/[^']+)'/gm)].map(([, type, target = '']) => ({ file, isType: type !== undefined, target })));
    expect(ofServer.length).toBeGreaterThan(0);
    expect(ofServer.filter(({ isType, target }) => !isType || !target.startsWith('src/core/'))).toEqual([]);
  });

  test(`no line is longer than ${lineCharsMax} characters, but for those that are`, () => {
    const long = ['src', 'test', 'web', 'bench', 'scripts'].flatMap(sourcesOf).flatMap(({ text }) => text.split('\n').filter((line) => line.length > lineCharsMax));
    expect(long.length, 'break the new ones; longLines may only fall').toBeLessThanOrEqual(longLines);
  });
});

interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** What people write of a folder at the top: code and styles. */
function sourcesOf(folder: string): SourceFile[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|tsx|mjs|js|css)$/.test(name));
  return names.map((name) => ({ file: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') }));
}

/** The first and third columns of the code map: folders, and what they may import. */
function codeMap(architecture: string): Record<string, readonly string[] | 'all'> {
  const [, section = ''] = architecture.split('## Code map');
  const [table = ''] = section.split(/\n\n(?!\|)/);
  const rows = table.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').map((cell) => cell.trim()));
  return Object.fromEntries(
    rows.flatMap(([, folders = '', , allowed = '']) => [...folders.matchAll(/`([^`]+)`/g)].map(([, folder]) => [folder ?? '', allowed === 'all' ? 'all' : allowed.split(', ').filter(Boolean).toSorted()] as const)),
  );
}

/** Files that reach each other, each such group once, in order. */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const reached = new Map([...graph.keys()].map((file) => [file, reachableFrom(file, graph)]));
  const circles = [...reached].map(([file, others]) => [...others].filter((other) => reached.get(other)?.has(file)).toSorted());
  const names = new Set(circles.filter((circle) => circle.length > 0).map((circle) => circle.join(' ')));
  return [...names].toSorted().map((circle) => circle.split(' '));
}

function reachableFrom(file: string, graph: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...(graph.get(file) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(graph.get(next) ?? []));
  }
  return found;
}
