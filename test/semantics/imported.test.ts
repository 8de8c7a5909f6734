import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { compose } from '../../src/compose.ts';
import { readImported } from '../../src/semantics/imported/read.ts';
import { runLine } from '../command-line.ts';
import { type EngineName, engineNames, scratchDatabase } from '../database/engines.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';

const shop = [
  'CREATE TABLE clients (id INTEGER PRIMARY KEY, name VARCHAR(40), country VARCHAR(20))',
  "INSERT INTO clients VALUES (1, 'Ada', 'France'), (2, 'Bob', 'Italy')",
  'CREATE TABLE fct_orders (id INTEGER PRIMARY KEY, client_id INTEGER REFERENCES clients (id), placed_on DATE, state VARCHAR(20), gross INTEGER, refund INTEGER)',
  "INSERT INTO fct_orders VALUES (1, 1, '2026-01-05', 'done', 100, 10), (2, 1, '2026-02-05', 'open', 50, 0), (3, 2, '2026-02-06', 'done', 200, 0), (4, 2, '2026-03-06', 'open', 50, 30)",
];

const input = (name: string, more = {}) => ({ name, filter: null, alias: null, offset_window: null, offset_to_grain: null, ...more });
const where = (...templates: string[]) => ({ where_filters: templates.map((template) => ({ where_sql_template: template })) });
const metric = (name: string, type: string, params: object, more = {}) => ({
  name, description: null, type, filter: null, metadata: null, label: null, config: null, time_granularity: null,
  type_params: { measure: null, input_measures: [], numerator: null, denominator: null, expr: null, window: null, grain_to_date: null, metrics: [], conversion_type_params: null, cumulative_type_params: null, ...params },
  ...more,
});
const measure = (name: string, agg: string, expr: string | null, more = {}) => ({
  name, agg, description: null, create_metric: false, expr, agg_params: null, metadata: null, non_additive_dimension: null, agg_time_dimension: null, label: null, ...more,
});
const dimension = (name: string, type: string, expr: string | null, more = {}) => ({
  name, type, description: null, is_partition: false, type_params: type === 'time' ? { time_granularity: 'day', validity_params: null } : null, expr, metadata: null, label: null, ...more,
});

