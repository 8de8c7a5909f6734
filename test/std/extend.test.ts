import { expect, test } from 'vitest';
import { extend } from '../../src/std/extend.ts';

test('what is given beside an object goes before what it has, and the object stays as it is', () => {
  const base = Object.freeze({ name: 'a', limit: 10, signal: undefined });
  expect(extend(base, { limit: 20, offset: 5 })).toStrictEqual({ name: 'a', limit: 20, signal: undefined, offset: 5 });
  expect(base.limit).toBe(10);
});

test('an undefined field is one that is there', () => {
  expect(Object.keys(extend({ a: 1 }, { a: undefined, b: undefined }))).toEqual(['a', 'b']);
});
