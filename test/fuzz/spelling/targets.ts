import { guessable } from '../../../src/database/scratch/policy-worlds.ts';
import type { EngineName } from '../../database/engines.ts';

/** What a statement is after. */
export type Aim = 'denied' | 'hidden' | 'hashed' | 'aggregate' | 'rows';

/** A relation with something that is protected in it. Its first column is public. */
export interface Target {
  readonly aim: Aim;
  /** Schemas that may stand before it, if any must. */
  readonly schema?: string;
  readonly relation: string;
  /** As a call where it is no table. */
  readonly call?: string;
  readonly columns: readonly string[];
  readonly column: string;
  readonly kind: 'text' | 'number';
  /** What a caller may guess of its values. */
  readonly guess: string;
  /** Whether a statement that reads it must not even run. */
  readonly mustNotRun: boolean;
  /** Whether it has further columns. */
  readonly isPartial?: boolean;
}

/** A scalar expression that reads something protected, without a relation. */
export interface Expression extends Pick<Target, 'aim' | 'kind' | 'guess' | 'mustNotRun'> {
  readonly sql: string;
}

const secret = (relation: string, mustNotRun = true): Target => ({ aim: 'denied', relation, columns: ['id', 'secret'], column: 'secret', kind: 'text', guess: guessable.secret, mustNotRun });
const hidden = { aim: 'hidden', kind: 'text', guess: guessable.name, mustNotRun: false } as const;
const hashed = { aim: 'hashed', kind: 'text', guess: guessable.email, mustNotRun: false } as const;
const salary = { aim: 'aggregate', kind: 'number', guess: String(guessable.salary), mustNotRun: false } as const;
const income = { ...salary, guess: String(guessable.income) } as const;
const rows = { aim: 'rows', kind: 'text', guess: 'x', mustNotRun: false } as const;
const catalog = { aim: 'denied', kind: 'text', guess: 'x', mustNotRun: true, isPartial: true } as const;

const customers = ['id', 'name', 'email', 'city'] as const;
const staff = ['id', 'name', 'dept_id', 'salary', 'income'] as const;

const everywhere: readonly Target[] = [
  secret('victim'), secret('victim'), secret('parted'), secret('v_p1'), secret('v_victim'),
  { ...hidden, relation: 'customers', columns: customers, column: 'name' }, { ...hidden, relation: 'customers', columns: customers, column: 'name' },
  { ...hidden, relation: 'v_names', columns: ['id', 'label'], column: 'label' }, { ...hidden, relation: 'v_deep', columns: ['id', 'label'], column: 'label' },
  { ...hashed, relation: 'customers', columns: customers, column: 'email' }, { ...hashed, relation: 'v_mail', columns: ['id', 'mail'], column: 'mail' },
  { ...salary, relation: 'staff', columns: staff, column: 'salary' }, { ...salary, relation: 'staff', columns: staff, column: 'salary' },
  { ...income, relation: 'staff', columns: staff, column: 'income' }, { ...salary, relation: 'v_sal', columns: ['id', 'dept_id', 'pay'], column: 'pay' },
  { ...salary, relation: 'v_total', columns: ['dept_id', 'pay'], column: 'pay' },
  { ...rows, relation: 'events', columns: ['id', 'kind', 'note'], column: 'note' }, { ...rows, relation: 'v_events', columns: ['id', 'note'], column: 'note' },
];

