import { expect, test } from 'vitest';
import { spokenWords } from '../../src/language/en/identifiers.ts';
import { shortFor } from '../../src/language/en/short-forms.ts';
import { stem } from '../../src/language/en/stem.ts';

test.each([
  ['fname', ['first', 'name']],
  ['Num_of_Staff', ['number', 'staff']],
  ['customerId', ['customer', 'id']],
  ['written_by', ['written']],
  ['HTTPServer2', ['http', 'server', '2']],
])('%s is said as %s', (name, words) => {
  expect(spokenWords(name, new Set(['customer', 'staff']))).toEqual(words);
});

test('glued identifiers are split where the schema knows the parts', () => {
  expect(spokenWords('pettype', new Set(['pet', 'type']))).toEqual(['pet', 'type']);
});

test('words that every object has are words like any other', () => {
  expect(stem('constructor')).toBe('constructor');
});

test.each([
  ['dnr', 'donors', 1],
  ['zn', 'zone', 1],
  ['vlg', 'villages', 1],
  ['dlv', 'deliveries', 0.75],
  ['don', 'donated', 0.5],
  ['dnr', 'donations', 0],
  ['ln', 'landing', 0],
  ['don', 'done', 0],
])('%s is short for %s: %d', (short, word, fit) => {
  expect(shortFor(short, word)).toBe(fit);
});
