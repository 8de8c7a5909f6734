import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { GlossaryEntry } from '../../src/core/glossary.ts';
import type { Cell } from '../../src/core/result.ts';
import { compile, type InstantRequest, readTokens, type Rival } from '../../src/instant/engine.ts';
import type { Lattice } from '../../src/instant/link/lattice.ts';
import { link } from '../../src/instant/link/link.ts';
import type { Fragment } from '../../src/instant/rules/fragment.ts';
import { rules } from '../../src/instant/rules/all.ts';
import { stem } from '../../src/language/en/stem.ts';
import { readData } from '../../src/semantics/data.ts';
import { type Entries, entryLists } from '../../src/semantics/declared/entries.ts';
import { readEntries } from '../../src/semantics/declared/read.ts';
import { stateNames, wordsOfState } from '../../src/semantics/states.ts';
import { sqliteDialect } from '../../src/sql/sqlite/dialect.ts';
import { schemas } from './fixtures/schemas.ts';
import { type Asked, asked } from './open.ts';

/** One question, what it must give, and what of the engine it is there for. */
interface Fixture {
  /** Of `schemas.ts`. */
  readonly schema: string;
  readonly question: string;
  /** In any order, and the cells of a row too; unless they are `ordered`. */
  readonly rows: readonly (readonly Cell[])[];
  readonly ordered?: true;
  /** What people of the house said beforehand. */
  readonly glossary?: readonly GlossaryEntry[];
  readonly knowledge?: Entries;
  /** The phrase pattern, by the name that its fragments bear. */
  readonly rule?: string;
  /** An entry of the concepts of this name. */
  readonly state?: string;
  readonly event?: string;
  readonly measure?: string;
}

interface EventConcept { readonly verbs: readonly string[]; readonly nouns: readonly string[]; readonly names: readonly string[] }

const fixtures = ['rules', 'states', 'events', 'measures'].flatMap((name) => readLines<Fixture>(name));

