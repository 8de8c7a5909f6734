import { expect, test } from 'vitest';
import { preambleLength } from '../../src/language/en/preambles.ts';

const held = new Set(['wood', 'Ely']);
const asked = (question: string) => question.slice(preambleLength(question, (word) => held.has(word)));

test.each([
  ['I need room on the shelves. Which titles has nobody bought?', 'Which titles has nobody bought?'],
  ['The board wants a figure: what has our commission come to in total?', 'what has our commission come to in total?'],
  ['Our phones never stop ringing, so how many calls came in this month', 'how many calls came in this month'],
])('%s', (question, part) => {
  expect(asked(question)).toBe(part);
});

test.each([
  ['it speaks of what was said', 'Someone claims teams of two never make it out. What percentage of them did?'],
  ['a number was said', 'We close after 2 misses. Which members have missed a course?'],
  ['a time was said', 'It felt busy last month. How many orders did we get?'],
  ['a name was said', 'We look at Ely. Which shops opened in May?'],
  ['what the data holds was said', 'we are out of wood. Which orders are still open?'],
  ['little is left', 'Nobody has paid. Who is it?'],
  ['nothing goes before', 'How many orders are there?'],
])('all is kept where %s', (_, question) => {
  expect(asked(question)).toBe(question);
});
