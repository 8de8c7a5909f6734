/**
 * Names that any collation of a server could hold equal come out equal: without accents, in lower case, compatible forms as one.
 * Coarser than each server: good for refusing, not for telling what a name stands for.
 */
export function coarse(name: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/^[\0-\x7f]*$/.test(name)) return name.toLowerCase().trim();
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase().toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '').trim();
}
