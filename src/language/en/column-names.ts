import { stem } from './stem.ts';

/** With these the names of keys end (as stems). */
export const keyNouns: ReadonlySet<string> = new Set(['id', 'code', 'key', 'uuid', 'guid'].map(stem));

/** With these the names of columns end by which rows are called (as stems). */
export const nameNouns: ReadonlySet<string> = new Set(['name', 'title', 'label', 'fullname'].map(stem));

/** With these the names of columns end that refer to rows of other tables (as stems): `country_id`, `state_name`. */
export const referenceEndings: ReadonlySet<string> = new Set(['id', 'code', 'number', 'name', 'key'].map(stem));

/** What a key is called that bears no other word (as stems). */
export const bareKeyNouns: ReadonlySet<string> = new Set(['id', 'uid', 'uuid'].map(stem));

/** Figures that are averaged when they are told for many rows (as stems). */
export const gradeNouns: ReadonlySet<string> = new Set(['rating', 'score', 'grade'].map(stem));

/** Figures of which a sum means nothing, or not what is asked (as stems): grades, percentages, sizes of single things, pay. */
export const nonAdditiveNouns: ReadonlySet<string> = new Set([
  'rating', 'rate', 'score', 'rank', 'grade', 'price', 'salary', 'wage', 'pay', 'income', 'age', 'percent', 'percentage', 'ratio', 'average',
  'share', 'level', 'height', 'weight', 'temperature', 'speed', 'latitude', 'longitude', 'year', 'month', 'day', 'duration',
].map(stem));

/** Words of the names of tables that tell little of what is in them (as stems): `customer_information`. */
export const genericNouns: ReadonlySet<string> = new Set(['ref', 'reference', 'information', 'list', 'data', 'table', 'detail', 'tbl', 'info', 'other', 'record'].map(stem));

/** Units that the names of figures end with and that questions leave out (as stems): `price_usd`. */
export const unitNouns: ReadonlySet<string> = new Set(['usd', 'eur', 'gbp', 'pct', 'cents', 'dollars', 'euros'].map(stem));

/** Words of which the names of dates are made besides those of their table (as stems): `order_date`. */
export const timeNouns: ReadonlySet<string> = new Set(['date', 'time', 'day', 'at', 'on', 'timestamp', 'year', 'of'].map(stem));

/** What dates of birth are called (as stems). */
export const birthNames = [['birth', 'date'], ['birth', 'day'], ['birthday'], ['birthdate'], ['birth'], ['born'], ['dob']].map((name) => name.map(stem));

/** What the figure is called that a bare number limits (as stems): "invoices over 20", "people under 40". */
export const amountNames = ['age', 'total', 'amount', 'value', 'price', 'cost', 'sum'].map((name) => [stem(name)]);

/** Words of the names of columns that say yes or no (as stems): `is_official`. */
export const flagNouns: ReadonlySet<string> = new Set(['is', 'if', 'has', 'yn', 'flag', 'ind', 'indicator', 'was'].map(stem));

/** With these the names of such columns begin where their type does not tell (as stems). */
export const flagOpenings: ReadonlySet<string> = new Set(['is', 'has', 'was'].map(stem));

/** The roles in which a word of the question speaks of something, as keys are called (all as stems): who arrives does so at a destination. */
export const roleNames: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    arriving: ['destination', 'arrival'], arrive: ['destination', 'arrival'], arrival: ['destination'], to: ['destination'],
    departing: ['source', 'departure', 'origin'], depart: ['source', 'departure', 'origin'], leave: ['source', 'departure', 'origin'],
    leaving: ['source', 'departure'], from: ['source', 'origin', 'departure'], win: ['winner'], won: ['winner'], lost: ['loser'], lose: ['loser'],
  }).map(([word, others]) => [stem(word), others.map(stem)]),
);

/** What a verb of beginning or ending may be called as a column (as stems): "born" is a birth date. */
export const verbColumns: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  Object.entries({
    born: 'birth birthday born', founded: 'founded established open', built: 'built constructed year', opened: 'open start',
    established: 'established founded', hired: 'hire join start', released: 'release air publish', published: 'publish publication date',
    created: 'created date', ordered: 'order ordered date', launched: 'launch launched start', joined: 'join joined start', died: 'death died',
  }).map(([verb, names]) => [verb, names.split(' ').map((name) => [stem(name)])]),
);

/** Ask for an age, which may be kept as a date of birth. */
export const ageNouns: ReadonlySet<string> = new Set(['age', 'ages']);
