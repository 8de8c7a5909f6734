import type { IndexedTable } from '../../catalog/index.ts';
import { isParticiple } from '../../language/en/inflection.ts';
import { functionWords, lightWords } from '../../language/en/stop-words.ts';
import { hops } from '../compose/distances.ts';
import { type FeatureVector, merge, type RuleName, told } from '../features.ts';
import { type Lattice, skipStopWords, triggerAt, type ValueLink, wordAt } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import { type Fragment, fragment, type Part } from './fragment.ts';
import { comparison } from './operands.ts';

/** What stands inside a phrase, between the words of which it is made. */
export interface Inside {
  readonly parts: readonly Part[];
  readonly features: FeatureVector;
  /** The places of the words that nothing accounts for. */
  readonly left: readonly number[];
}

/** "how many days [does it take Samuel Ansell on average] to decide", "how many hours [did each carer] work": groups and names count, other content words are left out by who does not read them. */
export function inside(lattice: Lattice, holes: readonly Span[], owners: readonly IndexedTable[]): Inside {
  const found = { parts: [] as Part[], features: {} as FeatureVector, left: [] as number[] };
  for (const hole of holes) {
    for (let place = hole.from; place < hole.to;) {
      const known = groupAt(lattice, place, hole.to) ?? nameAt(lattice, place, hole.to, owners);
      if (known) {
        found.parts.push(known.part);
        found.features = merge(found.features, known.features);
      } else if (!isFiller(lattice, place, owners)) found.left.push(place);
      place = known?.to ?? place + 1;
    }
  }
  return found;
}

/** A phrase whose words stand around others. */
export function enclosing(rule: RuleName, span: Span, own: { readonly parts: readonly Part[]; readonly features: FeatureVector }, { parts, features, left }: Inside): Fragment {
  return { ...fragment(rule, span, [...own.parts, ...parts], merge(own.features, features)), ...(left.length > 0 ? { left } : {}) };
}

interface Known {
  readonly part: Part;
  readonly features: FeatureVector;
  readonly to: number;
}

function groupAt(lattice: Lattice, at: number, end: number): Known | undefined {
  const each = triggerAt(lattice, at, 'each');
  const [link] = each ? (lattice.tables[skipStopWords(lattice, each.to)] ?? []) : [];
  return link && link.to <= end ? { part: { kind: 'group', key: link.table }, features: {}, to: link.to } : undefined;
}

/** A value of the data, of the column that is nearest to what the phrase speaks of. */
function nameAt(lattice: Lattice, at: number, end: number, owners: readonly IndexedTable[]): Known | undefined {
  const farness = ({ column }: ValueLink) => Math.min(...owners.map((owner) => (owner === column.table ? 0 : (hops(lattice.catalog, owner, column.table) ?? Infinity))));
  const links = (lattice.valueLinks[at] ?? []).filter(({ to, match }) => match !== 'part' && to <= end && (to > at + 1 || !(isFunctionWord(lattice, at) || isParticiple(wordAt(lattice, at)))));
  const [best] = links.toSorted((a, b) => b.to - a.to || farness(a) - farness(b) || b.score - a.score);
  if (!best) return undefined;
  return { part: { kind: 'filter', filter: comparison(lattice, best.column, '=', best.value) }, features: told(`value:${best.match}`), to: best.to };
}

/** Words that hold others together, verbs that say nothing more ("take"), and what names the rows of which the phrase speaks. */
function isFiller(lattice: Lattice, at: number, owners: readonly IndexedTable[]): boolean {
  const token = lattice.tokens[at];
  if (!token || token.kind === 'punctuation' || isFunctionWord(lattice, at) || lightWords.has(token.lower) || (lattice.triggers[at] ?? []).length > 0) return true;
  const named = [...(lattice.tables[at] ?? []).map(({ table }) => table), ...(lattice.columns[at] ?? []).map(({ column }) => column.table)];
  return named.some((table) => owners.includes(table));
}

function isFunctionWord({ tokens }: Lattice, at: number): boolean {
  return functionWords.has(tokens[at]?.lower ?? '');
}
