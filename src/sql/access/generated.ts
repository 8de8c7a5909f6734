import type { CatalogTable } from '../../core/catalog.ts';
import type { ColumnRule } from '../../core/policy.ts';

type Rules = ReadonlyMap<string, ColumnRule>;

/** The rules of a table with those that its generated columns take from what they are made of, also by way of one another. */
export function withGenerated(rules: Rules, { columns }: Pick<CatalogTable, 'columns'>): Rules {
  const all = new Map(rules);
  for (let before = -1; before !== digestOf(all); ) {
    before = digestOf(all);
    for (const { name, generatedFrom } of columns) {
      if (generatedFrom === undefined) continue;
      const strictest = [all.get(name), ...inheritedBy(name, generatedFrom, all)].reduce(stricter);
      if (strictest !== undefined) all.set(name, strictest);
    }
  }
  return all;
}

/** Rules only ever become stricter: their sum changes as long as one does. */
function digestOf(rules: Rules): number {
  return [...rules.values()].reduce((sum, rule) => sum + (rule === 'hidden' ? 2 : 1), 0);
}

function inheritedBy(name: string, expression: string, rules: Rules): ColumnRule[] {
  if (expression === '') return ['hidden'];
  return [...rules].filter(([other]) => other !== name && mentions(expression, other)).map(([, rule]) => rule);
}

/** What is made of values that are masked in two ways is hidden. */
function stricter(a: ColumnRule | undefined, b: ColumnRule | undefined): ColumnRule | undefined {
  return a === undefined || b === undefined || a === b ? (a ?? b) : 'hidden';
}

/** Whether a table or a column may stand in a text: by its name in any case and with any accents, as a word or, doubled, between quotes. */
export function mentions(sql: string, name: string): boolean {
  const [word, text] = [folded(name), folded(sql)];
  const spellings = [word, ...['"', '`', "'"].filter((quote) => word.includes(quote)).map((quote) => word.replaceAll(quote, quote + quote))];
  return spellings.some((spelling) => new RegExp(`(?<![\\p{L}\\p{N}_])${spelling.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)}(?![\\p{L}\\p{N}_])`, 'u').test(text));
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('\u0131', 'i').toLowerCase().replaceAll(/\p{M}/gu, '');
}
