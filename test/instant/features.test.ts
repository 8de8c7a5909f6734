// The names of features: what is weighed, believed or learned is told by something.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/instant/engine.ts';
import { features, ruleNames } from '../../src/instant/features.ts';
import { fixed, priors } from '../../src/instant/rank/weights.ts';
import { readLines } from './fixtures/opened.ts';
import { type Fixture, type Question, requestOf } from './fixtures/reading.ts';

const source = join(import.meta.dirname, '../../src/instant');
const listed = new Set([...Object.entries(features).flatMap(([group, names]) => names.map((name) => `${group}:${name}`)), ...ruleNames.map((rule) => `rule:${rule}`), 'length', 'glossary']);
const rules: ReadonlySet<string> = new Set(ruleNames);
const kinds = '(?:person|organisation|thing|event|transaction|line|association|code list|log|snapshot)';
/** Of families without end, and those that name a kind of rows or a cue. */
const open = new RegExp(`[<>+]|^(?:skip|first2?)=|^shape:|^skip:cue:|^(?:current|money|kind|time|items:key-name|who:linked|who:beside):${kinds}$`);

function isNamed(name: string): boolean {
  return listed.has(name) || open.test(name) || (name.startsWith('stays:') && rules.has(name.slice('stays:'.length)));
}

test('no weight is of a feature that nobody tells', () => {
  const { weights } = JSON.parse(readFileSync(join(source, 'rank/weights.json'), 'utf8')) as { readonly weights: Readonly<Record<string, unknown>> };
  expect([...Object.keys(weights), ...priors.keys(), ...fixed.keys()].filter((name) => !isNamed(name))).toEqual([]);
});

test('a feature is named once', () => {
  for (const names of [...Object.values(features), ruleNames]) expect(names).toHaveLength(new Set(names).size);
});

/** The question is there for a feature that few others show. */
interface Shown extends Question {
  readonly feature: string;
}

/** Features that no question shows, because nothing can tell them. May only fall. */
const untold: readonly string[] = [
  // No amount is read with "other than".
  'having:<>',
];

/** Of many readings, so that the unlikely ones show theirs. */
const wide = { beam: { width: 24, fragmentsMax: 40, reach: 40 }, rivalsMax: 64, unaccepted: 'always' } as const;

function toldOf(question: Question): ReadonlySet<string> {
  return new Set(compile(requestOf(question), wide).rivals.flatMap(({ ranked }) => ranked.features.flatMap((own) => Object.keys(own))));
}

describe('each is told of some reading', () => {
  const told = new Set<string>();

  test.each(readLines<Shown>('features'))('$feature: $question', (shown) => {
    const own = toldOf(shown);
    for (const name of own) told.add(name);
    expect(own).toContain(shown.feature);
  });

  test('or of the fixtures of the rules that those questions leave out', () => {
    const missing = new Set([...listed].filter((name) => !told.has(name)));
    for (const fixture of readLines<Fixture>('rules')) if (missing.has(`rule:${fixture.rule}`)) for (const name of toldOf(fixture)) missing.delete(name);
    expect([...missing].toSorted()).toEqual(untold.toSorted());
  });
});
