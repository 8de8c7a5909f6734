import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/core/result.ts';
import { type RuleName, ruleNames } from '../../src/instant/features.ts';
import { rules } from '../../src/instant/rules/all.ts';
import type { Rule } from '../../src/instant/rules/rule.ts';
import { lexicon } from '../../src/language/en/lexicon.ts';
import { stem } from '../../src/language/en/stem.ts';
import { functionWords, lightWords } from '../../src/language/en/stop-words.ts';
import { tokenize } from '../../src/language/en/tokens.ts';
import { stateNames } from '../../src/semantics/states.ts';
import { open, readLines } from './fixtures/opened.ts';
import { type Fixture, readingOf } from './fixtures/reading.ts';
import { events, measures, moments, tookPart } from './fixtures/took-part.ts';

/** Rows as texts: figures to six places, cells in any order. */
function texts(rows: readonly (readonly Cell[])[], ordered: boolean): string[] {
  const text = (cell: Cell) => (typeof cell === 'number' ? String(Math.round(cell * 1e6) / 1e6) : String(cell));
  const told = rows.map((row) => JSON.stringify(row.map(text).toSorted()));
  return ordered ? told : told.toSorted();
}

const kinds = ['rule', 'state', 'event', 'measure', 'moment'] as const;
const fixtures = kinds.flatMap((kind) => readLines<Fixture>(`${kind}s`));

describe.each(kinds)('a %s', (kind) => {
  const own = fixtures.filter((fixture) => fixture[kind] !== undefined);
  test.each(own.map((fixture) => [fixture[kind], fixture.question, fixture] as const))('%s: %s', (_name, _question, fixture) => {
    const { sql, fragments } = readingOf(fixture);
    const ordered = fixture.ordered === true;
    expect(texts(open(fixture.schema).rows(sql), ordered), sql).toEqual(texts(fixture.rows, ordered));
    expect(tookPart(fixture), `read by ${fragments.map(({ rule }) => rule).join(', ')}`).toBe(true);
  });
});

/** Phrases of which no sentence was found in which no other phrase says the same and is preferred. May only fall. */
const outdone: readonly RuleName[] = [
  'count-value', 'frequency-column', 'frequency-table', 'group-role', 'group-role-by', 'measure-sum', 'most-done', 'peak-money', 'period-overlap', 'superlative-quantity', 'top-of-lines',
  'within-when', 'within-where',
];

describe('nothing is without a fixture', () => {
  const missing = (names: Iterable<string>, kind: (typeof kinds)[number]) => [...names].filter((name) => !fixtures.some((fixture) => fixture[kind] === name)).join(', ');

  test('no rule', () => {
    const own = fixtures.filter(({ rule }) => rule !== undefined);
    const offers = (rule: Rule, fixture: Fixture) => {
      const { fragments, lattice } = readingOf(fixture);
      const chosen = fragments.filter((fragment) => fragment.rule === fixture.rule);
      return chosen.some(({ rule: name, from, to }) => rule(lattice(), from).some((offered) => offered.rule === name && offered.to === to));
    };
    expect(rules.filter((rule) => !own.some((fixture) => offers(rule, fixture))).map(({ name }) => name).join(', ')).toBe('');
  });

  test('no phrase that a rule reads', () => {
    const read = new Set<string>([...fixtures.flatMap((fixture) => readingOf(fixture).fragments.map(({ rule }) => rule)), ...outdone]);
    expect(ruleNames.filter((name) => !read.has(name)).join(', ')).toBe('');
  });

  test.each([
    ['states.json', 'state', stateNames], ['events.json', 'event', events.keys()], ['measures.json', 'measure', measures.keys()], ['moments.json', 'moment', moments.keys()],
  ] as const)('no concept of %s', (_file, kind, names) => {
    expect(missing(names, kind)).toBe('');
  });
});

/** Two questions that mean the same: with a word that says nothing of the data, and without it. */
interface Pair {
  readonly word: string;
  readonly schema: string;
  readonly with: string;
  readonly without: string;
}

describe('a light word changes nothing', () => {
  const pairs = readLines<Pair>('light-words');
  const contentOf = (question: string) => tokenize(question).flatMap(({ kind, lower }) => (kind === 'punctuation' || functionWords.has(lower) ? [] : [stem(lower)]));

  test.each(pairs.map((pair) => [pair.word, pair.with, pair] as const))('%s: %s', (word, question, { schema, without }) => {
    const [said, unsaid] = [open(schema).ask(question), open(schema).ask(without)];
    const [best] = said.rivals;
    expect(best?.sql).toBe(unsaid.rivals[0]?.sql);
    expect([best === undefined, said.abstention, unsaid.abstention]).toEqual([false, undefined, undefined]);
    // The word alone is less, and no part of the reading took it.
    const content = contentOf(question);
    expect(content.toSpliced(content.indexOf(stem(word)), 1)).toEqual(contentOf(without));
    const at = tokenize(question).findIndex(({ lower }) => lower === word);
    expect(best?.ranked.fragments.filter(({ from, to }) => from <= at && at < to).map(({ rule }) => rule)).toEqual([]);
  });

  test('each that is listed has its pair', () => {
    expect(pairs.map(({ word }) => word).toSorted()).toEqual([...lightWords].toSorted());
  });

  test('none is listed that is let go as a word of grammar, or that steers a reading', () => {
    expect([...lightWords].filter((word) => functionWords.has(word) || (lexicon().triggers.get(word) ?? []).some(({ words }) => words.length === 1))).toEqual([]);
  });
});
