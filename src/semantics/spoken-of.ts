import { type PhraseTable, phrasesAt } from '../language/en/lexicon.ts';
import { stem } from '../language/en/stem.ts';
import { textWords } from '../language/en/text-words.ts';
import { otherUnits } from '../language/en/units.ts';
import { eventNouns, eventVerbs } from './events.ts';
import { owedNouns, profitNouns, saidMoney, stockNouns } from './measures.ts';
import { statePhraseNames } from './states.ts';

/** Figures that are computed of others, with what these may be called. */
const figures: readonly (readonly [PhraseTable<unknown>, names: readonly string[]])[] = [
  [profitNouns, ['cost', 'price', 'profit', 'margin'].map(stem)],
  [owedNouns, ['due', 'balance', 'open', 'outstanding', 'paid', 'owed'].map(stem)],
  [stockNouns, ['stock', 'hand', 'quantity', 'inventory'].map(stem)],
];

/**
 * What columns may be called that phrases of a question speak of without naming them: `cancelled_at` of "churned", `hire_date` of "joined",
 * `payment` of "came in", `weight_g` of "kilos". Pairs of the phrase's first word and a stem of such a name, both as stems; whether some table
 * has such a column is left to the reader.
 */
export function namesSpokenOf(question: string): (readonly [cause: string, meant: string])[] {
  const stems = textWords(question).map(stem);
  const found = new Map<string, readonly [string, string]>();
  for (const [at, cause] of stems.entries()) for (const meant of meantAt(stems, at)) found.set(`${cause} ${meant}`, [cause, meant]);
  return [...found.values()];
}

/** Names of one word, as stems. */
function meantAt(stems: readonly string[], at: number): string[] {
  const said = <Meaning>(table: PhraseTable<Meaning>) => phrasesAt(table, at, (index) => stems[index]).map(({ meaning }) => meaning);
  const events = [eventVerbs, eventNouns].flatMap((table) => said(table)).flatMap(({ names }) => names).filter(({ length }) => length === 1).flat();
  const states = said(statePhraseNames).flat().filter((name) => !name.includes(' ')).map(stem);
  const computed = figures.flatMap(([table, names]) => (said(table).length > 0 ? names : []));
  return [...events, ...states, ...said(saidMoney).flat(), ...computed, ...otherUnits(stems[at] ?? '')];
}
