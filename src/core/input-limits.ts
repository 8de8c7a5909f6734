/** How long what a caller sends may be, in characters; every text that comes in has its place here. */
export const questionCharsMax = 8_000;
export const sqlCharsMax = 100_000;
/** Names of databases, tables, caches, operations, and parts of them to search for. */
export const nameCharsMax = 200;
export const termCharsMax = 200;
export const meaningCharsMax = 1_000;
/** Where no state is shared a cursor carries its statement: compressed, sealed, in Base64. */
export const cursorCharsMax = 1_000_000;
/** Ids by which callers know their requests, and W3C trace contexts. */
export const idCharsMax = 200;

/** Entries of a list. */
export const historyMax = 100;
export const tablesMax = 100;
