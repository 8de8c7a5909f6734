import { expect, test } from 'vitest';
import { writtenOut } from '../../src/language/en/chat.ts';
import { withoutCourtesies } from '../../src/language/en/courtesies.ts';
import { tokenize } from '../../src/language/en/tokens.ts';

const words = (question: string) => writtenOut(tokenize(withoutCourtesies(question)), () => false).filter(({ kind }) => kind !== 'punctuation').map(({ lower }) => lower);

/** What may be dropped changes nothing: both are the same question. */
const wrapped: readonly (readonly [string, string])[] = [
  ['Could you please tell me how many orders we had?', 'how many orders we had?'],
  ['Would you mind giving me the names of the drivers, thanks', 'the names of the drivers'],
  ["I'd like to know which rooms are free, please.", 'which rooms are free'],
  ['Hi there, could someone tell me whose bills are late?', 'whose bills are late?'],
  ['For the audit I would need the invoices of May 2026', 'the invoices of May 2026'],
  ['For the next board meeting: which rooms are free?', 'which rooms are free?'],
  ['How many bills were paid so far?', 'How many bills were paid?'],
  ['I wanna know which rooms are free', 'which rooms are free'],
  ["open tickets, if you don't mind", 'open tickets'],
  ['Do you know who signed up yesterday?', 'who signed up yesterday?'],
];

test.each(wrapped)('%s', (question, plain) => {
  expect(words(question)).toEqual(words(plain));
});

/** What is typed in haste is the same question, too. */
const hasty: readonly (readonly [string, string])[] = [
  ['custs w/o a phone', 'customers without a phone'],
  ['no. of orders', 'number of orders'],
  ['hw many ppl r here', 'how many people are here'],
  ['who didnt pay b4 may', 'who did not pay before may'],
  ['gimme rooms that arent free', 'give me rooms that are not free'],
  ['tot qty pls', 'total quantity'],
  ['whats due n open', 'what is due and open'],
];

test.each(hasty)('%s', (question, plain) => {
  expect(words(question)).toEqual(words(plain));
});

const whole = [
  'please', 'thanks', 'could you', 'list no cats', 'which cat has no owner', 'for our vip customers: how many orders', 'for the rooms in Bath we need the number of bookings',
  'before the storm in May I had how many bookings',
];

test.each(whole)('%s stays as it is', (question) => {
  expect(words(question)).toEqual(tokenize(question).filter(({ kind }) => kind !== 'punctuation').map(({ lower }) => lower));
});

test('places in the question stay where they are', () => {
  const question = 'Could you please list the open tickets, thanks?';
  const text = withoutCourtesies(question);
  expect(text).toHaveLength(question.length);
  expect(text.indexOf('open tickets')).toBe(question.indexOf('open tickets'));
});
