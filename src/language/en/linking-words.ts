import { phraseTable, type PhraseTable } from './lexicon.ts';
import { stem } from './stem.ts';

/** Between a verb and "most": "spent with us the most". */
export const verbToMost: ReadonlySet<string> = new Set(['us', 'me', 'we', 'in', 'with', 'on', 'for', 'so', 'far', 'has', 'have']);

/** Between a column and its value: "country is France", "name of the city is". */
export const columnToValue: ReadonlySet<string> = new Set([
  'is', 'are', 'was', 'were', 'be', 'being', 'equal', 'to', 'the', 'a', 'an', 'with', 'named', 'called', 'value', 'values', 'as', 'has', 'have',
  'having', 'had', 'in', 'at', 'by', 'been', 'also', 'of', 'either', 'both', 'code', 'number', 'named', 'which', 'that', 'like', '=', ':', 'on',
  'from', 'titled', 'listed', 'it', 'currently', 'for',
]);

/** Between a column and what it is compared with: "price that is above the average". */
export const columnToComparison: ReadonlySet<string> = new Set(['is', 'are', 'was', 'were', 'that', 'which', 'whose', 'has', 'have']);

/** Between a figure and the rows that it is taken over: "the average salary of employees in Berlin". */
export const figureToRows: ReadonlySet<string> = new Set(['of', 'in', 'for', 'from', 'among', 'at', 'with']);

/** Between a column and its comparison with another one: "stock is below the reorder level". */
export const columnToColumn: ReadonlySet<string> = new Set(['is', 'are', 'was', 'were', 'that', 'which', 'in', 'at']);

/** Between a comparison and the second column: "than their reorder level". */
export const comparisonToColumn: ReadonlySet<string> = new Set(['than', 'their', 'its', 'the', 'own']);

/** Behind what a moment is called after, which its name leaves out. */
export const momentNouns: ReadonlySet<string> = new Set(['date', 'day', 'time']);

/** Between a column and its superlative: "whose price is the highest". */
export const columnToSuperlative: ReadonlySet<string> = new Set(['is', 'are', 'was', 'were']);

/** Between a column and the word that says it is missing or known: "email is not recorded". */
export const columnToMissing: ReadonlySet<string> = new Set(['is', 'are', 'was', 'value', 'recorded', 'known', 'listed']);

/** Between a figure of a group and its amount: "the number of concerts is more than 3". */
export const figureToAmount: ReadonlySet<string> = new Set(['is', 'are', 'was', 'that', 'which', 'has', 'have', 'of']);

/** Between an amount and the money that it is of: "more than 500 in donations". */
export const amountToMoney: ReadonlySet<string> = new Set(['in', 'of', 'worth', 'dollars', 'euros', 'pounds']);

/** Between an amount and what is counted: "3 or more different types of". */
export const amountToCounted: ReadonlySet<string> = new Set(['different', 'distinct', 'of', 'the', 'number', 'or', 'types', 'kinds']);

/** Between a word for sorting and its key or direction: "list them in the order of". */
export const orderToKey: ReadonlySet<string> = new Set([
  'by', 'of', 'the', 'with', 'in', 'on', 'to', 'according', 'their', 'from', 'based', 'them', 'results', 'result', 'list', ',', 'it', 'and', 'are',
]);

/** Between a column and its pattern: "names that do not contain". */
export const columnToPattern: ReadonlySet<string> = new Set(['that', 'which', 'who', 'is', 'are', 'has', 'have', 'with', 'whose', 'name', 'names', 'having', 'do', 'does', 'did', 'not']);

/** Between a pattern and its text: "starts with the letter A". */
export const patternToText: ReadonlySet<string> = new Set(['letter', 'letters', 'word', 'words', 'substring', 'string', 'text', 'phrase', 'the', 'a', 'an', 'prefix', 'character']);

