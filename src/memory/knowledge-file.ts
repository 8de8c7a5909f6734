import { z } from 'zod';
import { entryKinds } from '../core/entry-kinds.ts';
import { Failure } from '../core/errors.ts';
import { toolNames } from '../core/tool-names.ts';
import { type Entries, entryLists, listed, placed } from '../semantics/declared/entries.ts';
import type { Evidence } from './meanings.ts';
import type { Term } from './term.ts';

const database = z.string().optional();

const own: ReadonlySet<string> = new Set(toolNames);
const rowsExpectedMax = 1_000;

const namedQuestion = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{2,63}$/, 'small letters, digits and _, from 3 to 64 of them').refine((name) => !own.has(name), 'a tool of the server has this name'),
  description: z.string().min(1).max(500),
  question: z.string().min(1),
  sql: z.string().min(1),
  parameters: z.array(z.string().regex(/^(?!cursor$)[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and _; not cursor')).max(20).optional(),
  limit: z.int().min(1).optional(),
  expect: z.strictObject({
    columns: z.array(z.string()).optional().describe('The names of its columns'),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))).max(rowsExpectedMax).optional().describe('What it gives for the values of its own question'),
  }).optional().describe('What eval --tools finds it to give'),
  database,
});

/** The whole file. */
export const knowledgeSchema = z.strictObject({
  $schema: z.string().optional(),
  questions: z.array(z.strictObject({ question: z.string().min(1), sql: z.string().min(1), history: z.array(z.string()).optional(), database, origin: z.enum(['person', 'model']).optional() })).optional(),
  synonyms: z.array(z.strictObject({ term: z.string().min(1), meaning: z.string(), database })).optional(),
  metrics: z.array(z.strictObject({ name: z.string().min(1), sql: z.string().min(1), table: z.string().optional(), database })).optional(),
  tools: z.array(namedQuestion).max(100).refine((tools) => new Set(tools.map(({ name }) => name)).size === tools.length, 'two tools have one name').optional(),
  filters: z.array(z.strictObject({ table: z.string().min(1), condition: z.string().min(1), database })).optional(),
  ...entryLists,
});

/** What people keep beside their code: questions with their right SQL, words, measures, and conditions that always go with a table. */
export type KnowledgeFile = z.infer<typeof knowledgeSchema>;
/** A verified question that is a tool of its own; what the question says of its SQL's literals are the parameters. */
export type NamedQuestion = z.infer<typeof namedQuestion>;
export type VerifiedQuestion = NonNullable<KnowledgeFile['questions']>[number];

