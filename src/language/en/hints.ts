import { stem } from './stem.ts';

/** Words of questions that name no column but mean one: what they usually stand for in schemas. Weak evidence, for ranking only. */
const table: readonly (readonly [question: string, schema: string])[] = [
  ['old oldest older young youngest younger', 'age birth birthday date year'],
  ['long longest longer short shortest', 'length duration minute time distance'],
  ['tall tallest', 'height'],
  ['heavy heaviest light lightest', 'weight'],
  ['cheap cheapest expensive', 'price cost amount fee'],
  ['rich richest earn earning paid', 'salary income money earning amount'],
  ['large largest big biggest small smallest', 'area size capacity population'],
  ['fast fastest slow slowest', 'speed time'],
  ['early earliest late latest recent first last', 'date year time'],
  ['when since during before after', 'date year time month'],
  ['where live located', 'location city address country place state'],
  ['who person people everyone', 'name person people'],
  ['people inhabitant living', 'population'],
  ['nation nationality', 'country nationality'],
  ['country', 'nation nationality'],
  ['popular successful', 'rating rank sale count'],
  ['good best bad worst', 'rating score grade rank'],
  ['movie', 'film title'],
  ['film', 'movie title'],
  ['teacher professor', 'instructor faculty teacher'],
  ['student pupil', 'student'],
  ['worker employee staff', 'employee staff worker'],
  ['client buyer', 'customer'],
  ['bought purchase', 'order purchase sale'],
  ['gender', 'sex'],
  ['sex', 'gender'],
  ['salary', 'wage pay'],
  ['phone', 'telephone mobile'],
  ['code', 'abbreviation'],
  ['id', 'code number'],
];

const meanings = new Map<string, string[]>();
for (const [question, schema] of table) {
  for (const word of question.split(' ')) meanings.set(stem(word), [...(meanings.get(stem(word)) ?? []), ...schema.split(' ').map(stem)]);
}

/** Pairs of a word of the question (as a stem) and a stem that it may stand for. A number such as 2014 stands for a year or a date. */
export function* hintsFor(words: readonly string[]): Iterable<readonly [cause: string, meant: string]> {
  for (const word of new Set(words)) {
    const cause = stem(word);
    for (const meant of meanings.get(cause) ?? []) yield [cause, meant];
    if (/^(1[89]|20)\d\d$/.test(word)) for (const meant of ['year', 'date']) yield [cause, meant];
  }
}
