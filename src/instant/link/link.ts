import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { displayColumns, isIdentity, isNameWord } from '../../catalog/roles.ts';
import type { ValueIndex } from '../../catalog/values.ts';
import type { GlossaryEntry } from '../../core/glossary.ts';
import type { Declared } from '../../semantics/declared/read.ts';
import { semanticsOf } from '../../semantics/infer.ts';
import type { EntityKind, SemanticModel } from '../../semantics/model.ts';
import { isParticiple } from '../../language/en/inflection.ts';
import { lexicon as loadLexicon, type Lexicon, type PhraseTable, phrasesAt } from '../../language/en/lexicon.ts';
import type { QuestionToken } from '../../language/en/tokens.ts';
import type { AdjectiveLink, ColumnLink, Lattice, TableLink, TriggerLink, ValueLink } from './lattice.ts';
import type { Span } from './span.ts';
import { linkTerms } from './glossary.ts';
import { isColumn, linkNames, type NameLink } from './names.ts';
import { amountNouns, numberNouns } from '../../language/en/naming.ts';
import { respelled } from '../../language/en/spelling.ts';
import { decidedBy, isDecided } from './decided.ts';
import { isDenied, saidLinks, saidNames } from './said.ts';
import { linkValues } from './values.ts';

/** Of one run of words at most so many meanings of a kind are kept. */
const columnsPerSpan = 6;
const tablesPerSpan = 4;
const valuesPerSpan = 5;

export interface LinkOptions {
  /** Tables of the conversation; they count as named. */
  readonly context?: readonly IndexedTable[];
  readonly glossary?: readonly GlossaryEntry[];
  readonly declared?: Declared | undefined;
  /** Of what was said only what people said or accepted (default: all). */
  readonly isAccepted?: boolean;
}

/** Finds all that the words may mean: names of the schema, values of the data, and phrases of the language. */
export function link(said: readonly QuestionToken[], catalog: CatalogIndex, values: ValueIndex, { context = [], glossary = [], declared, isAccepted = false }: LinkOptions = {}): Lattice {
  const lexicon = loadLexicon();
  const tokens = respelled(said, lexicon, (token) => catalog.postings.has(token.stem) || values.find(token.text).length > 0);
  const semantics = semanticsOf(catalog, values, declared);
  const meant = saidLinks(tokens, semantics).filter(({ certainty }) => !isAccepted || certainty === 1);
  const terms = linkTerms(tokens, catalog, glossary);
  const decided = decidedBy(meant, terms);
  const isOpen = (span: Span, column: IndexedColumn) => !isDenied(meant, span, column) && !isDecided(decided, span, column.table);
  const valued = withoutMasters(linkValues(tokens, values, lexicon, semantics)).filter((found) => isOpen(found, found.column));
  // What the data holds is no slip: strays are no stays.
  const isSlip = ({ tier, from, to }: NameLink) => tier === 'typo' && valued.some((found) => found.match !== 'part' && found.from <= from && found.to >= to);
  const isName = (found: NameLink) => !isSlip(found) && !isVerb(tokens, found) && !isDone(tokens, found, semantics) && !isNumbering(tokens, found, semantics);
  const known = linkNames(tokens, catalog, lexicon, terms).filter((found) => isName(found) && (isColumn(found.named) ? isOpen(found, found.named) : !isDenied(meant, found, found.named)));
  const names: NameLink[] = [...known.map((found) => withNumber(tokens, found)), ...saidNames(meant)];
  names.push(...terms.flatMap(({ from, to, meaning }) => (meaning.kind === 'named' ? [{ from, to, named: meaning.named, score: 1, tier: 'glossary' as const }] : [])));
  const tables: TableLink[] = [];
  const columns: ColumnLink[] = [];
  for (const { named, ...rest } of names) {
    if (!isColumn(named)) tables.push({ ...rest, table: named });
  }
  tables.push(...calledLike(tokens, names, tables));
  const sure = byStart(tokens.length, tables.filter(({ score }) => score > 0.7));
  const named = namedTables(tables);
  for (const table of context) if (!named.has(table)) named.set(table, 0.7);
  const called = new Set(names.filter(({ named: own, tier, score }) => isColumn(own) && tier === 'exact' && score > 0.95).map(({ from, to }) => `${from} ${to}`));
  for (const { named: column, ...rest } of names) {
    if (!isColumn(column)) continue;
    const stands = standsFor(catalog, column, sure[rest.from] ?? [], rest.to);
    if (rest.keyUnsaid && stands) continue;
    const outdone = rest.tier === 'synonym' && called.has(`${rest.from} ${rest.to}`);
    columns.push({ ...rest, column, near: nearness(sure, rest, column.table), ...(stands && !named.has(column.table) ? { borrowed: true } : {}), ...(outdone ? { outdone } : {}) });
  }
  const bonus = (table: IndexedTable) => 0.3 * (named.get(table) ?? 0);
  const place = <T extends Span>(links: readonly T[], perSpan: number, rank: (link: T) => number) => byStart(tokens.length, best(links, perSpan, rank));
  return {
    tokens,
    catalog,
    values,
    semantics,
    lexicon,
    named,
    terms,
    said: meant,
    decided,
    columns: place(columns, columnsPerSpan, (entry) => entry.score + bonus(entry.column.table)),
    tables: place(tables, tablesPerSpan, (entry) => entry.score),
    valueLinks: place<ValueLink>(valued, valuesPerSpan, (entry) => entry.score + bonus(entry.column.table) + (isIdentity(entry.column) ? 0.1 : 0)),
    ...phraseLinks(tokens, lexicon),
  };
}

