import type { QuestionSpan } from '../../core/answer.ts';
import type { Select } from '../../core/query.ts';
import { printQuery } from '../../sql/print.ts';
import { readingOf } from '../../language/en/reading.ts';
import { titleOf } from '../../language/en/title.ts';
import { compile, type InstantRequest, readTokens, type Rival } from '../engine.ts';
import type { Lattice } from '../link/lattice.ts';
import { link } from '../link/link.ts';
import type { Fragment } from '../rules/fragment.ts';
import { spansOf } from '../spans.ts';
import { bySteps } from './by.ts';
import { type Ground, groundOf, type Step } from './ground.ts';
import { insteadSteps } from './instead.ts';
import { onlySteps } from './only.ts';
import { topSteps } from './top.ts';

/** A way on from an answer: a step from its query, or another reading of the question. */
export type Way = Pick<Step, 'label' | 'among'> & ({ readonly key: string } | { readonly sql: string });

export interface Onward {
  readonly sql: string;
  readonly reading: string;
  /** The shortest words that say what is shown. */
  readonly title: string;
  /** The phrases of the question, each with what else it may mean. */
  readonly words: readonly (QuestionSpan & { readonly others: readonly Way[] })[];
  /** The steps that were taken. */
  readonly taken: readonly Omit<Step, 'query'>[];
  readonly next: readonly Omit<Step, 'query'>[];
}

/** Other readings that are offered for one phrase, and how far behind the first (5 % of its weight) they may be. */
const readingsMax = 4;
const behindMax = 3;

/**
 * What can be asked from an answer on without a word being typed: every step leads from one query tree to another, so that what it
 * gives is known, and nothing is guessed. Undefined where the SQL is none that the question compiles to, or a step can't be taken.
 */
export function onward(request: InstantRequest, { sql, steps }: { readonly sql: string; readonly steps: readonly string[] }): Onward | undefined {
  const { rivals } = compile(request);
  const base = rivals.find((rival) => rival.sql === sql);
  if (!base || base.query.kind !== 'select') return undefined;
  const lattice = link(readTokens(request), request.catalog, request.values, { glossary: request.glossary ?? [] });
  const known = { catalog: request.catalog, values: request.values, semantics: lattice.semantics };
  const phrases = base.ranked.fragments;
  const taken: Step[] = [];
  let ground = groundOf(base.query, known);
  for (const key of steps) {
    const step: Step | undefined = ground && stepsFrom(ground, phrases).find((offered) => offered.key === key);
    if (!step) return undefined;
    taken.push(step);
    ground = groundOf(step.query, known);
  }
  const query: Select = taken.at(-1)?.query ?? base.query;
  return {
    sql: printQuery(query, request.dialect),
    reading: readingOf(query),
    title: titleOf(query),
    words: wordsOf(base, rivals.filter(({ ranked, unexplained }) => ranked.score >= base.ranked.score - behindMax && unexplained.length <= base.unexplained.length), { lattice, ground }),
    taken: taken.map(told),
    next: ground ? [...bySteps(ground), ...onlySteps(ground), ...topSteps(ground)].map(told) : [],
  };
}

function stepsFrom(ground: Ground, phrases: readonly Fragment[]): Step[] {
  return [...bySteps(ground), ...onlySteps(ground), ...topSteps(ground), ...phrases.flatMap((phrase) => insteadSteps(phrase, ground))];
}

function wordsOf(base: Rival, rivals: readonly Rival[], { lattice, ground }: { readonly lattice: Lattice; readonly ground: Ground | undefined }): Onward['words'] {
  const offered = new Set([base.sql]);
  return base.ranked.fragments.flatMap((phrase) => spansOf(lattice, [phrase]).map((span) => ({ span, phrase }))).toSorted((a, b) => a.span.start - b.span.start).map(({ span, phrase }) => {
    const steps = ground ? insteadSteps(phrase, ground).map(told) : [];
    const readings = rivals.filter(({ sql, ranked }) => !offered.has(sql) && isReadOtherwise(span, spansOf(lattice, ranked.fragments))).slice(0, readingsMax);
    for (const { sql } of readings) offered.add(sql);
    return { ...span, others: [...steps, ...readings.map(({ sql, query }) => ({ label: query.kind === 'select' ? titleOf(query) : readingOf(query), among: 'other readings', sql }))] };
  });
}

/** Whether the same characters, or some of them, were taken for something else. */
function isReadOtherwise(span: QuestionSpan, others: readonly QuestionSpan[]): boolean {
  const there = others.filter(({ start, end }) => start < span.end && end > span.start);
  return there.length > 0 && !there.some(({ start, end, what }) => start === span.start && end === span.end && what === span.what);
}

function told(step: Step): Omit<Step, 'query'> {
  const { query: _, ...rest } = step;
  return rest;
}
