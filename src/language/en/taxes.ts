import { phraseTable, type PhraseTable } from './lexicon.ts';

const taxes = ['vat', 'tax', 'sales tax', 'gst'];
const included = ['including', 'incl', 'incl .', 'inc', 'with', 'plus', 'after'];
const excluded = ['before', 'without', 'excluding', 'excl', 'excl .', 'ex', 'net of'];

function around(tax: string, words: readonly string[], behind: readonly string[]): string[] {
  return [...words.flatMap((word) => [`${word} ${tax}`, `${word} the ${tax}`]), ...behind.map((word) => `${tax} ${word}`)];
}

/** Say of an amount whether its tax is in it: "VAT included", "before tax". */
export const taxPhrases: PhraseTable<'with' | 'without'> = phraseTable(taxes.flatMap((tax) => [
  ...around(tax, included, ['included', 'incl', 'and all']).map((phrase) => [phrase, 'with'] as const),
  ...around(tax, excluded, ['excluded', 'not included']).map((phrase) => [phrase, 'without'] as const),
]));