/** What a table of codes says of a code is said of the columns that hold it: the table itself is not what anybody asks for. */
function withoutMasters(links: readonly ValueLink[]): ValueLink[] {
  const coded = links.filter(({ match }) => match === 'coded');
  const masters = new Set(coded.flatMap(({ master }) => (master ? [master] : [])));
  return links.filter(({ column, from, to }) => !masters.has(column.table) || !coded.some((other) => other.from === from && other.to === to));
}

/** "phone number", "room numbers": what is no amount is called so, too. */
function withNumber(tokens: readonly QuestionToken[], found: NameLink): NameLink {
  const isNumber = numberNouns.has(tokens[found.to]?.lower ?? '');
  return isNumber && isColumn(found.named) && found.named.column.family === 'text' ? { ...found, to: found.to + 1 } : found;
}

/** "companies": rows are called by what their name is the name of, such as `company_name` of the accounts. */
function calledLike(tokens: readonly QuestionToken[], names: readonly NameLink[], tables: readonly TableLink[]): TableLink[] {
  return names.flatMap(({ named, from, to, tier }): TableLink[] => {
    const called = isColumn(named) && tier === 'part' && named.stems.length === 2 && isNameWord(named.stems[1] ?? '') && tokens[from]?.stem === named.stems[0] && displayColumns(named.table).includes(named) && displayColumns(named.table).length === 1;
    return called && !tables.some((link) => link.from === from && link.to === to && link.score > 0.6) ? [{ from, to, table: named.table, score: 0.8, tier: 'synonym' }] : [];
  });
}

/** "how many orders did each customer place": behind "did", the last word is what was done, and no other word for a place. */
function isVerb(tokens: readonly QuestionToken[], { from, to, tier }: NameLink): boolean {
  const end = tokens.findLastIndex(({ kind }) => kind !== 'punctuation');
  return tier === 'synonym' && from === end && to === end + 1 && tokens.slice(0, from).some(({ lower }) => lower === 'did' || lower === 'does' || lower === 'do');
}

/** "borrowed" is what somebody did, and nobody who did it; who designed a wardrobe is no model. */
function isDone(tokens: readonly QuestionToken[], { named, from, tier }: NameLink, semantics: SemanticModel): boolean {
  return tier === 'synonym' && !isColumn(named) && isParticiple(tokens[from]?.lower ?? '') && isParty(semantics.entity(named).kind);
}

function isParty(kind: EntityKind): boolean {
  return kind === 'person' || kind === 'organisation' || kind === 'thing';
}

/** An amount may be called a number, but not that with which a bill is numbered. */
function isNumbering(tokens: readonly QuestionToken[], { named, to, tier }: NameLink, semantics: SemanticModel): boolean {
  return tier === 'synonym' && isColumn(named) && amountNouns.has(tokens[to - 1]?.lower ?? '') && ['key', 'code'].includes(semantics.attribute(named).role);
}

/** "customers" speaks of customers, not of the key by which their orders refer to them. */
function standsFor(catalog: CatalogIndex, { column, table }: IndexedColumn, tables: readonly TableLink[], to: number): boolean {
  const referred = catalog.edges(table).find((edge) => edge.from === table && edge.pairs.length === 1 && edge.pairs[0]?.[0] === column.name)?.to;
  return tables.some((link) => link.to === to && (link.table === referred || (link.table === table && table.table.primaryKey.includes(column.name))));
}

const reach = 7;

/** "id of the document": the next table that is named says whose column is meant; so does one just before ("document id"). */
function nearness(sure: readonly (readonly TableLink[])[], { from, to }: Span, table: IndexedTable): ColumnLink['near'] {
  const isBefore = [from - 1, from - 2, from - 3].some((at) => sure[at]?.some((link) => link.to === from && link.table === table));
  if (isBefore) return 'before';
  for (let at = to; at < to + reach; at += 1) {
    const links = sure[at] ?? [];
    if (links.length > 0) return links.some((link) => link.table === table) ? 'after' : 'other';
  }
  return 'none';
}

function namedTables(links: readonly TableLink[]): Map<IndexedTable, number> {
  const named = new Map<IndexedTable, number>();
  for (const { table, score } of links) if (score > (named.get(table) ?? 0)) named.set(table, score);
  return named;
}

function phraseLinks(tokens: readonly QuestionToken[], lexicon: Lexicon): { triggers: TriggerLink[][]; adjectives: AdjectiveLink[][] } {
  const wordAt = (index: number) => (tokens[index]?.kind === 'quoted' ? undefined : tokens[index]?.lower);
  const all = <T>(table: PhraseTable<T>) => tokens.map((_, at) => phrasesAt(table, at, wordAt).map(({ words, meaning }) => ({ from: at, to: at + words.length, meaning })));
  return {
    triggers: all(lexicon.triggers).map((links) => links.map(({ from, to, meaning }) => ({ from, to, name: meaning }))),
    adjectives: all(lexicon.adjectives).map((links) => links.map(({ from, to, meaning }) => ({ from, to, adjective: meaning }))),
  };
}

function best<T extends Span>(links: readonly T[], perSpan: number, rank: (link: T) => number): T[] {
  const groups = new Map<number, T[]>();
  for (const link of links) {
    const key = link.from * 1_000 + link.to;
    const group = groups.get(key);
    if (group) group.push(link);
    else groups.set(key, [link]);
  }
  return [...groups.values()].flatMap((group) => (group.length > perSpan ? group.toSorted((a, b) => rank(b) - rank(a)).slice(0, perSpan) : group));
}

function byStart<T extends Span>(length: number, links: readonly T[]): T[][] {
  const places: T[][] = Array.from({ length }, () => []);
  for (const link of links) places[link.from]?.push(link);
  return places;
}
