import type { CatalogSnapshot } from '../core/catalog.ts';
import { cut } from '../std/cut.ts';

/** A comment is anybody's text, up to a gigabyte of it, and goes into what a model reads. */
export const commentCharsMax = 1_000;

interface Commented {
  readonly comment?: string;
}

export function withShortComments(snapshot: CatalogSnapshot): CatalogSnapshot {
  return { ...snapshot, tables: snapshot.tables.map((table) => ({ ...short(table), columns: table.columns.map(short) })) };
}

function short<T extends Commented>(one: T): T {
  return one.comment === undefined || one.comment.length <= commentCharsMax ? one : { ...one, comment: cut(one.comment, commentCharsMax) };
}
