/** Who asks: the name of an HTTP token, or `local` on stdio. Answers computed for one are never served to another unless verified. */
export type Principal = string;

export const localPrincipal: Principal = 'local';

/** Who holds what came of no one's question. */
export const nobody: Principal = '';

export interface Question {
  readonly text: string;
  /** Earlier questions of the conversation, oldest first. */
  readonly history: readonly string[];
  readonly database: string;
  readonly principal: Principal;
}

