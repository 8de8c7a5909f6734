/** Words that turn a question round or ask for all: never values unless they are quoted. */
export const notValues: ReadonlySet<string> = new Set([
  'not', 'no', 'non', 'none', 'never', 'without', 'except', 'but', 'only', 'all', 'any', 'each', 'every', 'some', 'other', 'another', 'both',
  'either', 'neither', 'same', 'different', 'distinct', 'unknown', 'null', 'empty', 'missing', 'most', 'least', 'more', 'less', 'fewer', 'at',
  'over', 'under', 'above', 'below', 'before', 'after', 'since', 'until', 'between', 'and', 'or', 'than', 'about', 'around', 'nearly', 'exactly',
]);
