// The names of features: what is weighed, believed or learned is told by something.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { features, ruleNames } from '../../src/instant/features.ts';
import { fixed, priors } from '../../src/instant/rank/weights.ts';

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
