/** What was asked: a question, the SQL that was chosen or written for it, where there is some, and the steps that were taken from there. */
export interface Asked {
  readonly question: string;
  readonly database: string;
  readonly sql?: string;
  readonly steps?: readonly string[];
}

/** The part of the address that stands for it, so that an answer can be linked to, reloaded, and gone back to. */
export function addressOf({ question, database, sql, steps = [] }: Asked): string {
  const parameters = new URLSearchParams({ q: question, in: database, ...(sql === undefined ? {} : { sql }) });
  for (const step of steps) parameters.append('step', step);
  return `#ask?${parameters.toString()}`;
}

/** What an address asks; undefined where it asks nothing. */
export function askedIn(hash: string): Asked | undefined {
  const [view, query = ''] = hash.split('?', 2);
  const parameters = new URLSearchParams(query);
  const question = parameters.get('q')?.trim() ?? '';
  const sql = parameters.get('sql');
  const steps = parameters.getAll('step');
  if (view !== '#ask' || question === '') return undefined;
  return { question, database: parameters.get('in') ?? '', ...(sql === null ? {} : { sql, ...(steps.length > 0 ? { steps } : {}) }) };
}

export function isSame(one: Asked, other: Asked): boolean {
  return one.question === other.question && one.database === other.database && one.sql === other.sql && (one.steps ?? []).join('\n') === (other.steps ?? []).join('\n');
}
