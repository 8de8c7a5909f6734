/** Words of the question language that select an operator. Phrases are matched on lower-cased words, the longest first. */
export const countPhrases: readonly string[] = ['how many', 'the number of', 'number of', 'count of', 'count the', 'count'];

export const aggregatePhrases: Readonly<Record<string, 'avg' | 'sum' | 'min' | 'max'>> = {
  average: 'avg', mean: 'avg', avg: 'avg', total: 'sum', sum: 'sum', maximum: 'max', max: 'max', minimum: 'min', min: 'min',
};

export const comparatives: Readonly<Record<string, '>' | '>=' | '<' | '<='>> = {
  'greater than': '>', 'more than': '>', 'larger than': '>', 'higher than': '>', 'bigger than': '>', above: '>', over: '>', exceeding: '>',
  'at least': '>=', 'no less than': '>=', 'or more': '>=',
  'less than': '<', 'fewer than': '<', 'lower than': '<', 'smaller than': '<', below: '<', under: '<',
  'at most': '<=', 'no more than': '<=',
};

export const superlatives: Readonly<Record<string, 'asc' | 'desc'>> = {
  highest: 'desc', largest: 'desc', biggest: 'desc', greatest: 'desc', most: 'desc', lowest: 'asc', smallest: 'asc', least: 'asc', fewest: 'asc',
};

export const orderPhrases: readonly string[] = ['sorted by', 'ordered by', 'order by', 'sort by', 'in order of'];
export const descendingWords: ReadonlySet<string> = new Set(['descending', 'desc', 'decreasing']);
export const ascendingWords: ReadonlySet<string> = new Set(['ascending', 'asc', 'increasing']);

/** Verbs that ask for a change of the data: never answered. */
export const changeVerbs: ReadonlySet<string> = new Set(['delete', 'remove', 'drop', 'insert', 'update', 'add', 'create', 'truncate', 'alter', 'change', 'set', 'cancel', 'grant']);
