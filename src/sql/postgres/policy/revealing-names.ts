import type { Inspection } from '../../../core/proof.ts';
import { partsOf } from '../names.ts';
import { postgresSystemNames } from './shown.ts';

/** The first name through which the server's catalogs would tell of what may not be seen. */
export function revealingName({ tables, functions, perhapsFunctions = [], attributes = [], columns = [], types = [] }: Inspection): string | undefined {
  const written = [...tables, ...functions, ...perhapsFunctions].flatMap((name) => Object.values(partsOf(name)));
  const { revealing, harmless } = postgresSystemNames;
  return [...written.filter((name) => name !== 'pg_catalog'), ...attributes, ...columns.map(({ name }) => name), ...types].find((name) => revealing.test(name) && !harmless?.test(name));
}
