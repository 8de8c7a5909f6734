import type { CatalogIndex, IndexedColumn, IndexedTable } from '../catalog/index.ts';
import { displayColumns, isKey, isKeyWord, keyColumns } from '../catalog/roles.ts';
import { genericNouns, isAgentNoun } from '../language/en/column-names.ts';
import { stem } from '../language/en/stem.ts';
import { wordSets } from './data.ts';
import type { Attribute, Entity, EntityKind } from './model.ts';
import { orderedMoments } from './moments.ts';

type Noun = 'person' | 'organisation' | 'line' | 'log' | 'snapshot' | 'code' | 'transaction';

const nouns = wordSets<Noun>('concepts/entities.json');

export interface EntityFacts {
  readonly catalog: CatalogIndex;
  readonly attribute: (column: IndexedColumn) => Attribute;
}

/** What the rows of a table are, how they are called, and when they happened. */
export function entityOf(table: IndexedTable, facts: EntityFacts): Entity {
  const [key, ...more] = keyColumns(table);
  const kind = kindOf(table, facts);
  const display = displayColumns(table);
  const bearer = display.length === 0 ? bearerOf(table, kind, facts) : undefined;
  return {
    table,
    kind,
    display,
    ...(bearer ? { bearer } : {}),
    key: more.length === 0 ? key : undefined,
    moments: orderedMoments(table, table.columns.filter((column) => facts.attribute(column).role === 'moment')),
  };
}

/** Of a table without names: where the one row is called by name of which each of its rows is a role, by a key that no two rows share, or that leads from somebody to the people. */
function bearerOf(table: IndexedTable, kind: EntityKind, { catalog }: EntityFacts): Entity['bearer'] {
  for (const { from, to, pairs: [pair, ...more] } of catalog.edges(table)) {
    const key = from === table && to !== table && pair && more.length === 0 ? table.columns.find(({ column }) => column.name === pair[0]) : undefined;
    const display = displayColumns(to);
    if (!key || display.length === 0) continue;
    const isRole = (kind === 'person' || (isAgentNoun(headOf(table)) && !nouns.get('transaction')?.has(headOf(table)))) && nouns.get('person')?.has(headOf(to)) === true && key.stems.every((word) => to.stems.includes(word) || isKeyWord(word));
    if (isRole || isUnique(key)) return { key, display };
  }
  return undefined;
}

function isUnique({ column: { name }, table: { table } }: IndexedColumn): boolean {
  return [table.primaryKey, ...table.indexes.filter(({ unique }) => unique).map(({ columns }) => columns)].some((columns) => columns.length === 1 && columns[0] === name);
}

const codeColumnsMax = 4;

function kindOf(table: IndexedTable, { catalog, attribute }: EntityFacts): EntityKind {
  // Applicants and applications have one stem, and only the first are people.
  const isCalled = (noun: Noun) => nouns.get(noun)?.has(headOf(table)) === true && !(noun === 'person' && /[st]ions?$/i.test(table.table.name));
  const outward = catalog.edges(table).filter(({ from, to }) => from === table && to !== table);
  const inward = catalog.edges(table).filter(({ from, to }) => to === table && from !== table);
  const roles = table.columns.map((column) => attribute(column).role);
  const own = table.columns.filter((column) => !isKey(column));
  const happens = roles.includes('moment');
  const keyed = table.table.primaryKey.length > 1;
  const isParty = isCalled('person') || isCalled('organisation');
  if (!isParty && outward.length === 0 && inward.length > 0 && table.columns.length <= codeColumnsMax && (isCalled('code') || table.columns.length <= 2)) return 'code list';
  // What has a name, or a key of its own and a day, is more than that two things belong together.
  const isOwn = displayColumns(table).length > 0 || (table.table.primaryKey.length === 1 && happens);
  if (outward.length >= 2 && own.length <= 1 && !isOwn) return 'association';
  // What is called an item, has a name and is referred to is no line of anything.
  const isListed = inward.length > 0 && displayColumns(table).length > 0;
  if (outward.length > 0 && ((isCalled('line') && !isListed) || (keyed && roles.includes('quantity')))) return 'line';
  if (isCalled('person') || isPersonal(table)) return 'person';
  if (isCalled('organisation')) return 'organisation';
  if (isCalled('log') && happens && outward.length > 0) return 'log';
  if (isCalled('snapshot') && happens) return 'snapshot';
  // What has a name, a price and a day of its launch is a thing that is sold.
  const isPriced = happens && outward.length > 0 && roles.some((role) => role === 'money' || role === 'price');
  if (isCalled('transaction') || (isPriced && !roles.includes('name'))) return 'transaction';
  return happens && outward.length > 0 && displayColumns(table).length === 0 ? 'event' : 'thing';
}

/** The noun that a table's name ends with, before words that any table may bear: a customer master holds customers. */
function headOf({ stems }: IndexedTable): string {
  return stems.findLast((word) => !genericNouns.has(word)) ?? stems.at(-1) ?? '';
}

const personal = [['first', 'name'], ['birth', 'date'], ['gender'], ['sex']].map((name) => name.map(stem));

const creatures: ReadonlySet<string> = new Set(['species', 'breed'].map(stem));

/** Who has a first name or a date of birth is somebody, unless a breed is kept too. */
function isPersonal(table: IndexedTable): boolean {
  const isCreature = table.columns.some(({ stems }) => stems.some((word) => creatures.has(word)));
  return !isCreature && personal.some((name) => table.columns.some(({ stems }) => stems.length === name.length && name.every((word) => stems.includes(word))));
}
