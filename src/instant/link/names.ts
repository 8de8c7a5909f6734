import type { CatalogIndex, IndexedColumn, IndexedTable, Named, Posting } from '../../catalog/index.ts';
import { extremeOf, isKeyWord } from '../../catalog/roles.ts';
import { genericNouns, unitNouns } from '../../language/en/column-names.ts';
import { nounsOfVerb } from '../../language/en/inflection.ts';
import { nameableVerbs } from '../../language/en/naming.ts';
import { functionWords, nameConnectors } from '../../language/en/stop-words.ts';
import { shortFor } from '../../language/en/short-forms.ts';
import { otherUnits } from '../../language/en/units.ts';
import { isNear } from '../../std/nearest.ts';
import { type Lexicon, phrasesAt } from '../../language/en/lexicon.ts';
import type { QuestionToken } from '../../language/en/tokens.ts';
import type { TermLink } from './glossary.ts';
import type { Tier } from './lattice.ts';
import type { Span } from './span.ts';

/** A word of a name that some tokens of the question say. */
interface Hit extends Span {
  readonly named: Named;
  readonly word: number;
  readonly weight: number;
  readonly tier: Tier;
}

export interface NameLink extends Span {
  readonly named: Named;
  readonly score: number;
  readonly tier: Tier;
  /** How much of what is missing to the name is said elsewhere in the question, 0 to 1. */
  readonly echo?: number;
  /** The name ends in a word for keys, and the question does not say it here: "stadium" for `stadium_id`. */
  readonly keyUnsaid?: boolean;
  /** The name begins with the least or the greatest of something, and the question does not say so here: "salary" for `min_salary`. */
  readonly extremeUnsaid?: boolean;
}

/** What the question says in place of a word of a name. */
interface Said extends Span {
  readonly stems: readonly string[];
  readonly weight: number;
  readonly tier: Tier;
}

const postingsMax = 300;
const scoreMin = 0.4;

/** Every place where the question may name a table or a column, wholly or in part. */
export function linkNames(tokens: readonly QuestionToken[], catalog: CatalogIndex, lexicon: Lexicon, terms: readonly TermLink[] = []): NameLink[] {
  const byNamed = new Map<Named, Hit[]>();
  const active = new Set<IndexedTable>();
  const said: readonly Said[] = [...saidBy(tokens, catalog, lexicon), ...terms.flatMap(({ from, to, meaning }) => (meaning.kind === 'words' ? [{ from, to, stems: meaning.stems, weight: 1, tier: 'glossary' as const }] : []))];
  const sized = said.map((entry) => ({ entry, size: entry.stems.reduce((size, word) => Math.max(size, catalog.postings.get(word)?.length ?? 0), 0) })).toSorted((a, b) => a.size - b.size);
  for (const { entry } of sized) for (const hit of hitsOf(entry, catalog, active)) {
    const list = byNamed.get(hit.named);
    if (list) list.push(hit);
    else byNamed.set(hit.named, [hit]);
  }
  const links: NameLink[] = [];
  for (const [named, hits] of byNamed) for (const link of spansOf(named, hits, tokens)) links.push(link);
  links.push(...joinedLinks(tokens, catalog));
  return links;
}

function* saidBy(tokens: readonly QuestionToken[], catalog: CatalogIndex, lexicon: Lexicon): Generator<Said> {
  const stemAt = (index: number) => (tokens[index]?.kind === 'word' ? tokens[index]?.stem : undefined);
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'word' || (functionWords.has(token.lower) && !(nameableVerbs.has(token.lower) && (at > 0 || beginsName(tokens, catalog))))) continue;
    yield { from: at, to: at + 1, stems: [token.stem], weight: 1, tier: 'exact' };
    for (const unit of otherUnits(token.stem)) if (catalog.postings.has(unit)) yield { from: at, to: at + 1, stems: [unit], weight: 0.85, tier: 'synonym' };
    for (const noun of nounsOfVerb(token)) if (catalog.postings.has(noun)) yield { from: at, to: at + 1, stems: [noun], weight: 0.8, tier: 'synonym' };
    if (!catalog.postings.has(token.stem) && !lexicon.triggers.has(token.lower)) yield* abbreviated(token, at, catalog);
    // What is sorted is no sort of something.
    if (token.lower.endsWith('ed') && lexicon.triggers.has(token.lower)) continue;
    for (const { words, meaning } of phrasesAt(lexicon.synonyms, at, stemAt)) {
      for (const { stems, weight } of meaning()) yield { from: at, to: at + words.length, stems, weight, tier: 'synonym' };
    }
    if (token.lower.length >= 5 && !catalog.postings.has(token.stem) && !lexicon.triggers.has(token.lower) && !lexicon.synonyms.has(token.stem)) yield* misspelled(token, at, catalog);
  }
}

/** "List prices by category" begins with a name, "List the products" with what is to be done. */
function beginsName([verb, next]: readonly QuestionToken[], catalog: CatalogIndex): boolean {
  return verb !== undefined && next !== undefined && (catalog.postings.get(verb.stem) ?? []).some(({ table, column }) => (column ?? table).stems.includes(next.stem));
}

