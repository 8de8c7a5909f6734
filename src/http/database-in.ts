/** The database that an input names, as far as it can be told before it is parsed. */
export function databaseIn(input: unknown): string | undefined {
  const { database } = (typeof input === 'object' && input !== null ? input : {}) as { readonly database?: unknown };
  return typeof database === 'string' ? database : undefined;
}
