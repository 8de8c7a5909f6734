import { doubleQuoted } from '../../quoting.ts';
import type { SystemNames } from '../../dialect.ts';
import { neutralOrder } from './order.ts';
import type { PolicedTable } from './policed-tables.ts';

export const postgresSystemNames: SystemNames = {
  revealing: /^(pg_|information_schema$|col_description$|obj_description$|to_reg|reg(class|proc|type|namespace|role)|has_\w+_privilege$|currtid)/,
  harmless: /^(pg_typeof|pg_column_size|pg_size_pretty)$/,
};

/** Every name that the policy writes says where it is to be found: a function of users might fit better. */
function postgresHash(expression: string, salt: string): string {
  return `pg_catalog.md5('${salt}'::pg_catalog.text OPERATOR(pg_catalog.||) (${expression})::pg_catalog.text)`;
}

/** Names under which a table shows what only aggregates may touch; nobody can guess them. */
export interface SecretNames {
  column(name: string): string;
  readonly row: string;
}

export interface Shown {
  readonly salt: string;
  /** The columns that are given under their secret names. */
  readonly aggregated: ReadonlySet<string>;
  readonly secret: SecretNames;
  readonly only: boolean;
}

/** The table as a subquery that has what may be seen and nothing else. */
export function shownPart({ table, rules, kin }: PolicedTable, { salt, aggregated, secret, only }: Shown): string {
  const columns = table.columns.flatMap(({ name }): string[] => {
    const quoted = doubleQuoted(name);
    const rule = rules.get(name);
    if (rule === 'hashed') return [`${postgresHash(quoted, salt)} AS ${quoted}`];
    if (rule === 'aggregate' && aggregated.has(name)) return [`${quoted} AS ${secret.column(name)}`];
    return rule === undefined ? [quoted] : [];
  });
  const row = aggregated.size > 0 && table.kind !== 'view' ? [`(tableoid::pg_catalog.int8)::pg_catalog.text OPERATOR(pg_catalog.||) ' ' OPERATOR(pg_catalog.||) ctid::pg_catalog.text AS ${secret.row}`] : [];
  const all = [...columns, ...row];
  return `(SELECT ${all.length > 0 ? all.join(', ') : 'NULL AS nothing'} FROM ${only ? 'ONLY ' : ''}${doubleQuoted(table.schema)}.${doubleQuoted(table.name)}${table.kind === 'view' ? '' : neutralOrder({ kin, rules })})`;
}
