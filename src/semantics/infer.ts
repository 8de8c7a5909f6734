import type { CatalogIndex, IndexedColumn, IndexedTable } from '../catalog/index.ts';
import type { ValueIndex } from '../catalog/values.ts';
import { overlaid } from './declared/overlay.ts';
import type { Declared } from './declared/read.ts';
import { attributeOf } from './attributes.ts';
import { writtenHabit } from './storage.ts';
import { entityOf } from './entities.ts';
import { type Codes, codesIn } from './codes.ts';
import type { Attribute, Entity, MomentStorage, Predicate, RowMeasure, SemanticModel } from './model.ts';
import { moneyOf, owedOf, profitOf, quantityOf, salaryOf, stockOf, taxedIn } from './measures.ts';
import { predicatesOf } from './states.ts';
import { amountBetween } from './wholes.ts';

const known = new WeakMap<ValueIndex, { readonly catalog: CatalogIndex; readonly size: number; readonly model: SemanticModel; declared?: { readonly by: Declared; readonly model: SemanticModel } }>();

/**
 * The model of a catalog and of what was sampled of its data, with what was said of it over what is inferred; made once for all three, and anew
 * when more was sampled. Callers who see other rows have values, and so a model, of their own.
 */
export function semanticsOf(catalog: CatalogIndex, values: ValueIndex, declared?: Declared): SemanticModel {
  const found = known.get(values);
  const made = found?.catalog === catalog && found.size === values.size ? found : { catalog, size: values.size, model: inferred(catalog, values) };
  known.set(values, made);
  if (!declared) return made.model;
  if (made.declared?.by !== declared) made.declared = { by: declared, model: overlaid(made.model, declared) };
  return made.declared.model;
}

const noCustoms: SemanticModel['customs'] = { calendar: {} };
const nothingSaid: SemanticModel['said'] = new Map();

/** Attributes and entities are worked out when they are first asked for: most questions speak of few tables. */
function inferred(catalog: CatalogIndex, values: ValueIndex): SemanticModel {
  const attributes = new Map<IndexedColumn, Attribute>();
  const entities = new Map<IndexedTable, Entity>();
  let written: { readonly habit: MomentStorage | undefined } | undefined;
  const house = () => (written ??= { habit: writtenHabit(catalog.tables.flatMap(({ columns }) => columns), values) }).habit;
  const habitOf = ({ columns }: IndexedTable) => () => writtenHabit(columns, values) ?? house();
  const attribute = (column: IndexedColumn) => remembered(attributes, column, () => attributeOf(column, values, { refers: refers(column, catalog), habit: habitOf(column.table) }));
  const entity = (table: IndexedTable) => remembered(entities, table, () => entityOf(table, { catalog, attribute }));
  const money = new Map<IndexedTable, readonly RowMeasure[]>();
  const states = new Map<IndexedTable, Map<string, readonly Predicate[]>>();
  let codes: Codes | undefined;
  const coded = () => (codes ??= codesIn(catalog, values));
  const codesOf = (meaning: string) => coded().values.get(meaning) ?? [];
  const isCodeList = (table: IndexedTable) => entity(table).kind === 'code list';
  return {
    attribute,
    coded: codesOf,
    codeTexts: (column) => coded().texts.get(column),
    meanings: () => [...coded().values.keys()],
    entity,
    quantity: (table) => quantityOf(table, { attribute }),
    profit: (table) => profitOf(table, { catalog, values, attribute }),
    taxed: (table) => taxedIn(table, { catalog, values, attribute }),
    between: (column) => amountBetween(column, values),
    owed: (table) => owedOf(table, { catalog, values, attribute }),
    salary: (table) => salaryOf(table, { catalog, values, attribute }),
    stock: (table) => stockOf(table, { catalog, values, attribute }),
    money: (table) => remembered(money, table, () => moneyOf(table, { catalog, values, attribute })),
    said: nothingSaid,
    customs: noCustoms,
    isDefaultKey: () => false,
    states: (state, table) => remembered(remembered(states, table, () => new Map()), state, () => predicatesOf(state, table, { attribute, values, coded: codesOf, isCodeList })),
  };
}

/** Whether it leads to the rows of a table, declared or not; a moment or a name that two tables share does not. */
function refers({ column, table }: IndexedColumn, catalog: CatalogIndex): boolean {
  return catalog.edges(table).some(({ from, to, pairs }) => from === table && pairs.some(([own, other]) => own === column.name && to.table.primaryKey.includes(other)));
}

function remembered<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
