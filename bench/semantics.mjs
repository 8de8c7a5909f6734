// What is known of schemas: the inferred roles, names and moments against the labels made by hand, and what the recorded replies of a model
// add: how many entries prove, and how many take effect, that is, change the SQL of a probe question.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from '../dist/compose.js';
import { placed } from '../dist/semantics/declared/entries.js';
import { semanticsOf } from '../dist/semantics/infer.js';
import { effectsOf } from './semantics/effects.mjs';
import { learned } from './semantics/learned.mjs';
import { build } from './trades/build.mjs';

const labels = fileURLToPath(new URL('semantics/labels/everyday/', import.meta.url));

export async function run({ dataFolder, report }) {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-semantics-'));
  try {
    await build(folder);
    if (dataFolder === undefined) report.note('inferred, against labels', 'needs --data DIR');
    else for (const set of ['train', 'dev']) await judgeInferred(set, join(dataFolder, `everyday/${set}/databases`), report);
    showAgreement(report);
    const dev = dataFolder === undefined ? [] : filesIn(join(dataFolder, 'everyday/dev/databases'));
    await judgeLearned(Object.fromEntries([...dev, ...filesIn(folder)]), report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function filesIn(folder) {
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.sqlite')).map((file) => [file.replace('.sqlite', ''), join(folder, file)]) : [];
}

/** Databases by name, as targets. */
export async function open(files) {
  const databases = Object.fromEntries(Object.entries(files).map(([name, path]) => [name, { dsn: `sqlite:${path}`, pool: { max: 1, idleMs: 2_000 } }]));
  return compose({ databases, baseFolder: '/', state: { file: ':memory:' } }, { careful: false });
}

async function judgeInferred(set, databases, report) {
  const services = await open(Object.fromEntries(filesIn(databases).filter(([name]) => existsSync(labelsOf(set, name)))));
  const right = { roles: [0, 0], displays: [0, 0], moments: [0, 0] };
  const count = (figure, holds) => {
    right[figure][0] += holds ? 1 : 0;
    right[figure][1] += 1;
  };
  try {
    for (const target of services.targets.values()) {
      const { catalog, values } = await target.knowledge.get();
      const semantics = semanticsOf(catalog, values);
      const { tables } = JSON.parse(readFileSync(labelsOf(set, target.name), 'utf8'));
      for (const [name, label] of Object.entries(tables)) judgeTable(catalog.table(name), label, semantics, count);
    }
  } finally {
    await services.close();
  }
  for (const [figure, limit] of [['roles', 95], ['displays', 95], ['moments', 90]]) {
    report.add(`semantics: ${figure} right, everyday/${set}`, (100 * right[figure][0]) / right[figure][1], { limit, unit: '%', atLeast: true });
  }
}

function labelsOf(set, name) {
  return `${labels}${set}/${name}.json`;
}

/** How far a second hand labelled the same schemas alike, without having seen the first. */
function showAgreement(report) {
  const alike = { roles: [0, 0], displays: [0, 0], moments: [0, 0] };
  const count = (figure, one, other) => {
    alike[figure][0] += JSON.stringify(one) === JSON.stringify(other) ? 1 : 0;
    alike[figure][1] += 1;
  };
  const roleOf = (label) => label?.role?.replace(/:.*/, '');
  const read = (set, name) => JSON.parse(readFileSync(labelsOf(set, name), 'utf8')).tables;
  const twice = ['train', 'dev'].flatMap((set) => readdirSync(`${labels}${set}/second`).map((file) => [set, file.replace('.json', '')]));
  for (const [set, name] of twice) {
    const second = read(`${set}/second`, name);
    for (const [table, label] of Object.entries(read(set, name))) {
      count('displays', label.display, second[table]?.display);
      count('moments', label.moment, second[table]?.moment);
      for (const [column, told] of Object.entries(label.columns)) count('roles', roleOf(told), roleOf(second[table]?.columns[column]));
    }
  }
  report.add('semantics: schemas that were labelled twice', twice.length, { limit: 10, atLeast: true });
  for (const [figure, [same, all]] of Object.entries(alike)) report.add(`semantics: ${figure} that two hands labelled alike`, (100 * same) / all, { unit: '%' });
}

function judgeTable(table, label, semantics, count) {
  const { display, moments, key } = semantics.entity(table);
  for (const column of table.columns) {
    const said = label.columns[column.column.name];
    if (said) count('roles', isRole(semantics.attribute(column).role, said));
  }
  // What has no name is called by its key.
  const shown = [display, ...(display.length === 0 && key ? [[key]] : [])].map((columns) => JSON.stringify(columns.map(({ column }) => column.name)));
  count('displays', shown.includes(JSON.stringify(label.display)));
  count('moments', (moments[0]?.column.name ?? null) === label.moment);
}

/** The labels tell more apart than the engine needs: a state is a category that changes, the kind of a moment shows in its name, and what is other is a number or a text. */
const asLabelled = { state: ['category', 'code', 'flag'], other: ['number', 'text', 'year'] };

function isRole(role, { role: label, unit }) {
  if (label.startsWith('moment:')) return role === (unit === 'year' ? 'year' : 'moment');
  return (asLabelled[label] ?? [label]).includes(role);
}

async function judgeLearned(files, report) {
  const services = await open(files);
  try {
    const taken = await learned(services.targets.values());
    const figures = { given: 0, kept: 0, questions: 0, asked: 0, probed: 0, changed: 0, said: 0 };
    const idle = [];
    for (const { target, reply } of taken) {
      figures.given += reply.given.entries;
      figures.asked += reply.given.questions;
      figures.questions += reply.questions.length;
      figures.kept += [...placed(reply.entries)].length;
      for (const { entry, probes, changed, idle: why } of await effectsOf({ target, reply })) {
        figures.probed += 1;
        if (changed.length > 0) figures.changed += 1;
        if (why === 'said') figures.said += 1;
        else if (why) idle.push(`${why} ${target.name} ${entry.kind}[${entry.at}] "${probes[0]}"`);
      }
    }
    const share = (part, whole) => (100 * part) / Math.max(1, whole);
    report.add('learn: databases with a reply', taken.length);
    report.add('learn: replies to the request as it is now', taken.filter(({ isCurrent }) => isCurrent).length);
    report.add('learn: entries given', figures.given);
    report.add('learn: entries that prove', share(figures.kept, figures.given), { limit: 95, unit: '%', atLeast: true });
    report.add('learn: questions that prove and run', share(figures.questions, figures.asked), { unit: '%' });
    report.add('learn: entries that change the SQL of a probe', share(figures.changed, figures.probed), { limit: 95, unit: '%', atLeast: true });
    report.add('learn: entries without effect that say what was inferred', share(figures.said, figures.probed), { unit: '%' });
    report.add('learn: entries that change the SQL, of those that say something else', share(figures.changed, figures.probed - figures.said), { unit: '%' });
    const dropped = taken.flatMap(({ target, reply }) => reply.dropped.map(({ place, reason }) => `dropped ${target.name} ${place}: ${reason}`));
    if (process.env['SHOW'] !== undefined) console.log([...dropped, ...idle.map((line) => `no effect ${line}`)].join('\n'));
  } finally {
    await services.close();
  }
}
