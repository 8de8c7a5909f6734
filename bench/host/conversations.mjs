// The conversations that are replayed: eight questions each, in the order of their file, all on one database.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readQuestions } from '../../dist/evaluate/questions.js';

const fixtures = fileURLToPath(new URL('../../test/fixtures/questions/', import.meta.url));
export const questionsEach = 8;

/** Which columns may stand beside the gold's, and where questions and databases lie. */
export const sets = {
  'everyday/dev': { columns: 'superset' },
  'everyday/train': { columns: 'superset' },
  own: { databasesOf: 'demo_dbs', folder: fixtures },
  spider_dev: {},
};

/** The conversations of a set, and the SQLite file of each database. Follow-ups are left out: they lean on questions that are not replayed before them. */
export function conversationsOf(dataFolder, set, shop) {
  const { databasesOf = set, folder } = sets[set];
  const files = folder === undefined ? [join(dataFolder, set, 'questions.jsonl')] : readdirSync(folder).filter((file) => file.endsWith('.jsonl')).map((file) => join(folder, file));
  const fileOf = (name) => (folder !== undefined && name === 'shop' ? shop : join(dataFolder, databasesOf, 'databases', `${name}.sqlite`));
  const questions = files.flatMap(readQuestions).filter(({ history }) => history.length === 0);
  const byDatabase = [...new Set(questions.map(({ db_id: name }) => name))].map((name) => [name, questions.filter(({ db_id: of }) => of === name)]);
  const known = byDatabase.filter(([name]) => existsSync(fileOf(name)));
  return {
    files: Object.fromEntries(known.map(([name]) => [name, fileOf(name)])),
    conversations: known.flatMap(([database, asked]) => chunks(asked).map((part) => ({ database, questions: part }))),
  };
}

function chunks(questions) {
  return Array.from({ length: Math.ceil(questions.length / questionsEach) }, (_, n) => questions.slice(n * questionsEach, (n + 1) * questionsEach));
}