/** Fails naming what is wrong and where. */
export function parseKnowledge(text: string, path: string): KnowledgeFile {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new Failure('BAD_CONFIG', `${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = knowledgeSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new Failure('BAD_CONFIG', `${path}: ${parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`).join('; ')}`);
}

/** What a file says of one database: entries that name it, and those that name none. */
export function termsOf(file: KnowledgeFile, name: string): Term[] {
  const own = <T extends { readonly database?: string | undefined }>(entries: readonly T[] | undefined) => (entries ?? []).filter((entry) => entry.database === undefined || entry.database === name);
  return [
    ...own(file.synonyms).map(({ term, meaning }): Term => ({ kind: 'synonym', term, meaning })),
    ...own(file.metrics).map(({ name: term, sql, table }): Term => ({ kind: 'metric', term, meaning: table === undefined ? sql : `${sql} of ${table}` })),
    ...own(file.filters).map(({ table, condition }): Term => ({ kind: 'filter', term: table, meaning: condition })),
  ];
}

/** Those that a person stands for, of tools included: they answer. */
export function questionsOf(file: KnowledgeFile, name: string): VerifiedQuestion[] {
  const listed = (file.questions ?? []).filter((entry) => (entry.database === undefined || entry.database === name) && entry.origin !== 'model');
  return [...listed, ...toolsOf(file, name).map(({ question, sql }) => ({ question, sql }))];
}

/** Those that a model wrote and nobody has accepted. */
export function evidenceOf(file: KnowledgeFile, name: string): Evidence[] {
  return (file.questions ?? []).filter((entry) => (entry.database === undefined || entry.database === name) && entry.origin === 'model').map(({ question, sql }) => ({ question, sql }));
}

/** What the file says of what tables mean, of all databases together: so that each entry keeps its place. */
export function entriesOf(file: KnowledgeFile): Entries {
  return listed(placed(file));
}

export interface Learned {
  readonly entries: readonly Entries[];
  readonly questions: readonly Evidence[];
  /** Whether all of it counts at once, as if a person had accepted it. */
  readonly trust: boolean;
  /** The database that they speak of, where there are several. */
  readonly database?: string;
}

/** The file with what a model said in place of what one said of this database before; what people wrote stays. */
export function withLearned(file: KnowledgeFile, { entries, questions, trust, database: name }: Learned): KnowledgeFile {
  const about = name === undefined ? {} : { database: name };
  const isOld = (entry: { readonly origin?: string | undefined; readonly database?: string | undefined }) => entry.origin === 'model' && (name === undefined || entry.database === name);
  const kept = [...placed(file)].filter(({ entry }) => !isOld(entry));
  const learned = entries.flatMap((part) => [...placed(part)].map((one) => ({ ...one, entry: { ...(trust ? accepted(one.entry) : one.entry), ...about } })));
  const rest = entryKinds.reduce((others, kind) => ({ ...others, [kind]: undefined }), file);
  const known = (file.questions ?? []).filter((entry) => !isOld(entry));
  const added = questions.map((one) => ({ ...one, ...about, ...(trust ? {} : { origin: 'model' as const }) })).filter((one) => !known.some((other) => other.question === one.question && other.database === one.database));
  // The lists are written anew: what is undefined is not written.
  return { ...rest, ...(listed([...kept, ...learned]) as KnowledgeFile), ...(known.length + added.length === 0 ? {} : { questions: [...known, ...added] }) };
}

/** As if a person had written it. */
function accepted<T extends { readonly origin?: string | undefined }>(entry: T): Omit<T, 'origin'> {
  const { origin: _, ...rest } = entry;
  return rest;
}

/** The file with what a model said and asked of a database accepted. */
export function withTrusted(file: KnowledgeFile, name: string): KnowledgeFile {
  const isOther = (entry: { readonly database?: string | undefined }) => entry.database !== undefined && entry.database !== name;
  const entries = listed([...placed(file)].map((one) => ({ ...one, entry: isOther(one.entry) ? one.entry : accepted(one.entry) })));
  const questions = (file.questions ?? []).map(({ origin, ...entry }) => (origin === 'model' && entry.database !== undefined && entry.database !== name ? { ...entry, origin } : entry));
  return { ...file, ...(entries as KnowledgeFile), ...(file.questions ? { questions } : {}) };
}

export function toolsOf(file: KnowledgeFile, name: string): NamedQuestion[] {
  return (file.tools ?? []).filter((entry) => entry.database === undefined || entry.database === name);
}

type ListName = 'questions' | 'synonyms' | 'tools';

/** The file with an entry put in place of the one that `same` picks, or added at the end: what else stands in it stays as it is. */
export function withEntry<L extends ListName>(file: KnowledgeFile, list: L, entry: NonNullable<KnowledgeFile[L]>[number], same: (other: NonNullable<KnowledgeFile[L]>[number]) => boolean): KnowledgeFile {
  // The union of the lists is not narrowed by L.
  const entries = (file[list] ?? []) as NonNullable<KnowledgeFile[L]>[number][];
  const at = entries.findIndex(same);
  return { ...file, [list]: at < 0 ? [...entries, entry] : entries.with(at, entry) };
}

/** A tool as the file would take it; fails naming what it would not. */
export function parseTool(entry: NamedQuestion): NamedQuestion {
  const parsed = namedQuestion.safeParse(entry);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Failure('BAD_ARGUMENT', `this can't be a tool: ${reasons.join('; ')}`, { hints: ['tool: a name such as orders_of_customer'] });
}

export function withoutTool(file: KnowledgeFile, tool: NamedQuestion): KnowledgeFile {
  return { ...file, tools: (file.tools ?? []).filter((other) => other !== tool) };
}

export function formatKnowledge(file: KnowledgeFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}
