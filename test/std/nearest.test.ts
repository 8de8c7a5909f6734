import { describe, expect, test } from 'vitest';
import { isNear, nearest } from '../../src/std/nearest.ts';

describe('nearest names', () => {
  test.each([
    ['naem', ['team', 'names_of_all', 'name'], 'name'],
    ['fomrat', ['for', 'format', 'forms'], 'format'],
    ['custmer', ['customers', 'custody', 'costs'], 'customers'],
    ['ordres', ['address', 'orders', 'order_totals'], 'orders'],
    ['STATUS', ['state', 'status'], 'status'],
  ])('the nearest to %s comes first', (name, candidates, first) => {
    expect(nearest(name, candidates)[0]).toBe(first);
  });

  test('what is further than a third of the name is not offered, nor what is longer than names are', () => {
    expect(nearest('revenue', ['reviews', 'avenue', 'venues', 'weather'])).toEqual(['avenue']);
    expect(nearest('x'.repeat(300), ['x'.repeat(300)])).toEqual([]);
  });
});

describe('slips', () => {
  test.each([
    ['name', 'naem', true],
    ['name', 'nam', false],
    ['order', 'oder', true],
    ['order', 'odrre', false],
    ['customer', 'cutsomre', true],
    ['customers', 'cutsomer', true],
    ['customers', 'cutsmoer', false],
    ['word', 'word', true],
    ['loan', 'lona', true],
    ['from', 'form', true],
  ])('%s and %s: %s', (word, other, expected) => {
    expect(isNear(word, other)).toBe(expected);
    expect(isNear(other, word)).toBe(expected);
  });
});