const own: Readonly<Record<EngineName, readonly Target[]>> = {
  postgres: [
    secret('parted_1'), secret('parted_1'), secret('parted_2'), secret('victim_kid'), secret('vault', false), { ...secret('victims'), call: 'victims()' },
    { ...salary, relation: 'staff_kid', columns: staff, column: 'salary' }, { ...salary, relation: 'm_sal', columns: ['id', 'dept_id', 'pay'], column: 'pay' },
    { ...catalog, schema: 'pg_catalog', relation: 'pg_stats', columns: ['attname', 'most_common_vals'], column: 'most_common_vals' },
    { ...catalog, schema: 'pg_catalog', relation: 'pg_stats', columns: ['attname', 'histogram_bounds'], column: 'histogram_bounds' },
    { ...catalog, schema: 'pg_catalog', relation: 'pg_class', columns: ['oid', 'relname'], column: 'relname' },
    { ...catalog, schema: 'information_schema', relation: 'columns', columns: ['table_name', 'column_name'], column: 'column_name' },
    { ...catalog, schema: 'pg_catalog', relation: 'pg_proc', columns: ['proname', 'prosrc'], column: 'prosrc' },
  ],
  mysql: [
    { ...secret('payroll'), schema: '{other}' }, { ...secret('payroll'), schema: '{other}' }, { ...secret('payroll'), schema: '{other}' },
    { ...catalog, schema: 'information_schema', relation: 'COLUMNS', columns: ['TABLE_NAME', 'COLUMN_NAME'], column: 'COLUMN_NAME' },
    { ...catalog, schema: 'mysql', relation: 'innodb_table_stats', columns: ['table_name', 'n_rows'], column: 'n_rows' },
    { ...catalog, schema: 'information_schema', relation: 'PARTITIONS', columns: ['TABLE_NAME', 'TABLE_ROWS'], column: 'TABLE_ROWS' },
  ],
  duckdb: [
    { ...catalog, relation: 'duckdb_views', call: 'duckdb_views()', columns: ['view_name', 'sql'], column: 'sql' }, { ...catalog, relation: 'duckdb_columns', call: 'duckdb_columns()',
      columns: ['table_name', 'column_name'], column: 'column_name' },
    { ...catalog, relation: 'sqlite_master', columns: ['name', 'sql'], column: 'sql' }, { ...catalog, schema: 'information_schema', relation: 'columns', columns: ['table_name', 'column_name'], column: 'column_name' },
    { ...catalog, relation: 'pragma_table_info', call: "pragma_table_info('victim')", columns: ['cid', 'name'], column: 'name' }, { ...catalog, relation: 'pragma_storage_info',
      call: "pragma_storage_info('victim')", columns: ['row_group_id', 'stats'], column: 'stats' },
    { ...secret('victim'), call: "query_table('victim')" }, { ...secret('victim'), call: "query('FROM victim')" },
  ],
  sqlite: [
    { ...catalog, relation: 'sqlite_schema', columns: ['name', 'sql'], column: 'sql' }, { ...catalog, relation: 'sqlite_master', columns: ['name', 'sql'], column: 'sql' },
    { ...catalog, relation: 'sqlite_stat1', columns: ['tbl', 'stat'], column: 'stat' },
    { ...catalog, relation: 'pragma_table_info', call: "pragma_table_info('victim')", columns: ['cid', 'name'], column: 'name' },
    { ...catalog, relation: 'pragma_table_list', columns: ['schema', 'name'], column: 'name' },
  ],
};

export const targets: Readonly<Record<EngineName,
readonly Target[]>> = { postgres: [...everywhere, ...own.postgres], mysql: [...everywhere, ...own.mysql], sqlite: [...everywhere, ...own.sqlite], duckdb: [...everywhere, ...own.duckdb] };

const text = (aim: Aim, guess: string, mustNotRun: boolean, ...texts: readonly string[]): Expression[] => texts.map((sql) => ({ aim, kind: 'text', guess, mustNotRun, sql }));

