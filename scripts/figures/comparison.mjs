import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filled, table } from './table.mjs';

/** In the order of the table: the figure's name in the results, and how many digits mean something. */
const figures = [
  ['start to tool list', 0],
  ['resident memory after these', 0],
  ['a new statement, 1 row', 2],
  ['a repeated statement, 1 row', 2],
  ['a new statement, 100 rows', 2],
  ['a repeated statement, 100 rows', 2],
  ['tools', 0],
  ['tool list', 0],
  ['schema of 100 tables', 0],
  ['calls for it', 0],
  ['100 rows of 7 columns', 0],
];

const cut = 'after its connections were cut';

export function comparisonPage(root) {
  const { commit, names } = peersIn(root);
  const values = valuesIn(root);
  const changed = values.engines.map(({ engine, count }) => `${count} values of ${engine}:\n\n${table(['server', 'changed'], names.map((server) => [server, values.rowOf(server, `changed on ${engine}`).note]))}`);
  return filled('comparison', { commit, figures: figuresTable(root), valuesCommit: values.commit, changed: changed.join('\n\n') });
}

/** One line a figure, one column a server; of these figures only, where some are named. */
export function figuresTable(root, wanted) {
  const { names, noteOf, lines } = peersIn(root);
  const shown = lines.filter(({ figure }) => wanted === undefined || wanted.some((pattern) => pattern.test(figure)));
  return table(['', ...names.map((server) => `${server} ${noteOf(server, 'version')}`)], shown.map(({ title, cells }) => [title, ...cells]));
}

function peersIn(root) {
  const { rows, commit, rowOf } = resultsIn(root, 'peers');
  const names = rows.filter(({ name }) => name.endsWith(': version')).map(({ name }) => name.slice(0, -': version'.length));
  const noteOf = (server, figure) => rowOf(server, figure).note;
  const values = valuesIn(root);
  const lines = [
    ...figures.map(([figure, digits]) => lineOf(figure, digits, names.map((server) => rowOf(server, figure)))),
    ...values.engines.map(({ figure }) => lineOf(figure, 0, names.map((server) => values.rowOf(server, figure)))),
    { figure: cut, title: cut, cells: names.map((server) => noteOf(server, cut)) },
  ];
  return { commit, names, noteOf, lines };
}

/** What was told of each engine's values; a server that does not start on one has no figure for it. */
function valuesIn(root) {
  const { rows, commit, rowOf } = resultsIn(root, 'peers-values');
  const figures = [...new Set(rows.map(({ name }) => name.split(': ')[1]).filter((figure) => figure.startsWith('values that come back changed')))];
  const engines = figures.map((figure) => {
    const [, engine, count] = /changed on (.+), of (\d+)/.exec(figure);
    return { figure, engine, count };
  });
  return { commit, rowOf, engines };
}

function resultsIn(root, part) {
  const { rows, commit } = JSON.parse(readFileSync(join(root, `bench/results/${part}.json`), 'utf8'));
  return { rows, commit, rowOf: (server, figure) => rows.find(({ name }) => name === `${server}: ${figure}`) };
}

function lineOf(figure, digits, found) {
  const best = Math.min(...found.map((row) => row?.figure ?? Infinity));
  const unit = found[0].unit === '' ? '' : `, ${found[0].unit}`;
  const cells = found.map((row) => (row === undefined ? '–' : figure !== 'tools' && row.figure === best ? `**${row.figure.toFixed(digits)}**` : row.figure.toFixed(digits)));
  return { figure, title: `${figure}${unit}`, cells };
}
