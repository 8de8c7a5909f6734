import { describe, expect, test } from 'vitest';
import { tokenize } from '../../src/language/en/tokens.ts';
import { textWords } from '../../src/language/en/text-words.ts';

const uuid = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';

describe('one token each', () => {
  const addresses = [uuid, uuid.toUpperCase(), 'ada.lovelace+x@mail.example.com', '10.0.12.255', '10.0.0.0/8', 'fe80::1ff:fe23:4567:890a', '2001:db8:0:0:0:0:0:1'];

  test.each([...addresses, 'db-01.eu.corp', 'www.example.org', 'INV-2024-0017', 'AB_12-X', 'F-150', '2024-05-06'])('%s', (text) => {
    for (const question of [`sessions of ${text}`, `What of ${text}, and of whom?`, `of ${text}.`]) expect(tokenize(question).map((token) => token.text)).toContain(text);
  });

  test('in lists, too', () => {
    expect(tokenize('from 10.0.0.1, 10.0.0.2 and 10.0.0.3').map(({ text }) => text)).toEqual(['from', '10.0.0.1', ',', '10.0.0.2', 'and', '10.0.0.3']);
    expect(textWords('mail of ada@mail.example.com')).toContain('ada@mail.example.com');
  });

  test.each(['follow-up', 'e-mail', 'Q1-2024', 'H2-2023', 'non-EU', 'on 10.5 days', 'at 10:30', 'Anne-Marie', '3-day', 'version 1.2'])('and not: %s', (text) => {
    expect(tokenize(`the ${text} of it`).map((token) => token.text)).not.toContain(text);
  });
});
