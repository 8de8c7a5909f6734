import type { CatalogIndex } from '../catalog/index.ts';
import type { ValueIndex } from '../catalog/values.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { bindSlot } from './bind-slot.ts';
import { rawText } from './literal-place.ts';
import { askedTokens, type MatchToken } from './match-tokens.ts';
import type { RememberedQuestion } from './record.ts';
import { makeTemplate, sqlOf, type Template } from './template.ts';

/** A template with the literals of a new question in it. */
export interface Rebound {
  readonly record: RememberedQuestion;
  readonly sql: string;
  /** What was put in place of what. */
  readonly swaps: readonly (readonly [from: string, to: string])[];
}

interface Placement {
  readonly first: number;
  readonly last: number;
}

const valueTokensMax = 10;
const alignmentsMax = 64;
const templatesTriedMax = 200;

/**
 * The templates of one database under one catalog. A new question is served only where all its words outside the slots are
 * those of the template in the same order, every slot takes what stands there in exactly one way, and all templates that fit
 * agree on the SQL.
 */
export class TemplateIndex {
  readonly #catalog: CatalogIndex;
  readonly #dialect: SqlDialect;
  readonly #byOpening = new Map<string, Map<string, Template>>();
  readonly #openingOf = new Map<string, string>();

  constructor(catalog: CatalogIndex, dialect: SqlDialect) {
    this.#catalog = catalog;
    this.#dialect = dialect;
  }

  get size(): number {
    return this.#openingOf.size;
  }

  add(key: string, record: RememberedQuestion): void {
    this.remove(key);
    const template = makeTemplate(record, this.#dialect, this.#catalog);
    if (!template) return;
    const opening = (template.runs[0] ?? []).join(' ');
    const bucket = this.#byOpening.get(opening) ?? new Map<string, Template>();
    bucket.set(key, template);
    this.#byOpening.set(opening, bucket);
    this.#openingOf.set(key, opening);
  }

  remove(key: string): void {
    const opening = this.#openingOf.get(key);
    if (opening === undefined) return;
    this.#openingOf.delete(key);
    this.#byOpening.get(opening)?.delete(key);
  }

  /** `fits` says whether the verified question behind a template still holds. */
  find(question: string, values: ValueIndex, fits: (record: RememberedQuestion) => boolean): Rebound | undefined {
    const tokens = askedTokens(question);
    let found: Rebound | undefined;
    for (const template of this.#candidates(tokens)) {
      if (!fits(template.record)) continue;
      const bound = this.#bind(template, tokens, question, values);
      if (bound === 'ambiguous' || (bound && found && bound.sql !== found.sql)) return undefined;
      if (bound) found = bound;
    }
    return found;
  }

  /** Those whose first fixed run is how the question begins, cheapest test first. */
  #candidates(tokens: readonly MatchToken[]): Template[] {
    const found: Template[] = [];
    let opening = '';
    for (let length = 0; length < tokens.length; length += 1) {
      if (length > 0) opening += (length > 1 ? ' ' : '') + (tokens[length - 1]?.text ?? '');
      for (const template of this.#byOpening.get(opening)?.values() ?? []) {
        if (endsWith(tokens, template.runs.at(-1) ?? []) && found.length < templatesTriedMax) found.push(template);
      }
    }
    return found;
  }

  #bind(template: Template, tokens: readonly MatchToken[], question: string, values: ValueIndex): Rebound | 'ambiguous' | undefined {
    const found = new Map<string, Rebound>();
    for (const placements of alignments(template, tokens)) {
      const bound = template.slots.map((slot, index) => {
        const placement = placements[index];
        return placement && bindSlot(slot, { tokens, question, ...placement }, template, values);
      });
      if (!bound.every((value) => value !== undefined) || !isOrdered(template, bound)) continue;
      const sql = sqlOf(template, bound, this.#dialect);
      const swaps = template.slots.map((slot, index) => [slot.original, rawText(question, tokens, placements[index] ?? { first: 0, last: 0 })] as const);
      found.set(sql, { record: template.record, sql, swaps: swaps.filter(([from, to]) => from !== to) });
    }
    return found.size > 1 ? 'ambiguous' : [...found.values()][0];
  }
}

function endsWith(tokens: readonly MatchToken[], run: readonly string[]): boolean {
  return run.every((word, index) => tokens[tokens.length - run.length + index]?.text === word);
}

/** Every way in which the fixed runs lie in the question with something between them, up to a limit. */
function alignments(template: Template, tokens: readonly MatchToken[]): Placement[][] {
  const { runs, slots } = template;
  const found: Placement[][] = [];
  const place = (slot: number, at: number, placed: readonly Placement[]) => {
    if (found.length >= alignmentsMax) return;
    if (slot === slots.length) {
      if (at === tokens.length) found.push([...placed]);
      return;
    }
    const longest = slots[slot]?.type.kind === 'value' || slots[slot]?.type.kind === 'pattern' ? valueTokensMax : 1;
    for (let length = 1; length <= longest && at + length <= tokens.length; length += 1) {
      const run = runs[slot + 1] ?? [];
      const next = at + length;
      if (run.every((word, index) => tokens[next + index]?.text === word)) place(slot + 1, next + run.length, [...placed, { first: at, last: next - 1 }]);
    }
  };
  place(0, runs[0]?.length ?? 0, []);
  return found;
}

function isOrdered(template: Template, bound: readonly string[]): boolean {
  return template.ordered.every(([low, high]) => {
    const [from = '', to = ''] = [bound[low], bound[high]];
    return Number.isNaN(Number(from)) ? from <= to : Number(from) <= Number(to);
  });
}
