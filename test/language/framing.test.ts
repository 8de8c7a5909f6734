import { expect, test } from 'vitest';
import { framedPart } from '../../src/language/en/framing.ts';

const asked = (text: string) => {
  const { from, to } = framedPart(text);
  return text.slice(from, to);
};

test.each([
  'What is our return rate?', "what's the return rate", 'show me the return rate, please', 'Could you please give me our return rate?', 'our return rate', 'I need the return rate.', 'Hi, tell me the return rate, thanks',
])('%s asks for the return rate', (question) => {
  expect(asked(question)).toBe('return rate');
});

test.each(['how many orders are there', 'list orders by month', 'The Beatles songs', 'what was the return rate', 'which is the best', 'what', 'show me', 'please'])('%s is all that is asked', (question) => {
  expect(asked(question)).toBe(question);
});
