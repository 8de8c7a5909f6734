import { expect, test } from 'vitest';
import { spokenWords } from '../../src/language/en/identifiers.ts';
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
