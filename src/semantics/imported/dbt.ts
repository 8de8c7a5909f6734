import { z } from 'zod';
import { Misread } from '../declared/sql.ts';
import { type Aggregate, type Aggregated, aggregateSql, columnEntry, enclosed, Importing, type Imported, isPlainName, measureEntry, phrasesOf, unsayable } from './imported.ts';

const filter = z.object({ where_filters: z.array(z.object({ where_sql_template: z.string() })) }).nullish();
const expression = z.union([z.string(), z.number()]).nullish();
const measureInput = z.object({ name: z.string(), filter, fill_nulls_with: z.number().nullish() });
const metricInput = z.object({ name: z.string(), alias: z.string().nullish(), filter, offset_window: z.unknown().optional(), offset_to_grain: z.unknown().optional() });
const aggregation = z.object({ agg: z.string(), expr: expression, non_additive_dimension: z.unknown().optional() });

const semanticModel = z.object({
  name: z.string(),
  label: z.string().nullish(),
  node_relation: z.object({ alias: z.string(), schema_name: z.string().nullish() }),
  primary_entity: z.string().nullish(),
  defaults: z.object({ agg_time_dimension: z.string().nullish() }).nullish(),
  entities: z.array(z.object({ name: z.string(), type: z.string(), expr: expression })).nullish(),
  dimensions: z.array(z.object({ name: z.string(), label: z.string().nullish(), expr: expression })).nullish(),
  measures: z.array(aggregation.extend({ name: z.string() })).nullish(),
});

const metric = z.object({
  name: z.string(),
  label: z.string().nullish(),
  type: z.string(),
  filter,
  type_params: z.object({
    measure: measureInput.nullish(),
    metric_aggregation_params: aggregation.extend({ semantic_model: z.string() }).nullish(),
    fill_nulls_with: z.number().nullish(),
    numerator: metricInput.nullish(),
    denominator: metricInput.nullish(),
    metrics: z.array(metricInput).nullish(),
    expr: expression,
  }),
});

/** The parts of `target/semantic_manifest.json` (dbt-semantic-interfaces) that say what figures and columns mean. */
export const dbtManifest = z.object({ semantic_models: z.array(semanticModel), metrics: z.array(metric) });

type Manifest = z.infer<typeof dbtManifest>;
type SemanticModel = Manifest['semantic_models'][number];
type Metric = Manifest['metrics'][number];

/** Metrics over one semantic model become measures; its columns get their words, its default time dimension is the moment of its rows. */
export function readDbt(manifest: Manifest, file: string): Imported {
  const importing = new Importing(file);
  const figures = new Figures(manifest);
  for (const model of manifest.semantic_models) {
    const path = `semantic_models.${model.name}`;
    importing.take(path, () => rowsEntry(model));
    for (const { name, label, expr } of model.dimensions ?? []) {
      const column = String(expr ?? name);
      const words = phrasesOf(name, label, model.name);
      importing.take(`${path}.dimensions.${name}`, () => (isPlainName(column) ? columnEntry(tableOf(model), column, words) : unsayable(`${column} is an expression, and only columns have words`)));
    }
  }
  for (const one of manifest.metrics) importing.take(`metrics.${one.name}`, () => figures.entryOf(one));
  return importing.result();
}

function tableOf({ node_relation: { alias, schema_name: schema } }: SemanticModel): string {
  return schema ? `${schema}.${alias}` : alias;
}

function rowsEntry(model: SemanticModel) {
  const time = model.defaults?.agg_time_dimension;
  const moment = time ? expressionOf(model, time) : undefined;
  const nouns = phrasesOf(model.name, model.label, model.name).filter((phrase) => phrase !== model.node_relation.alias.replaceAll('_', ' ').toLowerCase());
  const said = { ...(nouns.length > 0 ? { nouns } : {}), ...(moment !== undefined && isPlainName(moment) ? { moment } : {}) };
  return Object.keys(said).length === 0 ? undefined : { kind: 'entities' as const, entry: { table: tableOf(model), ...said } };
}

function expressionOf(model: SemanticModel, name: string): string | undefined {
  const dimension = model.dimensions?.find((one) => one.name === name);
  return dimension && String(dimension.expr ?? dimension.name);
}

