// The form of bench/semantics/labels, so that a slip of the pen can't pass for a judgement.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Table {
  readonly kind: string;
  readonly display: readonly string[];
  readonly moment: string | null;
  readonly columns: Readonly<Record<string, { readonly role: string; readonly unit?: string }>>;
}

const root = join(import.meta.dirname, '../../bench/semantics/labels');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
const kinds = new Set(['person', 'organisation', 'thing', 'event', 'transaction', 'line', 'association', 'code_list', 'log', 'snapshot']);
const roles = /^(key|name|code|category|state|flag|money|quantity|price|rate|percentage|duration|size|grade|coordinate|contact|text|other|moment:[a-z]+)$/;
const percentages = /^0\.\.(1|100)$/;

const second = files.filter((file) => file.includes('/second/'));

test.each([
  ['train', 16],
  ['dev', 6],
])('the schemas of everyday/%s are labelled, all %i', (set, schemas) => {
  expect(files.filter((file) => file.startsWith(`everyday/${set}/`) && !second.includes(file))).toHaveLength(schemas);
});

test('ten schemas are labelled by a second hand, each of them by a first one too', () => {
  expect(second).toHaveLength(10);
  expect(second.filter((file) => !files.includes(file.replace('/second/', '/')))).toEqual([]);
});

test.each(files)('%s speaks in the closed words, of columns that it has', (file) => {
  const { tables } = JSON.parse(readFileSync(join(root, file), 'utf8')) as { readonly tables: Readonly<Record<string, Table>> };
  expect(Object.entries(tables).flatMap(([name, table]) => faultsOf(table).map((fault) => `${name}: ${fault}`))).toEqual([]);
});

function faultsOf({ kind, display, moment, columns }: Table): string[] {
  return [
    ...(kinds.has(kind) ? [] : [`no kind ${kind}`]),
    ...display.filter((column) => columns[column] === undefined).map((column) => `shows ${column}, which it has not`),
    ...(moment === null || columns[moment]?.role.startsWith('moment:') ? [] : [`${moment} is no moment`]),
    ...(moment !== null && columns[moment]?.role === 'moment:born' ? [`${moment} is a date of birth`] : []),
    ...Object.entries(columns).flatMap(([column, { role, unit }]) => [
      ...(roles.test(role) ? [] : [`${column} has no role ${role}`]),
      ...(role === 'percentage' && !percentages.test(unit ?? '') ? [`${column} is a percentage of ${String(unit)}`] : []),
    ]),
  ];
}
