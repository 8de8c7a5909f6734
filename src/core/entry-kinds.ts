/** What can be said of tables, each kind a list of its own: in the knowledge file, in what is taught, in what a model replies. */
export const entryKinds = ['entities', 'attributes', 'measures', 'states', 'relations', 'values', 'settings', 'not'] as const;
export type EntryKind = (typeof entryKinds)[number];
