import { phraseTable, type PhraseTable } from './lexicon.ts';

/** Say of people and things that they belong to the house: "who works here", "people with us at the moment". */
export const belongingPhrases: PhraseTable<true> = phraseTable([
  'work here', 'works here', 'working here', 'work for us', 'works for us', 'working for us', 'work with us', 'works with us', 'working with us',
  'with us', 'here', 'here with us', 'we have', 'we have got', 'we got', 'do we have', 'do we employ', 'we employ', 'have we got',
  'on our books', 'on the books', 'on our payroll', 'on the payroll', 'on our staff', 'on the staff', 'on the team', 'in the team', 'in our team',
  'work', 'works', 'working', 'employed', 'employed here', 'signed up', 'enrolled', 'registered', 'around',
].map((phrase) => [phrase, true]));

/** Of these, the ones that say so of now without saying "now". */
export const belongingNow: PhraseTable<true> = phraseTable([
  'work here', 'works here', 'working here', 'work for us', 'works for us', 'working for us', 'on our payroll', 'on the payroll',
].map((phrase) => [phrase, true]));

/** Say that something holds as somebody asks, as days do not: whoever joined today is no answer to "who is with us now". */
export const standingNow: PhraseTable<true> = phraseTable([
  'now', 'right now', 'at the moment', 'at this moment', 'at the minute', 'at present', 'presently', 'currently', 'rn', 'atm', 'these days', 'nowadays', 'as of now', 'as we speak',
].map((phrase) => [phrase, true]));

/** Say of what people have that it is theirs now: "our best paid driver", "how many customers do we have". */
export const oursPhrases: PhraseTable<true> = phraseTable([
  'our', 'we have', 'do we have', 'have we got', 'we employ', 'do we employ',
].map((phrase) => [phrase, true]));

/** Function words between "do we have" and what we have. */
export const owning: ReadonlySet<string> = new Set(['a', 'an', 'any', 'all', 'some', 'the', 'own']);

/** "who works at the harbour", "drivers based in Ely": whoever left does so no more. */
export const presentWork: ReadonlySet<string> = new Set(['works', 'work', 'working', 'employed', 'based']);

/** Before where somebody works. */
export const workPlaces: ReadonlySet<string> = new Set(['at', 'in', 'for', 'from', 'out']);

/** Words behind which "work" is no present: "did he work at". */
export const notPresent: ReadonlySet<string> = new Set(['did', 'to', 'will', 'would', 'can', 'could', 'was', 'were', 'used', 'ever', 'never', 'not', 'no']);