export const expressions: Readonly<Record<EngineName, readonly Expression[]>> = {
  postgres: [
    ...text(
      'denied', guessable.secret, true, 'secret_of(1)', 'public.secret_of(1)', '"secret_of"(1)', '(1).secret_of', '(dx.id).secret_of', 'dx.id @#@ 0', '1 @#@ 0', '1 OPERATOR(public.@#@) 0',
      '(SELECT secret FROM victims() LIMIT 1)', '(victims()).secret', 'victims()::text', 'secret_at(1, 0)', 'secret_of($$1$$)', 'secret_of(VARIADIC 1)',
      "query_to_xml('SELECT secret FROM victim', true, true, '')::text", "query_to_xmlschema('SELECT secret FROM victim', true, true, '')::text", "table_to_xml('victim', true, true, '')::text",
      "table_to_xml('victim'::regclass, true, true, '')::text", "schema_to_xml('public', true, true, '')::text", "database_to_xml(true, true, '')::text",
    ),
    ...text(
      'denied', guessable.secret, true, "(SELECT word FROM ts_stat('select to_tsvector(secret) from victim') LIMIT 1)",
      "(SELECT string_agg(word, ',') FROM ts_stat('select array_to_tsvector(array[secret]) from victim'))",
      "(SELECT (q).ts_stat::text FROM (SELECT 'select array_to_tsvector(array[secret]) from victim'::text AS q) z LIMIT 1)",
      "('select array_to_tsvector(array[secret]) from victim'::text).ts_stat::text", "pg_get_viewdef('v_victim')", "pg_get_functiondef('secret_of'::regproc)", "'victim'::regclass::text",
      "('victim'::regclass).pg_relation_size::text", "pg_relation_size('victim')::text", "to_regclass('victim')::text", "'sesame'::guess::text", "CAST('sesame' AS guess)::text",
      "('(sesame)'::rec)::text", "('{sesame}'::guess[])::text", "(json_populate_record(NULL::rec, '{\"a\":\"sesame\"}')).a",
      "(SELECT a FROM json_to_record('{\"a\":\"sesame\"}') AS r(a guess))", 'is_secret($$sesame$$)::text', "('sesame'::text).is_secret::text", "row_security_active('victim')::text",
      "has_table_privilege('victim', 'select')::text", "col_description('victim'::regclass, 1)", "pg_column_size((SELECT v FROM victim v LIMIT 1))::text",
    ),
    ...text(
      'hidden', guessable.name, false, '(SELECT name_of(c) FROM customers c LIMIT 1)', '(SELECT c.name_of FROM customers c LIMIT 1)', '(SELECT (c).name_of FROM customers c LIMIT 1)',
      'ROW(1)::badge::text', 'CAST(ROW(1)::badge AS text)', 'badge_name(ROW(1))', '(ROW(1)::badge).badge_name', "'(1)'::badge::text", '(ROW(1)::badge).text', 'text(ROW(1)::badge)',
      "concat(ROW(1)::badge)", "(SELECT string_agg((c).name, ',') FROM v_rows)", '(SELECT (c).name FROM v_rows LIMIT 1)', '(SELECT c::text FROM v_rows LIMIT 1)',
      '(SELECT name_of(c) FROM v_rows LIMIT 1)',
    ),
    ...text(
      'hashed', guessable.email, false, 'email_of(1)', '(1).email_of', '(dx.id).email_of', 'dx.id::int4 .email_of', 'email_of(dx.id)', '(SELECT (c.id).email_of FROM customers c LIMIT 1)',
      '(SELECT (id).email_of FROM customers LIMIT 1)',
    ),
    ...text(
      'aggregate', '20', false, '(SELECT salary_of(s)::text FROM staff s LIMIT 1)', '(SELECT s.salary_of::text FROM staff s LIMIT 1)', '(SELECT (s).salary_of::text FROM staff s LIMIT 1)',
    ),
  ],
  mysql: [
    ...text(
      'denied', guessable.secret, true, 'secret_of(1)', '`secret_of`(1)', '{db}.secret_of(1)', '{db} . `secret_of` (1)', 'secret_of (dx.id)', '/*! secret_of(1) */', '{x secret_of(1)}',
      "load_file('/etc/hostname')",
    ),
    ...text('hashed', guessable.email, false, 'email_of(1)', 'Email_Of(dx.id)', '`email_of`(1)'), ...text('aggregate', '20', false, 'salary_of(1)', '{db}.salary_of(dx.id)'),
  ],
  duckdb: [
    ...text(
      'denied', guessable.secret, true, "(SELECT sql FROM duckdb_views() WHERE view_name = 'v_victim')", "(SELECT string_agg(name) FROM pragma_table_info('victim'))",
      '(SELECT max(secret) FROM (SELECT * FROM main.victim))', "(SELECT max(secret) FROM query('FROM victim'))",
      "(SELECT max(secret) FROM query_table('victim'))", "pg_get_viewdef('v_victim'::regclass)", "stats((SELECT secret FROM victim LIMIT 1))", "(SELECT (v).secret FROM victim v LIMIT 1)",
    ),
    ...text('hashed', guessable.email, false, 'mail_of(1)', 'main.mail_of(dx.id)', '(1).mail_of()', 'dx.id.mail_of()', 'Mail_Of(dx.id)'),
  ],
  sqlite: [
    ...text(
      'denied', guessable.secret, true, "(SELECT group_concat(name) FROM pragma_table_info('victim'))", "(SELECT sql FROM sqlite_schema WHERE name = 'victim')",
      "(SELECT max(secret) FROM (SELECT * FROM main.victim))",
    ),
    ...text('hashed', guessable.email, false, "nl2sql_hash('a', email)"),
  ],
};