/** A figure over the rows of one semantic model. */
interface Figure {
  readonly model: SemanticModel;
  readonly sql: string;
  /** As one aggregate, where it is one. */
  readonly simple?: Aggregated;
}

const aggregates: ReadonlyMap<string, Aggregate> = new Map([
  ['sum', 'sum'],
  ['sum_boolean', 'sum'],
  ['count', 'count'],
  ['count_distinct', 'count distinct'],
  ['average', 'avg'],
  ['min', 'min'],
  ['max', 'max'],
]);
const nestingMax = 10;

class Figures {
  readonly #models: readonly SemanticModel[];
  readonly #metrics: ReadonlyMap<string, Metric>;

  constructor({ semantic_models: models, metrics }: Manifest) {
    this.#models = models;
    this.#metrics = new Map(metrics.map((one) => [one.name, one]));
  }

  entryOf(one: Metric) {
    const figure = this.#figure(one, [], nestingMax);
    if (figure instanceof Misread) return figure;
    const { model, sql, simple } = figure;
    const words = phrasesOf(one.name, one.label, model.name);
    return simple ? measureEntry(tableOf(model), words, aggregateSql({ ...simple, conditions: [] }), simple.conditions) : measureEntry(tableOf(model), words, sql, []);
  }

  /** `filters`: of what it is a part of. */
  #figure(one: Metric, filters: readonly string[], depth: number): Figure | Misread {
    const all = [...filters, ...templatesOf(one.filter)];
    if (depth === 0) return unsayable(`it is made of itself, or of more than ${nestingMax} others`);
    if (one.type === 'simple') return this.#simple(one, all);
    if (one.type === 'ratio') return this.#ratio(one, all, depth);
    if (one.type === 'derived') return this.#derived(one, all, depth);
    return unsayable(`a metric of type ${one.type} looks at other rows than those that are asked for`);
  }

  #simple({ type_params: { measure, metric_aggregation_params: own, expr, fill_nulls_with: fill } }: Metric, filters: readonly string[]): Figure | Misread {
    const model = this.#models.find(({ name, measures }) => (measure ? measures?.some((one) => one.name === measure.name) : name === own?.semantic_model));
    const given = measure ? model?.measures?.find((one) => one.name === measure.name) : own && { ...own, expr: own.expr ?? expr, name: '' };
    if (!model || !given) return unsayable(measure ? `no semantic model has the measure ${measure.name}` : 'it names neither a measure nor a semantic model of this file', 'Have dbt write the manifest anew: dbt parse.');
    const aggregate = aggregates.get(given.agg);
    if (!aggregate) return unsayable(`${given.agg} is no aggregate that every database has`);
    if (given.non_additive_dimension !== undefined && given.non_additive_dimension !== null) return unsayable('a measure that may not be added up over time is no aggregate of its rows');
    const of = String(given.expr ?? given.name);
    if (of.includes('{{') || of.includes('{%')) return unsayable('a template stands in its expression');
    const conditions = [...filters, ...templatesOf(measure?.filter)].map((template) => this.#condition(template, model));
    const wrong = conditions.find((condition) => condition instanceof Misread);
    if (wrong instanceof Misread) return wrong;
    const simple = { aggregate, of: given.agg === 'sum_boolean' ? `CASE WHEN ${of} THEN 1 ELSE 0 END` : of, conditions: conditions.filter((condition) => typeof condition === 'string') };
    const filled = measure?.fill_nulls_with ?? fill;
    const sql = aggregateSql(simple);
    return filled === null || filled === undefined ? { model, sql, simple } : { model, sql: `COALESCE(${sql}, ${filled})` };
  }

  #ratio({ type_params: { numerator, denominator } }: Metric, filters: readonly string[], depth: number): Figure | Misread {
    const [above, below] = [numerator, denominator].map((input) => (input ? this.#input(input, filters, depth) : unsayable('a ratio has a numerator and a denominator')));
    if (!above || above instanceof Misread) return above ?? unsayable('a ratio has a numerator');
    if (!below || below instanceof Misread) return below ?? unsayable('a ratio has a denominator');
    return above.model === below.model ? { model: above.model, sql: `1.0 * (${above.sql}) / NULLIF(${below.sql}, 0)` } : ofTwoTables(above.model, below.model);
  }

  #derived({ type_params: { metrics, expr } }: Metric, filters: readonly string[], depth: number): Figure | Misread {
    const inputs = new Map<string, Figure>();
    for (const input of metrics ?? []) {
      const figure = this.#input(input, filters, depth);
      if (figure instanceof Misread) return figure;
      inputs.set(input.alias ?? input.name, figure);
    }
    const [first, ...others] = inputs.values();
    if (!first || typeof expr !== 'string') return unsayable('it has no expression over other metrics');
    const other = others.find(({ model }) => model !== first.model);
    if (other) return ofTwoTables(first.model, other.model);
    return { model: first.model, sql: expr.replaceAll(/'(?:[^']|'')*'|[A-Za-z_]\w*/g, (word) => (inputs.has(word) ? `(${inputs.get(word)?.sql})` : word)) };
  }

  #input(input: NonNullable<Metric['type_params']['numerator']>, filters: readonly string[], depth: number): Figure | Misread {
    const isShifted = [input.offset_window, input.offset_to_grain].some((offset) => offset !== undefined && offset !== null);
    if (isShifted) return unsayable(`${input.name} is taken from another time than the rest`);
    const named = this.#metrics.get(input.name);
    return named ? this.#figure(named, [...filters, ...templatesOf(input.filter)], depth - 1) : unsayable(`there is no metric ${input.name}`, 'Have dbt write the manifest anew: dbt parse.');
  }

  /** A filter with what it refers to written out. */
  #condition(template: string, model: SemanticModel): string | Misread {
    if (/\bselect\b/i.test(template)) return unsayable('its filter has a subquery');
    let wrong: Misread | undefined;
    const written = template.replaceAll(/\{\{\s*(\w+)\(\s*(['"])([\w.]+)\2\s*\)\s*\}\}/g, (_, kind: string, _quote: string, name: string) => {
      const found = kind === 'Dimension' ? this.#dimension(name, model) : kind === 'Entity' ? entityOf(name, model) : undefined;
      if (typeof found === 'string') return found;
      wrong ??= found ?? unsayable(`${kind}('${name}') is not looked up in filters`, 'Write the filter with Dimension, or say the figure in the knowledge file.');
      return '';
    });
    if (wrong) return wrong;
    return /\{[{%]/.test(written) ? unsayable(`its filter has a template: ${template}`, 'Dimension and Entity are looked up in filters; say what else there is in the knowledge file.') : written;
  }

  /** `order__status`: of these rows, or of those that an entity leads to. */
  #dimension(path: string, model: SemanticModel): string | Misread {
    const [entity = '', name = '', ...more] = path.split('__');
    const owner = [model, ...this.#models].find((one) => primaryOf(one) === entity && expressionOf(one, name) !== undefined);
    const written = owner && expressionOf(owner, name);
    if (!owner || written === undefined || more.length > 0) return unsayable(`there is no dimension ${path} one step from ${model.name}`);
    if (owner === model) return enclosed(written);
    const leads = model.entities?.some((one) => one.name === entity) === true;
    return leads && isPlainName(written) ? `${owner.node_relation.alias}.${written}` : unsayable(`${path} is no column that ${model.name} leads to`);
  }
}

function primaryOf({ primary_entity: primary, entities }: SemanticModel): string | undefined {
  return primary ?? entities?.find(({ type }) => type === 'primary')?.name;
}

function entityOf(name: string, { entities }: SemanticModel): string | undefined {
  const entity = entities?.find((one) => one.name === name);
  return entity && enclosed(String(entity.expr ?? entity.name));
}

function templatesOf(given: Metric['filter']): string[] {
  return (given?.where_filters ?? []).map((one) => one.where_sql_template);
}

function ofTwoTables(one: SemanticModel, other: SemanticModel): Misread {
  return unsayable(`it is made of the rows of ${one.name} and of ${other.name}, and a measure of those of one table`);
}