/** As dbt writes `target/semantic_manifest.json`. */
const manifest = {
  semantic_models: [
    {
      name: 'sales', defaults: { agg_time_dimension: 'placed_on' }, description: null, label: null, primary_entity: null, metadata: null, config: null,
      node_relation: { alias: 'fct_orders', schema_name: '', database: null, relation_name: 'fct_orders' },
      entities: [{ name: 'sale', type: 'primary', role: null, expr: 'id', metadata: null }, { name: 'client', type: 'foreign', role: null, expr: 'client_id', metadata: null }],
      measures: [
        measure('gross', 'sum', null), measure('refunded', 'sum', 'refund'), measure('sale_count', 'sum', '1'), measure('reach', 'count_distinct', 'client_id'),
        measure('middle', 'median', 'gross'), measure('stock', 'sum', 'gross', { non_additive_dimension: { name: 'placed_on', window_choice: 'max', window_groupings: [] } }),
      ],
      dimensions: [dimension('placed_on', 'time', null), dimension('standing', 'categorical', 'state'), dimension('is_large', 'categorical', 'gross > 100')],
    },
    {
      name: 'clients', defaults: null, description: null, label: null, primary_entity: 'client', metadata: null, config: null,
      node_relation: { alias: 'clients', schema_name: '', database: null, relation_name: 'clients' },
      entities: [{ name: 'client', type: 'primary', role: null, expr: 'id', metadata: null }],
      measures: [measure('client_count', 'count', 'id')],
      dimensions: [dimension('home', 'categorical', 'country', { label: 'Home country' })],
    },
  ],
  metrics: [
    metric('turnover', 'simple', { measure: input('gross') }, { label: 'Money taken in' }),
    metric('settled_turnover', 'simple', { measure: input('gross') }, { filter: where("{{ Dimension('sale__standing') }} = 'done'") }),
    metric('turnover_in_italy', 'simple', { measure: input('gross', { filter: where("{{ Dimension('client__home') }} = 'Italy'") }) }),
    metric('reach', 'simple', {
      measure: null,
      metric_aggregation_params: { semantic_model: 'sales', agg: 'count_distinct', agg_params: null, agg_time_dimension: 'placed_on', non_additive_dimension: null, expr: 'client_id' },
    }),
    metric('net_takings', 'derived', { expr: 'taken - refunds', metrics: [input('turnover', { alias: 'taken' }), input('refunds')] }),
    metric('refunds', 'simple', { measure: input('refunded', { fill_nulls_with: 0 }) }),
    metric('settled_share', 'ratio', { numerator: input('turnover', { filter: where("{{ Dimension('sale__standing') }} = 'done'") }), denominator: input('turnover') }),
    metric('running_turnover', 'cumulative', { measure: input('gross'), cumulative_type_params: { window: null, grain_to_date: 'month', period_agg: 'first' } }),
    metric('median_sale', 'simple', { measure: input('middle') }),
    metric('stock_value', 'simple', { measure: input('stock') }),
    metric('turnover_a_client', 'ratio', { numerator: input('turnover'), denominator: input('client_count') }),
    metric('client_count', 'simple', { measure: input('client_count') }),
    metric('growth', 'derived', { expr: 'turnover - before', metrics: [input('turnover'), input('turnover', { alias: 'before', offset_window: { count: 1, granularity: 'month' } })] }),
    metric('recent_turnover', 'simple', { measure: input('gross') }, { filter: where("{{ TimeDimension('sale__placed_on', 'day') }} > '2026-02-01'") }),
    metric('lost', 'simple', { measure: input('lost') }),
    metric('odd', 'simple', { measure: input('gross') }, { filter: where('1 = 1) OR (1 = 1') }),
  ],
  project_configuration: { time_spine_table_configurations: [], metadata: null, dsi_package_version: { major_version: '0', minor_version: '7', patch_version: '0' }, time_spines: [] },
  saved_queries: [],
};

const cubes = `
cubes:
  - name: sales
    sql_table: fct_orders
    title: Deals
    joins:
      - name: clients
        sql: "{CUBE}.client_id = {clients.id}"
        relationship: many_to_one
    measures:
      - name: count
        type: count
        drill_members: [id]
      - name: turnover
        sql: gross
        type: sum
        title: Money taken in
      - name: settled_turnover
        sql: "{CUBE}.gross"
        type: sum
        filters:
          - sql: "{CUBE}.state = 'done'"
      - name: turnover_in_italy
        sql: gross
        type: sum
        filters:
          - sql: "{clients.home} = 'Italy'"
      - name: reach
        sql: client_id
        type: count_distinct
      - name: net_takings
        sql: "{turnover} - SUM({CUBE}.refund)"
        type: number
      - name: settled_share
        sql: "1.0 * {settled_turnover} / NULLIF({CUBE.turnover}, 0)"
        type: number
      - name: hidden_one
        sql: gross
        type: max
        public: false
      - name: running_turnover
        sql: gross
        type: sum
        rolling_window:
          trailing: unbounded
      - name: rank_of_sale
        type: rank
      - name: turnover_a_client
        sql: "{turnover} / {clients.count}"
        type: number
      - name: looping
        sql: "{looping} + 1"
        type: number
      - name: of_the_user
        sql: gross
        type: sum
        filters:
          - sql: "{CUBE}.state = '{{ env_var('STATE') }}'"
    dimensions:
      - name: id
        sql: id
        type: number
        primary_key: true
      - name: standing
        sql: "{CUBE}.state"
        type: string
      - name: is_large
        sql: "{CUBE}.gross > 100"
        type: boolean
      - name: size
        type: string
        case:
          when:
            - sql: "{CUBE}.gross > 100"
              label: large
          else:
            label: small
    segments:
      - name: settled
        sql: "{CUBE}.state = 'done'"
      - name: repeated
        sql: "EXISTS (SELECT 1 FROM fct_orders AS earlier WHERE earlier.client_id = {CUBE}.client_id AND earlier.id < {CUBE}.id)"
      - name: at_home
        sql: "{standing} = (SELECT min(state) FROM fct_orders)"
  - name: clients
    sql: SELECT * FROM clients
    measures:
      - name: count
        type: count
    dimensions:
      - name: home
        title: Home country
        sql: country
        type: string
  - name: regions
    sql: SELECT country, count(*) AS n FROM clients GROUP BY country
    measures:
      - name: n
        type: sum
        sql: n
views:
  - name: sales_view
    cubes:
      - join_path: sales
        includes: "*"
`;

