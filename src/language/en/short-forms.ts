/** What a name of few letters leaves out is mostly vowels: `dnr` is a donor, `trk` a truck, `tec` a technician. */

const vowels = /[aeiou]/;
const shortMin = 2;
export const shortMax = 5;
/** Of the consonants of a word so many stand in a short form that leaves some out. */
const keptMin = 0.5;
/** With fewer letters a short form must keep all consonants. */
const looseMin = 3;

/** How well a name of few letters is short for a word, 0 to 1: `dnr` for "donors" 1, `dlv` for "deliveries" 0.75, `don` for "donated" 0.5; 0 where it is not. */
export function shortFor(short: string, word: string): number {
  if (short.length < shortMin || short.length > shortMax) return 0;
  return Math.max(...singulars(word).map((form) => fit(short, form)));
}

function fit(short: string, word: string): number {
  if (word.length < short.length + (short.length > 2 ? 1 : 2) || short[0] !== word[0]) return 0;
  const [own, whole] = [skeleton(short), skeleton(word)];
  const kept = own.length / whole.length;
  if (short.length >= looseMin && word.startsWith(short)) return word.length > short.length + 1 ? Math.max(keptMin, Math.min(1, kept)) : 0;
  if (vowels.test(short.slice(1)) || !isWithin(own, whole)) return 0;
  return kept === 1 ? 1 : short.length >= looseMin && kept >= keptMin ? kept * (whole.startsWith(own) ? 1 : 0.9) : 0;
}

/** The first letter of a word and the consonants behind it, of doubled ones one: "village" is v-l-g. */
function skeleton(word: string): string {
  return (word[0] ?? '') + word.slice(1).replaceAll(/[aeiouy]/g, '').replaceAll(/(.)\1/g, '$1');
}

function isWithin(letters: string, word: string): boolean {
  let at = 0;
  for (const letter of word) if (letter === letters[at]) at += 1;
  return at === letters.length;
}

function singulars(word: string): string[] {
  return word.endsWith('ies') ? [`${word.slice(0, -3)}y`] : word.endsWith('s') && !word.endsWith('ss') ? [word.slice(0, -1), word] : [word];
}

/** Whether a word of a name looks short for another one: no vowel stands in it. */
export function isVowelless(word: string): boolean {
  return word.length >= shortMin && /^[a-z]+$/.test(word) && !/[aeiouy]/.test(word);
}