/** Between a negation and what has not happened: "have not yet been returned". */
export const negationToEvent: ReadonlySet<string> = new Set(['yet', 'been', 'ever', 'were', 'was', 'are', 'is', 'have', 'has']);

/** Before what has happened: "already shipped". */
export const eventOpenings: ReadonlySet<string> = new Set(['already', 'been']);

/** Between a value and the name of its column: "Ohio as the state". */
export const valueToColumn: ReadonlySet<string> = new Set(['in', 'as', 'for', 'the', 'of']);

/** Between a negation and a value: "not located in Ohio". */
export const negationToValue: ReadonlySet<string> = new Set(['from', 'in', 'at', 'by', 'to', 'be', 'being', 'belong', 'live', 'located', 'either', 'on', 'with', 'have', 'is', 'use', 'used', 'using']);

/** Between the name of a table and that of a row: "the state of Texas", "airline named JetBlue". */
export const tableToName: ReadonlySet<string> = new Set(['of', 'named', 'called', 'the']);

/** Before a further key of a group: "per country and per status". */
export const keyToKey: ReadonlySet<string> = new Set(['each', 'every', 'per', 'by']);

/** Behind a column whose owner is named after others: "ids and texts of paragraphs". */
export const columnListJoiners: ReadonlySet<string> = new Set(['and', ',', 'of', 'for']);

/** Where such a list has ended without an owner. */
export const columnListEnds: ReadonlySet<string> = new Set(['?', '.', ';', 'who', 'whose', 'where', 'which', 'that', 'with']);

/** Before the owner of such a list. */
export const ownerPrepositions: ReadonlySet<string> = new Set(['of', 'for', 'from']);

/** Behind a quantity whose amount follows: "with a length of 90". */
export const quantityToAmount: ReadonlySet<string> = new Set(['of', 'that', 'is', 'equal']);

/** Between a word that says something is missing and the column: "without any phone number". */
export const missingToColumn: ReadonlySet<string> = new Set(['have', 'any', 'a']);

/** Between a column that stands inside a comparison and its number: "fewer cylinders than 4". */
export const columnToNumber: ReadonlySet<string> = new Set(['than']);

/** Before a further key of an order: "then by name". */
export const keyToNextKey: ReadonlySet<string> = new Set(['then', 'by', 'and']);

/** "each kind of": what follows is sorted. */
export const kindWords: ReadonlySet<string> = new Set(['kind', 'type', 'sort', 'category', 'class', 'kinds', 'types', 'sorts', 'categories', 'classes']);

/** Before people who came more than once. */
export const returning: ReadonlySet<string> = new Set(['repeat', 'returning', 'recurring']);

/** In the name of a column, as stems: what bounds something, and is none of it. */
export const limitWords: ReadonlySet<string> = new Set(['min', 'minimum', 'max', 'maximum', 'target', 'limit', 'threshold', 'required', 'allowed', 'planned', 'budgeted', 'expected'].map(stem));

/** Before a column that two rows have alike, or not. */
export const alikeWords: ReadonlyMap<string, '=' | '<>'> = new Map([['same', '='], ['different', '<>'], ['another', '<>']]);

/** Between that column and the other row. */
export const alikeJoiners: ReadonlySet<string> = new Set(['as', 'from', 'than', 'to']);

/** Where somebody or something is at home. */
export const whereaboutVerbs: ReadonlySet<string> = new Set(['live', 'lives', 'living', 'come', 'comes', 'based', 'located']);

/** Behind a value whose rows are left out: "void invoices excluded". */
export const exclusions: PhraseTable<true> = phraseTable(['excluded', 'not included', 'not counted', 'left out', 'disregarded', 'ignored'].map((phrase) => [phrase, true]));

/** What leaves out the rows of a value that follows. */
export const excludingWords: ReadonlySet<string> = new Set(['excluding', 'except', 'counting', 'including', 'ignoring', 'disregarding', 'out', 'for']);
