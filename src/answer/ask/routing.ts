import type { ModelRole } from '../../core/model.ts';
import type { Cache } from '../../core/ports.ts';
import type { Question } from '../../core/question.ts';
import { complexityOf } from './complexity.ts';

/** Which model is asked, and why. */
export interface Route {
  readonly role: ModelRole;
  /** Probability that the question is hard, 0 to 1. */
  readonly hard: number;
  readonly reasons: readonly string[];
}

/** From here on the strong model is worth its price: below it a fast one is right nearly as often. */
const hardFrom = 0.5;

/** What the rules could answer never comes here; of the rest the hard questions go to the strong model. Decisions are kept by question. */
export class Router {
  readonly #routes: Cache<Route>;

  constructor(routes: Cache<Route>) {
    this.#routes = routes;
  }

  route(question: Question): Route {
    const key = [question.database, ...question.history, question.text].join('\n');
    const known = this.#routes.get(key);
    if (known) return known;
    const { hard, reasons } = complexityOf(question.text, question.history);
    const route: Route = hard >= hardFrom ? { role: 'strong', hard, reasons: [`hard (${hard.toFixed(2)})`, ...reasons] } : { role: 'fast', hard, reasons: [`middling (${hard.toFixed(2)})`] };
    this.#routes.set(key, route, question.principal);
    return route;
  }
}
