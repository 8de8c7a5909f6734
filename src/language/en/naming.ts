/** Behind these a name follows, and they ask for none: "named Bob". */
export const introductions: ReadonlySet<string> = new Set(['named', 'called', 'titled']);

/** Words that ask for what rows are called. */
export const nameWords: ReadonlySet<string> = new Set(['name', 'names', 'title', 'titles']);

/** What questions begin with, and names may hold: `list_price`. */
export const nameableVerbs: ReadonlySet<string> = new Set(['like', 'show', 'list']);

/** Words that ask for the keys of rows. */
export const keyWords: ReadonlySet<string> = new Set(['id', 'ids', 'identifier', 'identifiers', 'key', 'keys']);

/** Words by which a question speaks of names. */
export const namingWords: ReadonlySet<string> = new Set(['name', 'names', 'named', 'called', 'titled', 'title']);

/** Behind what something is called by: "phone number". */
export const numberNouns: ReadonlySet<string> = new Set(['number', 'numbers']);

/** What is added up, or measured: no bill is numbered with its amount. */
export const amountNouns: ReadonlySet<string> = new Set(['amount', 'amounts', 'total', 'totals', 'sum', 'value', 'quantity', 'count']);
