import { describe, expect, test } from 'vitest';
import { isName, lowerNameOf, nameOf } from '../../src/sql/identifiers.ts';
import { type LexerRules, tokenize } from '../../src/sql/lexer.ts';

const rules: LexerRules = { backslashEscapes: false, quotedNames: { '"': '"', '`': '`', '[': ']' }, doubleQuotedStrings: false, hashComments: false, dashCommentsNeedSpace: false };
const names = (sql: string) => tokenize(sql, rules).filter(isName).map(nameOf);

describe('an identifier', () => {
  test('is a word or stands between quotes; texts, numbers and symbols are none', () => {
    expect(names('select Name, "Full Name", `a b`, [c d] + 1 = \'x\'')).toEqual(['select', 'Name', 'Full Name', 'a b', 'c d']);
    expect(isName(undefined)).toBe(false);
  });

  test('has its own quote doubled inside, and other quotes as they are', () => {
    expect(names('"a""b" `c``d` "e``f" `g""h` [i""j]')).toEqual(['a"b', 'c`d', 'e``f', 'g""h', 'i""j']);
  });

  test('is compared in lower case', () => {
    expect(tokenize('"Full NAME"', rules).map(lowerNameOf)).toEqual(['full name']);
  });
});
