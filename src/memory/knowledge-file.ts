import { z } from 'zod';
import { Failure } from '../core/errors.ts';
import type { Term } from './term.ts';

const database = z.string().optional();

const fileSchema = z.strictObject({
  $schema: z.string().optional(),
  questions: z.array(z.strictObject({ question: z.string().min(1), sql: z.string().min(1), history: z.array(z.string()).optional(), database })).optional(),
  synonyms: z.array(z.strictObject({ term: z.string().min(1), meaning: z.string(), database })).optional(),
  metrics: z.array(z.strictObject({ name: z.string().min(1), sql: z.string().min(1), table: z.string().optional(), database })).optional(),
  filters: z.array(z.strictObject({ table: z.string().min(1), condition: z.string().min(1), database })).optional(),
});

/** What people keep beside their code: questions with their right SQL, words, measures, and conditions that always go with a table. */
export type KnowledgeFile = z.infer<typeof fileSchema>;
export type VerifiedQuestion = NonNullable<KnowledgeFile['questions']>[number];

/** Fails naming what is wrong and where. */
export function parseKnowledge(text: string, path: string): KnowledgeFile {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new Failure('BAD_CONFIG', `${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = fileSchema.safeParse(raw);
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

export function questionsOf(file: KnowledgeFile, name: string): VerifiedQuestion[] {
  return (file.questions ?? []).filter((entry) => entry.database === undefined || entry.database === name);
}

type ListName = 'questions' | 'synonyms';

/** The file with an entry put in place of the one that `same` picks, or added at the end: what else stands in it stays as it is. */
export function withEntry<L extends ListName>(file: KnowledgeFile, list: L, entry: NonNullable<KnowledgeFile[L]>[number], same: (other: NonNullable<KnowledgeFile[L]>[number]) => boolean): KnowledgeFile {
  // The union of the two lists is not narrowed by L.
  const entries = (file[list] ?? []) as NonNullable<KnowledgeFile[L]>[number][];
  const at = entries.findIndex(same);
  return { ...file, [list]: at < 0 ? [...entries, entry] : entries.with(at, entry) };
}

export function formatKnowledge(file: KnowledgeFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}