/** Where names are abbreviated by habit, a word that none of them says may be the one that a short word of them leaves most of: "donors" are `dnr`. */
function* abbreviated(token: QuestionToken, at: number, catalog: CatalogIndex): Generator<Said> {
  const fits = [...catalog.shortWords].map(([short, stems]) => ({ stems, fit: shortFor(short, token.lower) }));
  const most = Math.max(0, ...fits.map(({ fit }) => fit));
  if (most === 0) return;
  for (const { stems, fit } of fits) {
    if (fit === most) yield { from: at, to: at + 1, stems: [stems], weight: 0.8 + 0.2 * fit, tier: fit === 1 ? 'exact' : 'synonym' };
  }
}

/** A word that nothing knows may be a misspelled word of the schema. */
function* misspelled(token: QuestionToken, at: number, catalog: CatalogIndex): Generator<Said> {
  const forms = token.lower.endsWith('s') ? [token.lower, token.lower.slice(0, -1)] : [token.lower];
  let budget = 20_000;
  for (const [word, wordStem] of catalog.spellings) {
    budget -= 1;
    if (budget < 0) return;
    if (word[0] === token.lower[0] && forms.some((form) => isNear(form, word))) yield { from: at, to: at + 1, stems: [wordStem], weight: 0.7, tier: 'typo' };
  }
}

/** Common words name only what rarer words of the question have brought into play. */
function* hitsOf(said: Said, catalog: CatalogIndex, active: Set<IndexedTable>): Generator<Hit> {
  const [first = ''] = said.stems;
  const postings = catalog.postings.get(first) ?? [];
  const crowded = postings.length > postingsMax;
  const looked = crowded && active.size < postings.length / 10 ? postingsOf(first, active) : postings;
  for (const { table, column, weight } of looked) {
    if (crowded && !active.has(table)) continue;
    const named = column ?? table;
    const own = wordsOf(named);
    const words = said.stems.map((word) => own.indexOf(word));
    if (!crowded && said.tier !== 'typo') active.add(table);
    if (words.every((word) => word >= 0)) for (const word of words) yield { from: said.from, to: said.to, named, word, weight: said.weight, tier: said.tier };
    else if (weight < 1 && said.tier === 'exact' && said.stems.length === 1) yield { from: said.from, to: said.to, named, word: -1, weight: 0.55, tier: 'comment' };
  }
}

/** The places of a word that half the schema shares, in a few tables. */
function postingsOf(word: string, tables: ReadonlySet<IndexedTable>): Posting[] {
  return [...tables].toSorted((a, b) => a.position - b.position).flatMap((table): Posting[] => [
    ...(table.stems.includes(word) ? [{ table, weight: 3 }] : []),
    ...table.columns.filter((column) => column.stems.includes(word)).map((column) => ({ table, column, weight: 2 })),
  ]);
}

/** Runs of neighbouring hits, each said once; shorter runs inside a run that bridges glue words are kept beside it. */
function* spansOf(named: Named, hits: readonly Hit[], tokens: readonly QuestionToken[]): Generator<NameLink> {
  const ordered = hits.toSorted((a, b) => a.from - b.from || b.weight - a.weight);
  const seen = new Set<string>();
  for (const [index, start] of ordered.entries()) {
    if (index > 0 && ordered[index - 1]?.from === start.from && ordered[index - 1]?.word === start.word) continue;
    const run: Hit[] = [start];
    for (const link of linksFrom(named, run, ordered, tokens)) {
      const key = `${link.from},${link.to}`;
      if (link.score < scoreMin || seen.has(key)) continue;
      seen.add(key);
      yield link;
    }
  }
}

function* linksFrom(named: Named, run: Hit[], ordered: readonly Hit[], tokens: readonly QuestionToken[]): Generator<NameLink> {
  let end = run[0]?.to ?? 0;
  for (const hit of ordered) {
    if (hit.from === run[0]?.from && hit.to === run[0]?.to && hit !== run[0] && !run.some((known) => known.word === hit.word)) run.push(hit);
  }
  yield linkOf(named, run, end, ordered);
  for (let step = 0; step < 5; step += 1) {
    const next = ordered.find((hit) => hit.from >= end && !run.some((known) => known.word === hit.word) && bridged(tokens, end, hit.from));
    if (!next) break;
    run.push(next);
    for (const hit of ordered) if (hit.from === next.from && hit.to === next.to && !run.some((known) => known.word === hit.word)) run.push(hit);
    end = next.to;
    yield linkOf(named, run, end, ordered);
  }
  const shared = sharedHead(named, run, ordered, tokens);
  if (shared) yield { ...linkOf(named, [...run, shared], run[0]?.to ?? 0, ordered), tier: 'shared' };
}

