import { type BeamOptions, parses } from './compose/beam.ts';
import { composePlans } from './compose/compose.ts';
import { gather } from './compose/gather.ts';
import { planTables } from './compose/lower.ts';
import { joinPaths } from './compose/paths.ts';
import type { Lattice } from './link/lattice.ts';
import type { Plan } from './plan.ts';
import { planFeatures } from './rank/plan-features.ts';
import { score, type Weights } from './rank/weights.ts';
import type { Features, Fragment } from './rules/fragment.ts';

export interface RankedPlan {
  readonly plan: Plan;
  readonly fragments: readonly Fragment[];
  /** Unmerged; their sum is what the weights are applied to. */
  readonly features: readonly Features[];
  readonly score: number;
}

/** All plans that the beam's readings allow, best first. */
export function candidatesOf(lattice: Lattice, weights: Weights, options: BeamOptions): RankedPlan[] {
  const ranked: RankedPlan[] = [];
  for (const parse of parses(lattice, weights, options)) {
    for (const { plan: composed, features: assumed } of composePlans(gather(parse.fragments))) {
      const paths = joinPaths(lattice.catalog, planTables(composed)).length;
      for (let path = 0; path < paths; path += 1) {
        const plan = path === 0 ? composed : { ...composed, path };
        const own = planFeatures(plan, lattice);
        if (own) ranked.push({ plan, fragments: parse.fragments, features: [...parse.features, assumed, own], score: parse.score + score(weights, assumed) + score(weights, own) });
      }
    }
  }
  return ranked.toSorted((a, b) => b.score - a.score);
}
