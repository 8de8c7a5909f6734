import { z } from 'zod';
import { type EntryKind, entryKinds } from '../../core/entry-kinds.ts';
import { roles } from '../model.ts';

const text = z.string().trim().min(1).max(2_000);
const words = z.array(z.string().trim().min(1).max(100)).min(1).max(40);
const table = text.describe('A table of the database');
const column = text.describe('A column, as table.column');
const where = text.describe('A condition on one row, in the SQL of the database; columns of other tables in a subquery');

/** What every entry may say of itself. */
const about = {
  database: z.string().optional().describe('The database it holds for (default: all)'),
  origin: z.enum(['person', 'model']).optional().describe('Who wrote it (default: a person); where a person and a model differ, the person is right'),
};

const kinds = ['person', 'organisation', 'thing', 'event', 'transaction', 'line', 'association', 'code list', 'log', 'snapshot'] as const;

/** Each kind of entry, by the name of its list. One place for the file, for what is taught, and for what a model replies. */
export const entrySchemas = {
  entities: z.strictObject({
    table,
    nouns: words.optional().describe('What people call its rows, besides its name: clients, punters'),
    verbs: words.optional().describe('What people say happened where there is such a row: bought, rented, signed up'),
    kind: z.enum(kinds).optional(),
    display: z.array(text).min(1).max(4).optional().describe('The columns by which a row is shown: first and last name, a title'),
    moment: text.optional().describe('The column that tells when rows happened; "in May" means it'),
    ...about,
  }).describe('What the rows of a table are'),
  attributes: z.strictObject({
    column,
    words: words.optional().describe('What people call it, besides its name'),
    role: z.enum(roles).optional(),
    unit: text.optional().describe('The unit that it is kept in: cent, minute, gram'),
    ...about,
  }).describe('What a column holds'),
  measures: z.strictObject({
    words,
    sql: text.describe('An aggregate over rows of the table: SUM(quantity * unit_price * (1 - discount)); columns of tables that it refers to as table.column'),
    table,
    where: where.optional(),
    ...about,
  }).describe('A figure by name'),
  states: z.strictObject({
    table,
    where,
    words: words.optional().describe('What people say of such rows: unpaid, overdue, still with us'),
    nouns: words.optional().describe('What people call such rows: churners, buyers'),
    ...about,
  }).refine((entry) => entry.words !== undefined || entry.nouns !== undefined, { message: 'give words or nouns' }).describe('What some rows of a table are'),
  relations: z.strictObject({
    key: column.describe('The column that refers to another table'),
    words: words.optional().describe('Who or what is meant by it: buyer, manager, looked after by, reports to'),
    default: z.literal(true).optional().describe('Of several keys between the same two tables, the one that is meant where nothing is said'),
    ...about,
  }).refine((entry) => entry.words !== undefined || entry.default !== undefined, { message: 'give words or default' }).describe('What a key means'),
  values: z.strictObject({
    column,
    value: z.union([z.string(), z.number()]).describe('As it stands in the data'),
    words: words.describe('What it means, and how else people write it'),
    ...about,
  }).describe('A code or another spelling of a value'),
  settings: z.strictObject({
    weekStart: z.enum(['monday', 'saturday', 'sunday']).optional(),
    fiscalYearStart: z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/, 'month and day (up to 28), such as 04-01').optional(),
    fiscalYearName: z.enum(['start', 'end']).optional().describe('The year that it is called by: that in which it starts, or ends (default: end)'),
    currency: z.string().trim().min(1).max(20).optional().describe('Of amounts that say no other'),
    ...about,
  }).describe('Customs of the house'),
  not: z.strictObject({
    words,
    means: text.describe('The table, or the column as table.column, that the words do not mean'),
    ...about,
  }).describe('What a word does not mean'),
} as const satisfies Readonly<Record<EntryKind, z.ZodType>>;

/** `source`: where it was read, if that is no list of the knowledge file. */
export type EntryOf<K extends EntryKind> = z.infer<(typeof entrySchemas)[K]> & { readonly source?: string | undefined };
/** Lists of entries by their kind, as the knowledge file holds them. */
export type Entries = { readonly [K in EntryKind]?: readonly EntryOf<K>[] | undefined };

/** Of each kind a list. */
export const entryLists = {
  entities: z.array(entrySchemas.entities).optional(),
  attributes: z.array(entrySchemas.attributes).optional(),
  measures: z.array(entrySchemas.measures).optional(),
  states: z.array(entrySchemas.states).optional(),
  relations: z.array(entrySchemas.relations).optional(),
  values: z.array(entrySchemas.values).optional(),
  settings: z.array(entrySchemas.settings).optional(),
  not: z.array(entrySchemas.not).optional(),
} as const;

/** One entry with its place, as errors name it. */
export interface PlacedEntry<K extends EntryKind = EntryKind> {
  readonly kind: K;
  readonly at: number;
  readonly entry: EntryOf<K>;
}

/** Those that hold for a database; `at` is their place among all. */
export function* placed(entries: Entries, database?: string): Iterable<PlacedEntry> {
  for (const kind of entryKinds) for (const [at, entry] of (entries[kind] ?? []).entries()) {
    if (database === undefined || entry.database === undefined || entry.database === database) yield { kind, at, entry };
  }
}

/** The same as lists. */
export function listed(entries: Iterable<Pick<PlacedEntry, 'kind' | 'entry'>>): Entries {
  const lists: { [K in EntryKind]?: EntryOf<EntryKind>[] } = {};
  for (const { kind, entry } of entries) (lists[kind] ??= []).push(entry);
  // Each entry stands in the list of its kind.
  return lists as Entries;
}

/** As errors name it: `states[3]`, or where in which other file. */
export function placeOf({ kind, at, entry }: Pick<PlacedEntry, 'kind' | 'at'> & Partial<Pick<PlacedEntry, 'entry'>>): string {
  return entry?.source ?? `${kind}[${at}]`;
}