function bridged(tokens: readonly QuestionToken[], from: number, to: number): boolean {
  if (to - from > 3) return false;
  for (let index = from; index < to; index += 1) if (!nameConnectors.has(tokens[index]?.lower ?? '')) return false;
  return true;
}

/** "first and last names": the head of the second name is that of the first one, too. */
function sharedHead(named: Named, run: readonly Hit[], ordered: readonly Hit[], tokens: readonly QuestionToken[]): Hit | undefined {
  const [start] = run;
  const follower = tokens[start?.to ?? 0]?.lower;
  if (!start || run.length > 1 || (follower !== 'and' && follower !== ',' && follower !== 'or')) return undefined;
  const head = named.stems.length - 1;
  return ordered.find((hit) => hit.word === head && hit.word !== start.word && hit.from > start.to && hit.from <= start.to + 5);
}

function linkOf(named: Named, run: readonly Hit[], end: number, all: readonly Hit[]): NameLink {
  const best = new Map<number, Hit>();
  for (const hit of run) if ((best.get(hit.word)?.weight ?? 0) < hit.weight) best.set(hit.word, hit);
  let said = 0;
  let whole = 0;
  let echoed = 0;
  for (const [word, text] of wordsOf(named).entries()) {
    const importance = importanceOf(named, text);
    whole += importance;
    said += importance * (best.get(word)?.weight ?? 0);
    if (!best.has(word) && all.some((hit) => hit.word === word)) echoed += importance;
  }
  const comment = best.get(-1);
  const score = Math.max(said / whole, comment ? comment.weight : 0, saysHead(named, best) ? headScore : 0);
  const tiers = [...best.values()].map((hit) => hit.tier);
  const worst = (['comment', 'typo', 'synonym', 'glossary'] as const).find((tier) => tiers.includes(tier));
  const keyUnsaid = isColumn(named) && named.stems.length > 1 && !best.has(named.stems.length - 1) && isKeyWord(named.stems.at(-1) ?? '');
  return { named, from: run[0]?.from ?? 0, to: end, score, tier: worst ?? (said / whole > 0.99 ? 'exact' : 'part'), echo: echoed / whole, keyUnsaid, ...(isColumn(named) && !best.has(0) && extremeOf(named) ? { extremeUnsaid: true } : {}) };
}

/** Support tickets are tickets, and no support. */
const headScore = 0.8;

function saysHead(named: Named, best: ReadonlyMap<number, Hit>): boolean {
  return !isColumn(named) && named.stems.length > 1 && !genericNouns.has(named.stems.at(-1) ?? '') && best.get(named.stems.length - 1)?.weight === 1;
}

/** The table's own words in a column's name go without saying, and so does the unit of a figure. */
function importanceOf(named: Named, word: string): number {
  if ('column' in named) return named.stems.length > 1 && named.table.stems.includes(word) ? 0.3 : named.stems.length > 1 && unitNouns.has(word) ? 0.25 : 1;
  if (named.schemaStems.includes(word) && !named.stems.includes(word)) return named.isInDefaultSchema ? 0 : schemaImportance;
  return named.stems.length > 1 && genericNouns.has(word) ? 0.25 : 1;
}

/** A bare name is that of the table in the default schema; with the schema beside it, it is wholly that of the other. */
const schemaImportance = 0.3;

/** What a question may call it by: behind a table's own words those of its schema, where they tell it from another one's. */
function wordsOf(named: Named): readonly string[] {
  return isColumn(named) ? named.stems : [...named.stems, ...named.schemaStems];
}

/** Names written in one word on either side: "high schooler" and `Highschooler`, "makeid" and `MakeId`. */
function* joinedLinks(tokens: readonly QuestionToken[], catalog: CatalogIndex): Generator<NameLink> {
  for (let at = 0; at < tokens.length; at += 1) {
    let joined = '';
    for (let to = at + 1; to <= Math.min(at + 3, tokens.length); to += 1) {
      const token = tokens[to - 1];
      if (!token || token.kind === 'punctuation' || token.kind === 'quoted') break;
      joined += token.lower;
      if (joined.length < 4) continue;
      for (const form of formsOf(joined)) for (const named of rare(catalog.joinedNames.get(form))) {
        if (to - at > 1 || named.stems.length > 1 || named.stems[0] !== token.stem) yield { named, from: at, to, score: form === joined ? 1 : 0.95, tier: 'exact' };
      }
    }
  }
}

/** One of them and several: "salesperson" and "salespeople". */
function formsOf(name: string): ReadonlySet<string> {
  return new Set([name, ending(name, 's', ''), ending(name, 'ies', 'y'), `${name}s`, ending(name, 'person', 'people'), ending(name, 'people', 'person')]);
}

function ending(name: string, end: string, other: string): string {
  return name.endsWith(end) ? name.slice(0, -end.length) + other : name;
}

/** A name that half the schema bears says nothing. */
function rare(named: readonly Named[] | undefined): readonly Named[] {
  return named && named.length <= postingsMax ? named : [];
}

export function isColumn(named: Named): named is IndexedColumn {
  return 'column' in named;
}
