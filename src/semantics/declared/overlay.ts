import { normaliseValue } from '../../catalog/values.ts';
import { stem } from '../../language/en/stem.ts';
import type { Attribute, CodedValue, Customs, SemanticModel } from '../model.ts';
import { type Declared, saidTable } from './read.ts';

/** A model with what people and models said of it over what was inferred. */
export function overlaid(inferred: SemanticModel, declared: Declared): SemanticModel {
  const codes = new Map<string, CodedValue[]>();
  for (const { column, value, meaning } of declared.values) {
    const key = normaliseValue(meaning);
    codes.set(key, [...(codes.get(key) ?? []), { column, value }]);
  }
  return {
    attribute: (column) => inCurrency({ ...inferred.attribute(column), ...declared.attributes.get(column) }, declared.customs),
    entity: (table) => {
      const known = inferred.entity(table);
      const { moments = [], ...more } = declared.entities.get(table) ?? {};
      return { ...known, ...more, ...(moments[0] ? { moment: moments[0] } : {}), moments: [...moments, ...known.moments.filter((column) => !moments.includes(column))] };
    },
    coded: (meaning) => [...(codes.get(meaning) ?? []), ...inferred.coded(meaning)],
    codeTexts: (column) => inferred.codeTexts(column),
    meanings: () => [...new Set([...codes.keys(), ...inferred.meanings()])],
    money: (table) => inferred.money(table),
    quantity: (table) => inferred.quantity(table),
    profit: (table) => inferred.profit(table),
    owed: (table) => inferred.owed(table),
    salary: (table) => inferred.salary(table),
    stock: (table) => inferred.stock(table),
    taxed: (table) => inferred.taxed(table),
    between: (column) => inferred.between(column),
    states: (state, table) => inferred.states(state, table),
    said: saidTable(declared.said),
    customs: declared.customs,
    isDefaultKey: (key) => declared.defaultKeys.has(key),
  };
}

/** Amounts that say no unit of their own are kept in the currency of the house. */
function inCurrency(attribute: Attribute, { currency }: Customs): Attribute {
  const { role, unit } = attribute;
  return currency === undefined || unit !== undefined || (role !== 'money' && role !== 'price') ? attribute : { ...attribute, unit: stem(currency.toLowerCase()) };
}
