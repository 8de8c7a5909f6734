import type { TableText } from './schema-text.ts';

const groups = /^(country|city|region|state|status|segment|category|type|kind|channel|department|genre)$/i;
const measures = /^(price|salary|rating|amount|total|quantity|population|age|weight|length|budget)$/i;

/** Questions that the schema suggests, each of another kind (a list by group, a superlative, a number) and of another of its largest tables. */
export function examplesFor(tables: readonly TableText[]): string[] {
  const named = tables.filter(({ name }) => /^[a-z][a-z_ ]*s$/i.test(name)).toSorted((a, b) => b.columns.length - a.columns.length);
  const grouped = withColumn(named, groups);
  const measured = withColumn(named.filter(({ name }) => name !== grouped?.table), measures);
  const counted = named.find(({ name }) => name !== grouped?.table && name !== measured?.table);
  return [
    ...(counted ? [`How many ${words(counted.name)} are there?`] : []),
    ...(grouped ? [`How many ${words(grouped.table)} are there per ${words(grouped.column)}?`] : []),
    ...(measured ? [`Which of the ${words(measured.table)} has the highest ${words(measured.column)}?`] : []),
  ];
}

function withColumn(tables: readonly TableText[], pattern: RegExp): { readonly table: string; readonly column: string } | undefined {
  for (const { name: table, columns } of tables) {
    const column = columns.map((text) => /^\S+/.exec(text)?.[0] ?? '').find((name) => pattern.test(name));
    if (column !== undefined) return { table, column };
  }
  return undefined;
}

function words(name: string): string {
  return name.replaceAll('_', ' ').toLowerCase();
}
