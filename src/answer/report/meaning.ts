import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { Failure } from '../../core/errors.ts';
import type { Principal } from '../../core/question.ts';
import type { FactWire, MeaningWire } from '../../core/wire.ts';
import type { Term } from '../../memory/term.ts';
import { placed, type PlacedEntry, placeOf } from '../../semantics/declared/entries.ts';
import { certaintyOf } from '../../semantics/declared/read.ts';
import { semanticsOf } from '../../semantics/infer.ts';
import type { SemanticModel } from '../../semantics/model.ts';
import { stateNames, wordsOfState } from '../../semantics/states.ts';
import { attributeText, columnNames, conditionText, measureText, tableOfEntry } from '../../semantics/words.ts';
import { cut } from '../../std/cut.ts';
import { recollect, type RecollectionServices } from '../ask/recollection.ts';
import { inTime } from '../target/in-time.ts';
import { targetOf, type Targets } from '../target/target.ts';

export interface MeaningRequest {
  readonly table: string;
  readonly database?: string | undefined;
  readonly principal: Principal;
  readonly signal?: AbortSignal;
}

/** What is known of one table beyond its schema: what was inferred, and what people and models said of it as far as it holds for the caller. */
export async function meaningOf(request: MeaningRequest, services: Targets & RecollectionServices): Promise<MeaningWire> {
  const target = targetOf(services, request.database);
  return inTime(request, target, async ({ signal }) => {
    const knowledge = await target.knowledge.get(signal);
    const { catalog, values } = knowledge;
    const table = catalog.table(request.table);
    if (!table) throw new Failure('UNKNOWN_TABLE', `there is no table ${cut(request.table, 100)}`, { hints: catalog.nearestTables(request.table).map((near) => `Did you mean ${near}?`) });
    const { memory, glossary, declared } = await recollect(target, request.principal, knowledge, services);
    const setAside = new Set((declared?.problems ?? []).filter(({ warning }) => !warning).map(({ place }) => place));
    const entries = [...placed(memory.meanings.of(target.identity).entries, target.name)].filter((entry) => !setAside.has(placeOf(entry)) && isAbout(table, entry, catalog));
    const terms = glossary.terms.filter((term) => isTermOf(table, term, catalog));
    return { table: table.displayName, ...told({ table, model: semanticsOf(catalog, values, declared), entries, terms }) };
  });
}

interface Known {
  readonly table: IndexedTable;
  readonly model: SemanticModel;
  readonly entries: readonly PlacedEntry[];
  readonly terms: readonly Term[];
}

function told(known: Known): Omit<MeaningWire, 'table'> {
  return { rows: rowFacts(known), measures: measureFacts(known), states: stateFacts(known), columns: known.table.columns.map((column) => columnFact(column, known)) };
}

function rowFacts({ table, model, entries, terms }: Known): FactWire[] {
  const { kind, display, moments } = model.entity(table);
  const said = ofKind(entries, 'entities');
  const by = (tells: (entry: EntityEntry) => boolean) => originOf(said.filter(tells));
  return [
    { what: 'is', text: kind, ...by((entry) => entry.kind !== undefined) },
    ...said.flatMap((entry) => (entry.nouns ? [{ what: 'also called', text: entry.nouns.join(', '), ...originOf([entry]) }] : [])),
    ...terms.filter((term) => term.kind === 'synonym').map(({ term }) => ({ what: 'also called', text: term, ...person })),
    ...said.flatMap((entry) => (entry.verbs ? [{ what: 'happens where one', text: entry.verbs.join(', '), ...originOf([entry]) }] : [])),
    ...(display.length > 0 ? [{ what: 'shown by', text: columnNames(display), ...by((entry) => entry.display !== undefined) }] : []),
    ...(moments.length > 0 ? [{ what: 'happened at', text: columnNames(moments.slice(0, 1)), ...by((entry) => entry.moment !== undefined) }] : []),
    ...terms.filter((term) => term.kind === 'filter').map(({ meaning }) => ({ what: 'only where', text: meaning, ...person })),
  ];
}

