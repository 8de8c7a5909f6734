// Whether a first context holds what the gold SQL reads: on the everyday schemas by themselves, on everything as one database, and
// on schemas that declare no keys and keep a history and an archive beside each table.
import { join } from 'node:path';
import { instantSource } from '../../dist/answer/ask/sources/instant.js';
import { questionsEach } from './conversations.mjs';
import { draftsOnly, goldOf, measure, mergedTarget, openAll, read, waitForValues } from '../context.mjs';

const small = 20;

const kinds = { alone: eachAlone, twins, together };

/** All of them, or the one that is named. */
export async function contexts(dataFolder, report, only) {
  for (const [name, part] of Object.entries(kinds)) if (only === undefined || only === name) await part(dataFolder, report);
}

async function eachAlone(dataFolder, report) {
  const { services, parts: opened } = await openAll(dataFolder, ['everyday/dev']);
  const targets = new Map([...opened].map(([name, part]) => [name, { ...part, name }]));
  const outcomes = await outcomesOf(dataFolder, 'everyday/dev', { services, parts: opened, targets, about: ({ db_id: name }) => ({ database: name, schema: null }) });
  const few = outcomes.filter(({ tables }) => tables < small);
  report.add(`context of fewer than ${small} tables: longest`, Math.max(...few.map(({ context }) => context)), { limit: 600, unit: 'tokens' });
  report.add(`context of fewer than ${small} tables: complete`, share(few, whole), { limit: 100, unit: '%', atLeast: true });
  show(report, 'everyday/dev', outcomes, { tables: 98, columns: 97 });
  await services.close();
}

async function twins(dataFolder, report) {
  const { services, parts: opened } = await openAll(dataFolder, ['everyday/dev']);
  const targets = new Map([...opened].map(([name, part]) => [name, { ...mergedTarget(new Map([[name, part]]), { changed: withTwins, dataOf: (table) => table.replace(twinned, '') }), name }]));
  const outcomes = await outcomesOf(dataFolder, 'everyday/dev', { services, parts: opened, targets, about: ({ db_id: name }) => ({ database: name }) });
  show(report, 'everyday/dev without keys, with twins', outcomes, { tables: 95, columns: 93 });
  await services.close();
}

const twinned = /_(?:HIST|ARCHIVE)$/;

function withTwins(tables) {
  const bare = tables.map((table) => ({ ...table, primaryKey: [], foreignKeys: [], indexes: [], columns: table.columns.map((column) => ({ ...column })) }));
  return bare.flatMap((table) => (table.kind === 'table' ? [table, ...['_HIST', '_ARCHIVE'].map((ending) => ({ ...table, name: `${table.name}${ending}` }))] : [table]));
}

async function together(dataFolder, report) {
  const { services, parts: opened } = await openAll(dataFolder, ['everyday/train', 'everyday/dev', 'spider_train', 'spider_dev']);
  const targets = new Map([['all', mergedTarget(opened)]]);
  for (const set of ['everyday/dev', 'spider_dev']) {
    const outcomes = await outcomesOf(dataFolder, set, { services, parts: opened, targets, about: () => ({}) });
    report.add(`all ${outcomes[0].tables} tables, ${set}: longest answer`, Math.max(...outcomes.map(({ tokens }) => tokens)), { limit: 1_500, unit: 'tokens' });
    show(report, `all ${outcomes[0].tables} tables, ${set}`, outcomes, { tables: 98, columns: 97 });
    const inTurn = await outcomesOf(dataFolder, set, { services, parts: opened, targets, about: (question, all) => ({ history: earlier(question, all) }) });
    show(report, `all ${outcomes[0].tables} tables, ${set}, in conversations of ${questionsEach}`, inTurn, { tables: 98, columns: 97 });
  }
  await services.close();
}

/** What was asked before in the same conversation. */
function earlier(question, all) {
  const own = all.filter(({ db_id: of }) => of === question.db_id);
  const place = own.indexOf(question);
  return own.slice(place - (place % questionsEach), place).map(({ question: text }) => text);
}

async function outcomesOf(dataFolder, set, { services, parts, targets, about }) {
  const asking = { ...services, targets, sources: [draftsOnly(instantSource({ careful: true }))] };
  for (const target of targets.values()) await waitForValues(target);
  const outcomes = [];
  const questions = read(join(dataFolder, set, 'questions.jsonl')).filter(({ answerable }) => answerable !== false);
  for (const question of questions) {
    const gold = await goldOf(question, parts.get(question.db_id));
    const where = about(question, questions);
    const { catalog } = await targets.get(where.database ?? 'all').knowledge.get();
    if (gold) outcomes.push({ tables: catalog.tables.length, ...(await measure(question, gold, asking, where)) });
  }
  return outcomes;
}

const whole = ({ missingTables, missingColumns }) => missingTables.length === 0 && missingColumns.length === 0;
const share = (outcomes, of) => (100 * outcomes.filter(of).length) / outcomes.length;

function show(report, name, outcomes, limits) {
  report.add(`${name}: questions with all gold tables`, share(outcomes, ({ missingTables }) => missingTables.length === 0), { limit: limits.tables, unit: '%', atLeast: true });
  report.add(`${name}: questions with all gold columns`, share(outcomes, ({ missingColumns }) => missingColumns.length === 0), { limit: limits.columns, unit: '%', atLeast: true });
}
