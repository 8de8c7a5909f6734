import { type IndexSize, rowsOfKey } from './table-sizes.ts';

/** One row of EXPLAIN QUERY PLAN. */
export interface PlanStep {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
  /** The planner's cost of one run of a loop, as ten times its binary logarithm; 0 where it has none. */
  readonly notused: number;
}

/** What the evaluation asks of the database that the plan is of. */
export interface PlanFacts {
  /** Rows of what the plan calls by that name: a table or its alias. */
  rows(name: string): number;
  index(name: string): IndexSize;
  /** Columns of the primary key of a table without row numbers. */
  keyColumns(name: string): number;
}

/** `rows` that come out and `cost`, the rows that are visited. */
export interface PlanCost {
  readonly rows: number;
  readonly cost: number;
  /** A recursion reads nothing but itself: no table bounds it. */
  readonly endless: boolean;
}

/** What SQLite supposes of a table-valued function, and of a bound such as `x > ?`: it leaves a quarter. */
const rowsOfFunction = 25;
const shareOfBound = 0.25;
/** PostgreSQL's supposition: a recursion goes ten rounds. */
const roundsOfRecursion = 10;
/** 10 × log2(3): the planner counts three for a row of a scan. A loop that costs no more visits one row. */
const costOfOneRow = 16;

const none: PlanCost = { rows: 1, cost: 0, endless: false };

/**
 * Rows and cost of a plan: loops multiply, parts of a set operation add up, a subquery costs once or, where it is correlated, for
 * each row around it. Each name of a subquery that the plan makes is known to the steps after it.
 */
export function costOf(steps: readonly PlanStep[], facts: PlanFacts): PlanCost {
  const made = new Map<string, number>();
  return nested(0);

  function nested(parent: number): PlanCost {
    const children = steps.filter((step) => step.parent === parent);
    return children.reduce((outer, step, index) => after(outer, step, children[index + 1]), none);
  }

  function after(outer: PlanCost, step: PlanStep, next: PlanStep | undefined): PlanCost {
    const loop = /^(SCAN|SEARCH) /.test(step.detail);
    if (loop) return visited(outer, loopRows(step, next), / EXISTS\b/.test(step.detail));
    if (step.detail.startsWith('MULTI-INDEX OR')) return visited(outer, sum(parts(step)).rows, false);
    if (/^(COMPOUND QUERY|MERGE)/.test(step.detail)) return within(outer, sum(parts(step)));
    if (/^(CO-ROUTINE|MATERIALIZE) /.test(step.detail)) return named(outer, step);
    const inner = nested(step.id);
    if (step.detail.startsWith('RIGHT-JOIN')) return { ...added(outer, inner.cost), rows: outer.rows + inner.rows, endless: outer.endless || inner.endless };
    return { ...added(outer, inner.cost * (step.detail.startsWith('CORRELATED') ? outer.rows : 1)), endless: outer.endless || inner.endless };
  }

  function parts(step: PlanStep): PlanCost[] {
    return steps.filter((child) => child.parent === step.id).map((child) => nested(child.id));
  }

  /** A subquery that the statement reads like a table. */
  function named(outer: PlanCost, step: PlanStep): PlanCost {
    const name = step.detail.replace(/^\S+ /, '').toLowerCase();
    const children = steps.filter((child) => child.parent === step.id);
    const inner = children.some((child) => child.detail === 'RECURSIVE STEP') ? recursion(name, children) : nested(step.id);
    made.set(name, inner.rows);
    return { ...added(outer, inner.cost), endless: outer.endless || inner.endless };
  }

  function recursion(name: string, children: readonly PlanStep[]): PlanCost {
    const first = sum(children.filter((child) => child.detail === 'SETUP').map((child) => nested(child.id)));
    made.set(name, first.rows);
    const steps = children.filter((child) => child.detail === 'RECURSIVE STEP');
    const again = sum(steps.map((child) => nested(child.id)));
    return { rows: first.rows + again.rows * roundsOfRecursion, cost: first.cost + again.cost * roundsOfRecursion, endless: steps.some((child) => readsOnlyItself(child, name)) };
  }

  function readsOnlyItself(step: PlanStep, name: string): boolean {
    const loops = steps.filter((child) => child.parent === step.id && /^(SCAN|SEARCH) /.test(child.detail));
    return loops.length === 1 && loops[0]?.detail.toLowerCase() === `scan ${name}`;
  }

  function loopRows({ detail, notused }: PlanStep, next: PlanStep | undefined): number {
    const constant = /^SCAN (?:CONSTANT ROW$|(\d+)(?:-ROW VALUES| CONSTANT ROWS))/.exec(detail);
    if (constant) return Number(constant[1] ?? 1);
    const name = /^\S+ (.+?)(?: EXISTS)?(?: USING .*| VIRTUAL TABLE .*| LEFT-JOIN| RIGHT-JOIN)?$/.exec(detail)?.[1] ?? '';
    if (/ VIRTUAL TABLE INDEX /.test(detail)) return rowsOfFunction;
    const known = made.get(name.toLowerCase());
    if (known !== undefined && notused > 0 && notused <= costOfOneRow) return 1;
    const all = Math.max(1, known ?? facts.rows(name));
    if (detail.startsWith('SCAN')) return all;
    const keys = next?.detail.startsWith('LIST SUBQUERY') ? nested(next.id).rows : 1;
    return Math.min(all, Math.max(1, found(detail, name, all)) * keys);
  }

  /** Rows of one SEARCH: `… USING INDEX i (a=? AND b>?)`, `… USING INTEGER PRIMARY KEY (rowid=?)`. */
  function found(detail: string, name: string, all: number): number {
    const terms = (/\((.*)\)/.exec(detail)?.[1] ?? '').split(' AND ');
    const equalities = terms.filter((term) => /[^<>]=\?|^ANY\(/.test(term)).length;
    const bounds = terms.filter((term) => /[<>]/.test(term)).length;
    const matching = equalities === 0 ? all : Math.min(all, rowsOfKey(keyOf(detail, name), equalities));
    return matching * shareOfBound ** bounds;
  }

  function keyOf(detail: string, name: string): IndexSize {
    if (/ USING INTEGER PRIMARY KEY/.test(detail)) return { unique: true, columns: 1, rowsPerPrefix: [] };
    if (/ USING PRIMARY KEY/.test(detail)) return { unique: true, columns: facts.keyColumns(name), rowsPerPrefix: [] };
    const index = / INDEX (.+?)(?: \(|$)/.exec(detail)?.[1];
    return index === undefined || / AUTOMATIC /.test(detail) ? { unique: false, columns: 1, rowsPerPrefix: [] } : facts.index(index);
  }
}

/** A loop inside of those before it; one that only looks whether there is a row leaves their number. */
function visited(outer: PlanCost, rows: number, onlyLooks: boolean): PlanCost {
  return { ...outer, cost: outer.cost + outer.rows * rows, rows: onlyLooks ? outer.rows : outer.rows * rows };
}

function within(outer: PlanCost, inner: PlanCost): PlanCost {
  return { rows: outer.rows * inner.rows, cost: outer.cost + inner.cost, endless: outer.endless || inner.endless };
}

function added(outer: PlanCost, cost: number): PlanCost {
  return { ...outer, cost: outer.cost + cost };
}

function sum(parts: readonly PlanCost[]): PlanCost {
  return parts.reduce((total, part) => ({ rows: total.rows + part.rows, cost: total.cost + part.cost, endless: total.endless || part.endless }), { rows: 0, cost: 0, endless: false });
}
