import { errorTable } from '../core/errors.ts';

/** The text of `docs/errors.md`. */
export function errorsDocument(): string {
  const rows = Object.entries(errorTable).map(([code, { meaning, retry, remedy }]) => `| \`${code}\` | ${meaning} | ${retry ? 'yes' : 'no'} | ${remedy} |`);
  return ['# Error codes', 'Failures arrive as `isError` results: `{code, message, hints, retry?, position?, context?, known_schema?}`. A refused statement is no failure but an answer of status `refused`.', '', '| code | meaning | does trying again help? | what to do |', '|---|---|---|---|', ...rows, ''].join('\n');
}