function readLines<T>(name: string): T[] {
  return readFileSync(new URL(`fixtures/${name}.jsonl`, import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as T);
}

const opened = new Map<string, Asked>();

function open(schema: string): Asked {
  const found = opened.get(schema) ?? asked(schemas[schema] ?? '');
  opened.set(schema, found);
  return found;
}

interface Reading {
  readonly rival: Rival | undefined;
  readonly lattice: Lattice;
  readonly abstention: string | undefined;
}

const readings = new Map<Fixture, Reading>();

/** The best reading of a question, with what its words may mean. */
function readingOf(fixture: Fixture): Reading {
  const found = readings.get(fixture) ?? read(fixture);
  readings.set(fixture, found);
  return found;
}

function read({ schema, question, glossary = [], knowledge }: Fixture): Reading {
  const { catalog, values } = open(schema);
  const declared = knowledge && readEntries(knowledge, { catalog, dialect: sqliteDialect });
  const request: InstantRequest = { question, history: [], glossary, catalog, values, dialect: sqliteDialect, declared };
  const { rivals: [rival], abstention } = compile(request);
  return { rival, abstention, lattice: link(readTokens(request), catalog, values, { glossary, declared }) };
}

/** Rows as texts: figures to six places, cells in any order. */
function texts(rows: readonly (readonly Cell[])[], ordered: boolean): string[] {
  const told = rows.map((row) => JSON.stringify(row.map((cell) => (typeof cell === 'number' ? String(Math.round(cell * 1e6) / 1e6) : String(cell))).toSorted()));
  return ordered ? told : told.toSorted();
}

function fragmentsOf(fixture: Fixture): readonly Fragment[] {
  return readingOf(fixture).rival?.ranked.fragments ?? [];
}

/** Where one of these phrases stands in the question, by stems. */
function saidAt({ tokens }: Lattice, phrases: readonly string[]): { readonly from: number; readonly to: number }[] {
  return phrases.map((phrase) => phrase.split(' ').map(stem)).flatMap((words) =>
    tokens.flatMap((_, from) => (words.every((word, offset) => tokens[from + offset]?.stem === word) ? [{ from, to: from + words.length }] : [])));
}

/** Whether the rows were taken to be in a state because of the words for it. */
function isStateRead(fixture: Fixture, state: string): boolean {
  const { lattice } = readingOf(fixture);
  const { catalog, semantics } = lattice;
  const conditions = catalog.tables.flatMap((table) => semantics.states(state, table));
  const said = saidAt(lattice, wordsOfState(state));
  return fragmentsOf(fixture).some(({ from, to, parts }) =>
    said.some((words) => words.from >= from && words.to <= to) && parts.some((part) => part.kind === 'filter' && conditions.some((condition) => isDeepStrictEqual(part.filter, condition))));
}

/** Whether words of a concept are taken by the reading. */
function isTaken(fixture: Fixture, phrases: readonly string[]): boolean {
  return saidAt(readingOf(fixture).lattice, phrases).some(({ from, to }) => fragmentsOf(fixture).some((fragment) => fragment.from < to && from < fragment.to));
}

/** Whether a column or table of the schema is called so, and whether the statement speaks of it. */
function isCalled(fixture: Fixture, names: readonly string[], { inSql }: { readonly inSql: boolean }): boolean {
  const { catalog } = open(fixture.schema);
  const sql = readingOf(fixture).rival?.sql ?? '';
  const called = catalog.tables.flatMap((table) => [{ name: table.table.name, stems: table.stems }, ...table.columns.map((column) => ({ name: column.column.name, stems: column.stems }))])
    .filter(({ stems }) => names.some((name) => name.split(' ').map(stem).every((word) => stems.includes(word))));
  return called.some(({ name }) => sql.includes(`"${name}"`) === inSql);
}

const events = readData('concepts/events.json') as readonly EventConcept[];
const eventByVerb = new Map(events.map((event) => [event.verbs[0] ?? '', event]));

type MeasureTest = (fixture: Fixture) => boolean;
const measureData = readData('concepts/measures.json') as Record<string, readonly string[]> & { readonly words: Record<string, readonly string[]>; readonly said: readonly { readonly words: readonly string[]; readonly names: readonly string[] }[] };
/** Columns of these names make the money that is told; those of the others are passed over where they stand beside it. */
const namesThatTell = ['alone', 'perPiece', 'perHour', 'billed', 'primary'];
const namesPassedOver = ['recurring', 'spent', 'promised', 'minor'];
const measureTests: ReadonlyMap<string, MeasureTest> = new Map<string, MeasureTest>([
  ...Object.entries(measureData.words).map(([sense, words]): [string, MeasureTest] => [`words.${sense}`, (fixture) => isTaken(fixture, words)]),
  ...measureData.said.map(({ words, names }): [string, MeasureTest] => [`said.${words[0] ?? ''}`, (fixture) => isTaken(fixture, words) && isCalled(fixture, names, { inSql: true })]),
  ...Object.entries(measureData).filter(([name]) => name !== 'words' && name !== 'said').map(([name, words]): [string, MeasureTest] => [name, (fixture) =>
    (namesThatTell.includes(name) ? isCalled(fixture, words, { inSql: true }) : namesPassedOver.includes(name) ? isCalled(fixture, words, { inSql: false }) : isTaken(fixture, words))]),
]);

describe.each(['rule', 'state', 'event', 'measure'] as const)('a %s', (kind) => {
  const own = fixtures.filter((fixture) => fixture[kind] !== undefined);
  test.each(own.map((fixture) => [fixture[kind], fixture.question, fixture] as const))('%s: %s', (name, _, fixture) => {
    const { rival } = readingOf(fixture);
    const ordered = fixture.ordered === true;
    expect(texts(open(fixture.schema).rows(rival?.sql ?? ''), ordered), rival?.sql).toEqual(texts(fixture.rows, ordered));
    expect(tookPart(fixture), `${kind} ${String(name)}; ${fragmentsOf(fixture).map(({ rule }) => rule).join(', ')}`).toBe(true);
  });
});

function tookPart(fixture: Fixture): boolean {
  const { rule, state, event, measure } = fixture;
  if (rule !== undefined) return fragmentsOf(fixture).some(({ features }) => (features[`rule:${rule}`] ?? 0) > 0);
  if (state !== undefined) return isStateRead(fixture, state);
  const { verbs = [], nouns = [], names = [] } = eventByVerb.get(event ?? '') ?? {};
  return event === undefined ? (measureTests.get(measure ?? '')?.(fixture) ?? false) : isTaken(fixture, [...verbs, ...nouns]) && isCalled(fixture, names, { inSql: true });
}

describe('nothing is without a fixture', () => {
  const missing = (names: readonly string[], kind: 'state' | 'event' | 'measure') => names.filter((name) => !fixtures.some((fixture) => fixture[kind] === name));

  test('no rule', () => {
    const own = fixtures.filter(({ rule }) => rule !== undefined);
    const offers = (rule: (typeof rules)[number]) => own.some((fixture) => fragmentsOf(fixture).some((chosen) => chosen.rule === fixture.rule &&
      rule(readingOf(fixture).lattice, chosen.from).some((offered) => offered.rule === chosen.rule && offered.to === chosen.to)));
    expect(rules.filter((rule) => !offers(rule)).map(({ name }) => name).join(', ')).toBe('');
  });

  test('no concept', () => {
    expect(missing(stateNames, 'state'), 'states.json').toEqual([]);
    expect(missing([...eventByVerb.keys()], 'event'), 'events.json').toEqual([]);
    expect(missing([...measureTests.keys()], 'measure'), 'measures.json').toEqual([]);
  });
});
