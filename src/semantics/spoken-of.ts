import { phrasesAt } from '../language/en/lexicon.ts';
import { stem } from '../language/en/stem.ts';
import { textWords } from '../language/en/text-words.ts';
import { eventNouns, eventVerbs } from './events.ts';
import { statePhraseNames } from './states.ts';

/**
 * What columns may be called that phrases of a question speak of without naming them: `cancelled_at` of "churned", `hire_date` of "joined". Pairs
 * of the phrase's first word and a stem of such a name, both as stems; whether some table has such a column is left to the reader.
 */
export function namesSpokenOf(question: string): (readonly [cause: string, meant: string])[] {
  const stems = textWords(question).map(stem);
  const found = new Map<string, readonly [string, string]>();
  for (const [at, cause] of stems.entries()) {
    const events = [eventVerbs, eventNouns].flatMap((table) => phrasesAt(table, at, (index) => stems[index]).flatMap(({ meaning }) => meaning.names));
    const states = phrasesAt(statePhraseNames, at, (index) => stems[index]).flatMap(({ meaning }) => meaning.map((name) => name.split(' ').map(stem)));
    for (const [meant, ...others] of [...events, ...states]) if (meant !== undefined && others.length === 0) found.set(`${cause} ${meant}`, [cause, meant]);
  }
  return [...found.values()];
}
