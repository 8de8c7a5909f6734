/** Before a text that a column holds: "with love in the name". */
export const holdingWords: ReadonlySet<string> = new Set(['with', 'containing', 'contain', 'contains', 'have', 'has', 'having', 'including', 'include', 'word']);
