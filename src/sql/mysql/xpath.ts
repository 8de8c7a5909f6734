import { refuse, type Refusal } from '../../core/proof.ts';
import type { Token } from '../lexer.ts';
import type { Call } from './structure.ts';

/** Steps of a path that visit all nodes: within one another, as in predicates, their numbers are multiplied. */
const wideSteps = /\/\/\*?|\*|::/g;
const wideStepsMax = 2;

/** Paths through XML whose work grows with a power of its length; what is no literal can't be told. */
export function refusedPath(calls: readonly Call[], tokens: readonly Token[]): Refusal | undefined {
  for (const { name, at, arguments: [, path] } of calls) {
    if (name !== 'extractvalue' && name !== 'updatexml') continue;
    const literal = path && path.to - path.from === 1 ? tokens[path.from] : undefined;
    if (literal?.kind !== 'string') return refuse(`the path of ${name} is no literal`, ['Write the path as one text.'], tokens[at]?.start);
    if ((literal.text.match(wideSteps) ?? []).length <= wideStepsMax) continue;
    return refuse(`a path with more than ${wideStepsMax} of //, * and :: may run for ever, and the server can not stop it`, ['Name the steps of the path.'], literal.start);
  }
  return undefined;
}
