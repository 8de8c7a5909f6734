import { expect, test } from 'vitest';
import type { IndexedTable } from '../../src/catalog/index.ts';
import { semanticsOf } from '../../src/semantics/infer.ts';
import type { Predicate } from '../../src/semantics/model.ts';
import { asked } from '../instant/open.ts';
import { schemas } from '../instant/fixtures/schemas.ts';
import { garage, rental } from './schemas.ts';

const { laundry = '' } = schemas;

function opened(schema: string) {
  const database = asked(schema);
  const semantics = semanticsOf(database.catalog, database.values);
  const table = (name: string): IndexedTable => database.catalog.table(name) ?? expect.fail(`there is no ${name}`);
  const column = (path: string) => {
    const [owner = '', name] = path.split('.');
    return table(owner).columns.find((found) => found.column.name === name) ?? expect.fail(`there is no ${path}`);
  };
  return { semantics, table, column };
}

test.each([
  [rental, 'rentals.total_cents', { role: 'money', unit: 'cent', sums: 'added' }],
  [rental, 'rentals.client_id', { role: 'key' }],
  [rental, 'rentals.returned_at', { role: 'moment', storage: 'native' }],
  [rental, 'bikes.is_electric', { role: 'flag', flag: { yes: 1, no: 0 } }],
  [rental, 'bikes.weight_g', { role: 'size', unit: 'g' }],
  [rental, 'bikes.kind', { role: 'category' }],
  [rental, 'clients.email', { role: 'contact' }],
  [garage, 'cst_mst.dt_opn', { role: 'moment', storage: 'day-first' }],
  [garage, 'cst_mst.act_fl', { role: 'flag', flag: { yes: 'Y', no: 'N' } }],
  [garage, 'job_ln.unt_prc', { role: 'price' }],
  [laundry, 'garments.compensation', { role: 'money', sums: 'added' }],
] as const)('%#: %s', (schema, path, expected) => {
  const { semantics, column } = opened(schema);
  expect(semantics.attribute(column(path))).toMatchObject(expected);
});

test.each([
  [rental, 'clients', 'person', ['first_name', 'last_name'], 'signed_up_at'],
  [rental, 'rentals', 'transaction', [], 'started_at'],
  [rental, 'agents', 'person', ['full_name'], 'hired_on'],
  [garage, 'cst_mst', 'person', ['cst_nm'], 'dt_opn'],
  [garage, 'job_ln', 'line', [], undefined],
  [laundry, 'pressers', 'person', ['name'], undefined],
  [laundry, 'dockets', 'event', [], 'dropped_off_on'],
] as const)('%#: rows of %s', (schema, name, kind, display, moment) => {
  const { semantics, table } = opened(schema);
  const entity = semantics.entity(table(name));
  expect(entity.display.map(({ column }) => column.name)).toEqual(display);
  expect(entity.moments[0]?.column.name).toBe(moment);
  expect(entity.kind).toBe(kind);
});

test('a line is worth its quantity times its price, less the discount', () => {
  const { semantics, table, column } = opened(garage);
  const [measure] = semantics.money(table('job_ln'));
  expect(measure?.column).toBe(column('job_ln.qty'));
  expect(measure?.priced).toBe(column('job_ln.unt_prc'));
  expect(measure?.of).toMatchObject({ kind: 'arithmetic', operator: '*', right: { operator: '-', right: { operator: '/', right: { value: 100 } } } });
});

const written = (predicate: Predicate | undefined): string | undefined => {
  switch (predicate?.kind) {
    case 'compare':
      return `${predicate.column.column.name} ${predicate.operator} ${String(predicate.value)}`;
    case 'null':
      return `${predicate.column.column.name} ${predicate.negated ? 'known' : 'missing'}`;
    case 'period':
      return `${predicate.column.column.name} ${predicate.until ? 'before' : 'from'} today`;
    case 'and':
    case 'or':
      return predicate.filters.map(written).join(` ${predicate.kind} `);
    case 'columns':
    case 'sql':
    case undefined:
      return undefined;
  }
};

test.each([
  [rental, 'overdue', 'rentals', 'due_at before today and returned_at missing'],
  [rental, 'active', 'agents', 'left_on missing'],
  [rental, 'inactive', 'clients', 'closed_at known'],
  [rental, 'cancelled', 'rentals', 'cancelled_at known'],
  [rental, 'overdue', 'bikes', undefined],
  [garage, 'active', 'cst_mst', 'act_fl = Y'],
  [garage, 'unpaid', 'job', 'pd_fl = N'],
] as const)('%#: %s in %s', (schema, state, name, expected) => {
  const { semantics, table } = opened(schema);
  expect(written(semantics.states(state, table(name))[0])).toBe(expected);
});

test('a code means in a column what its group in the table of codes says', () => {
  const { semantics, column } = opened(garage);
  expect(semantics.coded('finished').map(({ column: found, value }) => [found, value])).toEqual([[column('job.sts'), 'DN']]);
  expect(semantics.coded('annual test').map(({ column: found, value }) => [found, value])).toEqual([[column('job.job_typ'), 'MOT']]);
});

test('the model of a catalog is made once', () => {
  const database = asked(rental);
  expect(semanticsOf(database.catalog, database.values)).toBe(semanticsOf(database.catalog, database.values));
});
