import type { CatalogSnapshot, CatalogTable } from '../core/catalog.ts';
import { clauseWord, inTablePosition, type Mention } from './access/mentions.ts';
import { isName, lowerNameOf } from './identifiers.ts';
import type { Token } from './lexer.ts';

export interface ReadTable {
  readonly table: CatalogTable;
  readonly alias: string;
}

/** The tables that a statement reads, with the names that it gives them. */
export function tablesRead(tokens: readonly Token[], mentions: readonly Mention[], snapshot: CatalogSnapshot): ReadTable[] {
  return mentions.flatMap(({ index, text, owner }) => {
    if (!inTablePosition(tokens, owner === undefined ? index : index - 2)) return [];
    const table = snapshot.tables.find((candidate) => candidate.name.toLowerCase() === text && candidate.schema.toLowerCase() === (owner ?? snapshot.defaultSchema.toLowerCase()));
    const next = tokens[index + 1]?.text.toLowerCase() === 'as' ? tokens[index + 2] : tokens[index + 1];
    return table ? [{ table, alias: next && isName(next) && !clauseWord.test(next.text) ? lowerNameOf(next) : text }] : [];
  });
}