function measureFacts({ table, model, entries, terms }: Known): FactWire[] {
  const profit = model.profit(table);
  return [
    ...ofKind(entries, 'measures').map((entry) => ({ what: entry.words.join(', '), text: [entry.sql, ...(entry.where === undefined ? [] : [`where ${entry.where}`])].join(' '), ...originOf([entry]) })),
    ...terms.filter((term) => term.kind === 'metric').map(({ term, meaning }) => ({ what: term, text: meaning.replace(/ of [^ ]+$/, ''), ...person })),
    ...model.money(table).map((measure) => ({ what: measure.minor ? 'a part of its worth' : 'worth', text: measureText(measure), ...inferred })),
    ...(profit ? [{ what: 'profit', text: measureText(profit), ...inferred }] : []),
  ];
}

const wordsMax = 4;

function stateFacts({ table, model, entries }: Known): FactWire[] {
  return [
    ...ofKind(entries, 'states').map((entry) => ({ what: [...(entry.words ?? []), ...(entry.nouns ?? [])].join(', '), text: entry.where, ...originOf([entry]) })),
    ...stateNames.flatMap((state) => model.states(state, table).slice(0, 1).map((predicate) => ({ what: wordsOfState(state).slice(0, wordsMax).join(', '), text: conditionText(predicate), ...inferred }))),
  ];
}

/** Its role, then what people call it, whom it means, and what its codes stand for. */
function columnFact(column: IndexedColumn, { model, entries }: Known): FactWire {
  const mine = <E extends { readonly column: string } | { readonly key: string }>(found: readonly E[]) => found.filter((entry) => isNamed(column, 'column' in entry ? entry.column : entry.key));
  const attributes = mine(ofKind(entries, 'attributes'));
  const relations = mine(ofKind(entries, 'relations'));
  const codes = mine(ofKind(entries, 'values'));
  const said = [
    ...attributes.flatMap(({ words = [] }) => words),
    ...relations.flatMap(({ words = [] }) => words),
    ...codes.map(({ value, words }) => `${value} = ${words.join(', ')}`),
  ];
  return { what: column.column.name, text: [attributeText(model.attribute(column)), ...said].join(' · '), ...originOf([...attributes, ...relations, ...codes]) };
}

const inferred = { origin: 'inferred' } as const;
const person = { origin: 'person', certainty: 1 } as const;

/** Who stands for what these entries say; where there are none it was inferred. */
function originOf(entries: readonly { readonly origin?: 'person' | 'model' | undefined }[]): Pick<FactWire, 'origin' | 'certainty'> {
  const surest = entries.toSorted((a, b) => certaintyOf(b) - certaintyOf(a))[0];
  return surest ? { origin: surest.origin ?? 'person', certainty: certaintyOf(surest) } : inferred;
}

type EntityEntry = PlacedEntry<'entities'>['entry'];

function ofKind<K extends PlacedEntry['kind']>(entries: readonly PlacedEntry[], kind: K): readonly PlacedEntry<K>['entry'][] {
  // Each entry is of the kind that stands beside it.
  return entries.flatMap((placedEntry) => (placedEntry.kind === kind ? [placedEntry.entry as PlacedEntry<K>['entry']] : []));
}

function isAbout(table: IndexedTable, { entry }: PlacedEntry, catalog: CatalogIndex): boolean {
  const name = tableOfEntry(entry);
  return name !== undefined && catalog.table(name) === table;
}

function isNamed({ column }: IndexedColumn, path: string): boolean {
  return path.slice(path.lastIndexOf('.') + 1).replaceAll(/["`[\]]/g, '').toLowerCase() === column.name.toLowerCase();
}

/** Terms in short form name their table as what they mean, behind "of", or by themselves where they are a condition on it. */
function isTermOf(table: IndexedTable, { kind, term, meaning }: Term, catalog: CatalogIndex): boolean {
  const name = kind === 'filter' ? term : kind === 'synonym' ? meaning : (/ of (\S+)$/.exec(meaning)?.[1] ?? '');
  return catalog.table(name) === table;
}
