// Questions whose SQL an entry should change: one of the plainest for each phrase that it gives a meaning to.

/** None where an entry speaks to whoever writes SQL only (customs of the house), or only of a role or unit. */
export function probesOf({ kind, entry }, catalog) {
  return probes[kind]?.(entry, catalog) ?? [];
}

const probes = {
  entities: ({ table, nouns = [], verbs = [], display, moment }) => [
    ...nouns.map((noun) => `how many ${noun} are there`),
    ...verbs.map((verb) => `how many ${verb} in March 2025`),
    ...(display ? [`list the ${wordsOf(table)}`, `show all ${wordsOf(table)}`] : []),
    ...(moment ? [`how many ${wordsOf(table)} in March 2025`] : []),
  ],
  attributes: ({ column, words = [] }, catalog) => {
    const rows = wordsOf(tableIn(column));
    // Nobody asks for the average of a date or a name.
    return words.flatMap((word) => [...(isNumber(column, catalog) ? [`average ${word} of ${rows}`] : []), `show the ${word} of ${rows}`, `${rows} by ${word}`]);
  },
  measures: ({ words }) => words.flatMap((word) => [`what is the ${word}`, word]),
  states: ({ table, words = [], nouns = [] }) => [
    ...words.flatMap((word) => [`how many ${wordsOf(table)} are ${word}`, `${word} ${wordsOf(table)}`, `how many ${wordsOf(table)} ${word}`]),
    ...nouns.map((noun) => `how many ${noun} are there`),
  ],
  relations: ({ key, words = [], default: isDefault }, catalog) => [
    ...words.map((word) => `show the ${word} of each ${wordsOf(tableIn(key))}`),
    ...(isDefault ? farOf(key, catalog).map((table) => `how many ${wordsOf(tableIn(key))} per ${wordsOf(table)}`) : []),
  ],
  values: ({ column, words }) => {
    const rows = wordsOf(tableIn(column));
    return words.flatMap((word) => [`how many ${rows} with ${column.split('.').pop()} ${word}`, `how many ${word} ${rows}`, `${rows} ${word}`]);
  },
  not: ({ words }) => words.flatMap((word) => [`how many ${word} are there`, `show the ${word}`, `average ${word}`]),
};

function isNumber(path, catalog) {
  const own = catalog.table(tableIn(path))?.columns.find(({ column }) => column.name === path.slice(path.lastIndexOf('.') + 1));
  return own !== undefined && ['integer', 'number'].includes(own.column.family);
}

function tableIn(path) {
  return path.slice(0, path.lastIndexOf('.'));
}

/** A table as its name says it. */
function wordsOf(name) {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();
}

/** The tables to which a key refers. */
function farOf(key, catalog) {
  const table = catalog.table(tableIn(key));
  const name = key.slice(key.lastIndexOf('.') + 1);
  return catalog.edges(table).filter(({ from, pairs }) => from === table && pairs.some(([own]) => own === name)).map(({ to }) => to.table.name);
}