async function openWith(engine: EngineName, files: Readonly<Record<string, string>>) {
  const scratch = await scratchDatabase(engine);
  await scratch.write(...shop);
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const settings = { databases: { test: { dsn: scratch.dsn, semanticModels: Object.keys(files) } }, state: { file: ':memory:' } };
  const config = join(folder, 'mcp.config.json');
  writeFileSync(config, JSON.stringify(settings));
  const services = await compose({ ...settings, baseFolder: folder }, { careful: false });
  onTestFinished(() => services.close());
  const rows = async (question: string) => {
    const answer = await ask({ question, principal: 'local' }, services);
    return answer.status === 'ok' ? answer.rows.map((row) => row.map(Number)) : answer.status;
  };
  return { folder, config, rows };
}

const figures: readonly (readonly [question: string, figure: number])[] = [
  ['What is our turnover?', 400],
  ['What is the settled turnover?', 300],
  ['What is the turnover in Italy?', 250],
  ['reach in March 2026', 1],
  ['What are the net takings?', 360],
  ['What is the settled share?', 0.75],
  ['turnover in February 2026', 250],
];

test.each(engineNames)('%s: metrics of dbt are figures that questions name', async (engine) => {
  const { rows } = await openWith(engine, { 'semantic_manifest.json': JSON.stringify(manifest) });
  for (const [question, figure] of figures) expect(await rows(question), question).toEqual([[figure]]);
});

test.each(engineNames)('%s: measures and segments of Cube are figures and kinds of rows that questions name', async (engine) => {
  const { rows } = await openWith(engine, { 'sales.yml': cubes });
  for (const [question, figure] of figures.slice(0, -1)) expect(await rows(question), question).toEqual([[figure]]);
  for (const kind of ['settled', 'repeated']) expect(await rows(`How many ${kind} deals are there?`), kind).toEqual([[2]]);
});

const reasonsOf = (text: string, file: string) => Object.fromEntries(readImported(text, file).problems.map(({ place, reason, hints }) => [place, `${reason} (${hints.join(' ')})`]));

test('what a manifest of dbt says and an entry can\'t is told with file and path', () => {
  const said = reasonsOf(JSON.stringify(manifest), 'm.json');
  const expected = {
    'm.json: semantic_models.sales.dimensions.is_large': /gross > 100 is an expression.*knowledge file/,
    'm.json: metrics.running_turnover': /type cumulative/,
    'm.json: metrics.median_sale': /median is no aggregate/,
    'm.json: metrics.stock_value': /added up over time/,
    'm.json: metrics.turnover_a_client': /of sales and of clients/,
    'm.json: metrics.growth': /turnover is taken from another time/,
    'm.json: metrics.recent_turnover': /template/,
    'm.json: metrics.lost': /no semantic model has the measure lost.*dbt parse/,
  };
  expect(Object.keys(said).toSorted()).toEqual(Object.keys(expected).toSorted());
  for (const [place, reason] of Object.entries(expected)) expect(said[place], place).toMatch(reason);
});

