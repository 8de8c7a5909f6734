import type { Check } from './checks/check.ts';
import { type BeamOptions, parses } from './compose/beam.ts';
import { composePlans } from './compose/compose.ts';
import type { IndexedColumn, IndexedTable } from '../catalog/index.ts';
import { gather, type Gathered } from './compose/gather.ts';
import { planTables } from './compose/lower.ts';
import { inToldUnits } from './compose/told-units.ts';
import { type JoinPath, joinPaths } from './compose/paths.ts';
import { missedOf } from './explain.ts';
import type { Lattice } from './link/lattice.ts';
import { keysFollowed, type Plan } from './plan.ts';
import { planFeatures } from './rank/plan-features.ts';
import { score, type Weights } from './rank/weights.ts';
import { narrowed } from './rules/said.ts';
import type { FeatureVector } from './features.ts';
import type { Fragment } from './rules/fragment.ts';

export interface RankedPlan {
  readonly plan: Plan;
  readonly fragments: readonly Fragment[];
  /** What a question that builds on this one starts from. */
  readonly gathered: Gathered;
  /** Unmerged; their sum is what the weights are applied to. */
  readonly features: readonly FeatureVector[];
  readonly score: number;
}

/** What an earlier question leaves behind. */
export interface Context {
  readonly tables: readonly IndexedTable[];
  readonly combine: (next: Gathered) => Gathered;
}

export interface CandidateOptions {
  readonly beam: BeamOptions;
  readonly checks: readonly Check[];
  readonly context?: Context | undefined;
}

/** All plans that the beam's readings allow and no check forbids, best first. */
export function candidatesOf(lattice: Lattice, weights: Weights, { beam, checks, context }: CandidateOptions): RankedPlan[] {
  const ranked: RankedPlan[] = [];
  for (const parse of parses(lattice, weights, { ...beam, tables: context?.tables ?? [] })) {
    const unreviewed = restingOnModel(parse.fragments, lattice);
    const leavesOut = missedOf(lattice, parse.fragments, weights).length > 0;
    const mentioned = parse.fragments.flatMap(({ about }) => about ?? []);
    const spokenOf = parse.fragments.flatMap(({ along }) => along ?? []);
    const said = gather(narrowed(parse.fragments, lattice));
    const gathered = context ? context.combine(said) : said;
    for (const { plan: bare, features: assumed } of composePlans(gathered, lattice)) {
      const composed = inToldUnits(bare, lattice);
      const tables = planTables(composed);
      const paths = joinPaths(lattice.catalog, tables);
      for (let path = 0; path < paths.length; path += 1) {
        const plan = path === 0 ? composed : { ...composed, path };
        const composition = { plan, tables, path: paths[path] ?? [], lattice };
        if (strays(spokenOf, plan, composition.path) || checks.some((check) => check(composition))) continue;
        const own = planFeatures(composition, paths);
        // Columns that are mentioned without the plan reading their table: it has passed their words over.
        const elsewhere = mentioned.filter((table) => !tables.includes(table)).length;
        if (elsewhere > 0) own['mention:elsewhere'] = elsewhere;
        if (unreviewed > 0) own['said:model'] = unreviewed;
        if (leavesOut) own['skip:content'] = 1;
        ranked.push({ plan, gathered, fragments: parse.fragments, features: [...parse.features, assumed, own], score: parse.score + score(weights, assumed) + score(weights, own) });
      }
    }
  }
  return ranked.toSorted((a, b) => b.score - a.score);
}

/** How many phrases are read as a model said that they are meant, which nobody has reviewed. */
function restingOnModel(fragments: readonly Fragment[], { said }: Lattice): number {
  const resting = fragments.filter(({ features }) => (features['glossary'] ?? 0) > 0 || (features['link:glossary'] ?? 0) > 0);
  return said.filter(({ from, to, certainty }) => certainty < 1 && resting.some((fragment) => fragment.from <= from && to <= fragment.to)).length;
}

/** "home matches" along the key of the visitors: the key is not followed of which the question speaks. */
function strays(keys: readonly IndexedColumn[], plan: Plan, path: JoinPath): boolean {
  if (keys.length === 0) return false;
  const followed = keysFollowed(plan);
  const isJoined = ({ table, column }: IndexedColumn) => path.some(({ from, pairs }) => from === table && pairs.some(([name]) => name === column.name));
  return keys.some((key) => !followed.has(key) && !isJoined(key));
}
