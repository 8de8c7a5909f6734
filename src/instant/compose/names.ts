import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { figurePrefixes, smallerUnitWords, toldUnits, unitNames } from '../../language/en/figure-names.ts';
import { identifierWords } from '../../language/en/identifiers.ts';
import { pluralOf, singularOf } from '../../language/en/plurals.ts';
import { stem } from '../../language/en/stem.ts';
import type { RowExpression, SemanticModel } from '../../semantics/model.ts';
import type { Measure } from '../plan.ts';

/** As many characters as the shortest-winded engine keeps of a name are 63. */
const charsMax = 60;

/** What the columns of a result are called, each by its place: as they are, where that is a word, and no two alike. Undefined where a column needs no other name. */
export function namesOf(measures: readonly Measure[], semantics: SemanticModel): readonly (string | undefined)[] {
  const own = measures.map((measure) => nameOf(measure, semantics));
  const isAlone = (name: string) => own.filter((other) => other.toLowerCase() === name.toLowerCase()).length === 1;
  const whole = measures.map((measure, place) => (isAlone(own[place] ?? '') ? (own[place] ?? '') : ownersName(measure, own[place] ?? '')));
  return measures.map((measure, place) => {
    const name = whole[place] ?? '';
    const before = whole.slice(0, place).filter((other) => other.toLowerCase() === name.toLowerCase()).length;
    const told = before === 0 ? name : `${name}_${before + 1}`;
    return measure.kind === 'all' || (measure.kind === 'column' && told === measure.column.column.name) ? undefined : told.slice(0, charsMax);
  });
}

function nameOf(measure: Measure, semantics: SemanticModel): string {
  switch (measure.kind) {
    case 'column':
      return measure.per === undefined ? measure.column.column.name : joined(wordsOf(measure.column, measure.per, semantics));
    case 'part':
      return unitNames.get(measure.unit) ?? measure.unit;
    case 'age':
      return 'age';
    case 'referred':
      return joined([...roleOf(measure.via), ...identifierWords(measure.column.column.name)]);
    case 'all':
      return '';
    case 'count':
      return rowsName(measure.table);
    case 'aggregate':
      return aggregateName(measure, semantics);
    case 'share':
      return 'percent';
    case 'portion':
      return 'percent_of_total';
    case 'within':
      return nameOf(measure.of, semantics);
    case 'change':
      return 'change';
    case 'running':
      return 'running_total';
    case 'number':
      return 'number';
    case 'arithmetic':
      return measure.operator === '-' ? 'difference' : measure.operator === '/' ? quotientName(measure, semantics) : 'figure';
  }
}

function aggregateName({ function: name, column, distinct, of, per }: Measure & { readonly kind: 'aggregate' }, semantics: SemanticModel): string {
  if (name === 'count') return distinct ? pluralOf(joined(roleOf(column))) : rowsName(column.table);
  const words = of && of.kind !== 'column' ? computedName(of, column.table, semantics) : wordsOf(column, per, semantics);
  const prefix = figurePrefixes[name];
  return joined(words[0] === prefix || (name === 'sum' && of !== undefined && of.kind !== 'column') ? words : [prefix, ...words]);
}

/** What is computed from several columns, by what it is. */
function computedName(of: RowExpression, table: IndexedTable, semantics: SemanticModel): readonly string[] {
  if (of.kind === 'elapsed') return [`${of.unit}s`];
  if (of.kind === 'age') return ['age'];
  const money = semantics.money(table).find((measure) => measure.of === of);
  return [money?.flow === 'in' ? 'revenue' : money?.flow === 'out' ? 'cost' : 'amount'];
}

/** "average order value": what there is of one for each of the other. */
function quotientName({ left, right }: Measure & { readonly kind: 'arithmetic' }, semantics: SemanticModel): string {
  return right.kind === 'number' ? nameOf(left, semantics) : `${nameOf(left, semantics)}_per_${singularOf(nameOf(right, semantics))}`;
}

/** The rows of a table as people would call them; a name of abbreviations is no word. */
function rowsName({ stems, table: { name } }: IndexedTable): string {
  const words = identifierWords(name);
  return words.every((word) => word.length >= wordCharsMin && hasVowel.test(word) && stems.includes(stem(word))) ? pluralOf(joined(words)) : 'count';
}

const wordCharsMin = 3;
const hasVowel = /[aeiouy]/;

/** The words of a column, with the unit in which it is told where that is not the one in which it is kept. */
function wordsOf(column: IndexedColumn, per: number | undefined, semantics: SemanticModel): readonly string[] {
  const words = identifierWords(column.column.name);
  if (per === undefined || per === 1) return words;
  const unit = toldUnits.get(`${semantics.attribute(column).unit ?? ''} ${per}`);
  const told = [...words.filter((word) => !smallerUnitWords.has(word)), ...(unit === undefined ? [] : [unit])];
  return told.length > 0 ? told : ['amount'];
}

/** In which part a key leads to another row: the manager of `manager_id`. */
function roleOf({ column: { name }, table }: IndexedColumn): readonly string[] {
  const words = identifierWords(name);
  const role = words.at(-1) === 'id' ? words.slice(0, -1) : words;
  return role.length > 0 ? role : identifierWords(table.table.name);
}

function ownersName(measure: Measure, name: string): string {
  const owner = measure.kind === 'column' || measure.kind === 'aggregate' ? measure.column.table : undefined;
  return owner ? joined([singularOf(joined(identifierWords(owner.table.name))), name]) : name;
}

function joined(words: readonly string[]): string {
  return words.join('_');
}