test('what a model of Cube says and an entry can\'t is told with file and path', () => {
  const said = reasonsOf(cubes, 'c.yml');
  const expected = {
    'c.yml: cubes.sales.measures.running_turnover': /other rows/,
    'c.yml: cubes.sales.measures.rank_of_sale': /type rank/,
    'c.yml: cubes.sales.measures.turnover_a_client': /clients\.count is no dimension/,
    'c.yml: cubes.sales.measures.looping': /made of itself/,
    'c.yml: cubes.sales.measures.of_the_user': /template/,
    'c.yml: cubes.sales.dimensions.is_large': /is an expression/,
    'c.yml: cubes.sales.dimensions.size': /no column of the table/,
    'c.yml: cubes.sales.segments.at_home': /beside a subquery/,
    'c.yml: cubes.regions': /of a query.*view in the database/,
  };
  expect(Object.keys(said).toSorted()).toEqual(Object.keys(expected).toSorted());
  for (const [place, reason] of Object.entries(expected)) expect(said[place], place).toMatch(reason);
});

test('members by name, as JSON of a JavaScript model has them, are read alike', () => {
  const measures = { grossTurnover: { sql: '${CUBE}.gross', type: 'sum' }, count: { type: 'count' } };
  const { entries, problems } = readImported(JSON.stringify({ cubes: [{ name: 'Sales', sqlTable: 'public.fct_orders', measures }] }), 'c.json');
  expect(problems).toEqual([]);
  expect(entries.measures).toMatchObject([{ table: 'public.fct_orders', words: ['gross turnover'], sql: 'SUM(gross)' }, { words: ['sales count'], sql: 'COUNT(*)' }]);
});

test.each([
  ['no file', undefined, /can't be opened/],
  ['a file that is neither JSON nor YAML', 'cubes: [', /can't be read/],
  ['another file', '{"nodes": {}}', /neither semantic_models nor cubes/],
  ['another version of the form', '{"semantic_models": [{"name": 1}], "metrics": []}', /semantic_models\.0\.name/],
])('%s is told, and what would be read', async (_, text, reason) => {
  const { folder, config } = await openWith('sqlite', {});
  if (text !== undefined) writeFileSync(join(folder, 'model.yml'), text);
  writeFileSync(join(folder, 'shop.sqlite'), '');
  writeFileSync(config, JSON.stringify({ databases: { test: { dsn: 'sqlite:shop.sqlite', semanticModels: ['model.yml'] } } }));
  const { code, stdout } = await runLine('semantics', '--check', '--config', config);
  expect(code).toBe(1);
  expect(stdout).toMatch(/error model\.yml: /);
  expect(stdout).toMatch(reason);
  expect(stdout).toMatch(/try: semantic_manifest\.json of dbt/);
});

test('SQL of such files is proven like every other, names are looked up, and a changed file is read anew', async () => {
  const { folder, config, rows } = await openWith('sqlite', { 'sales.yml': cubes.replace('sql: gross\n        type: sum\n        title', 'sql: grss\n        type: sum\n        title') });
  expect(await rows('What is our turnover?')).not.toEqual([[400]]);
  const before = await runLine('semantics', '--check', '--config', config);
  expect(before.stdout).toMatch(/error sales\.yml: cubes\.sales\.measures\.turnover: .*grss/);
  writeFileSync(join(folder, 'sales.yml'), cubes);
  await sleep(1_050);
  expect(await rows('What is our turnover?')).toEqual([[400]]);
  writeFileSync(join(folder, 'sales.yml'), cubes.replace(/(name: settled\n +sql: ).*/, `$1"1 = 1) OR load_extension('x') OR (1 = 1"`));
  const after = await runLine('semantics', '--check', '--config', config);
  expect(after.stdout).toMatch(/error sales\.yml: cubes\.sales\.segments\.settled: a parenthesis closes that was never opened/);
});
