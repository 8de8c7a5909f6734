import type { CatalogIndex } from '../../catalog/index.ts';
import type { Draft, NeedsSqlAnswer } from '../../core/answer.ts';
import type { Steps } from '../run/steps.ts';
import { cut } from '../../std/cut.ts';
import { named, type Target } from '../target/target.ts';
import type { Context, ContextOptions } from './context.ts';
import { knownSchemaMark, tablesKnownBy } from './known-schema.ts';

export interface HandOffRequest {
  readonly target: Target;
  readonly catalog: CatalogIndex;
  /** The version of what was said of the database. */
  readonly layer: string;
  readonly context: (options: ContextOptions) => Promise<Context>;
  /** The mark of what the caller has been shown before. */
  readonly knownSchema: string | undefined;
  readonly drafts: readonly Draft[];
  readonly reason: string;
  readonly warnings: readonly string[];
  readonly steps: Steps;
}

/** 1,500 tokens of four characters, less what stands around the texts; what is new to somebody who knows the schema is less. */
const charsMax = { first: 5_800, later: 3_000 } as const;
/** A host reads the reason and the context; drafts are for people, who choose among them. */
const charsOf = { reason: 400, draft: 4_000 } as const;
/** Longer drafts name too many tables for the context to hold them all. */
const draftBesideCharsMax = 400;
const draftsMax = 2;
const doubtsMax = 3;

const nextStep = 'If the tables hold what is asked, call run_sql with one SELECT and this question; if not, tell the user; if it is vague, ask. A table is missing: get_schema with search.';

/** What a host needs to write the SQL itself, with the one thing to do next. The context takes the room that the rest leaves, and holds only what the caller has not seen. */
export async function handOff({ target, catalog, layer, context, knownSchema, drafts, reason, warnings, steps }: HandOffRequest): Promise<NeedsSqlAnswer> {
  const seen = { catalog, policy: target.policy, layer };
  const known = tablesKnownBy(knownSchema, seen);
  const told = { reason: cut(reason, charsOf.reason), ...(warnings.length > 0 ? { warnings } : {}), nextStep };
  const given = drafts.filter(({ sql }) => sql.length <= charsOf.draft).toSorted((a, b) => b.confidence - a.confidence).slice(0, draftsMax);
  const beside = [told.reason, ...given.map(({ sql }) => sql).filter((sql) => sql.length <= draftBesideCharsMax)];
  const { text, shown } = await context({ charsMax: (known ? charsMax.later : charsMax.first) - JSON.stringify(told).length, known, beside });
  const mark = knownSchemaMark(new Set([...(known ?? []), ...shown]), seen);
  return {
    status: 'needs_sql',
    ...named(target),
    ...told,
    context: text,
    ...(mark === knownSchema ? {} : { knownSchema: mark }),
    drafts: given.map(shortened),
    timings: steps.timings(),
  };
}

function shortened({ doubts, ...draft }: Draft): Draft {
  return { ...draft, doubts: doubts.slice(0, doubtsMax).map((doubt) => doubt.slice(0, 100)) };
}
