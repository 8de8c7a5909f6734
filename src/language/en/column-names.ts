import { stem } from './stem.ts';

/** With these the names of keys end (as stems). */
export const keyNouns: ReadonlySet<string> = new Set(['id', 'code', 'key', 'uuid', 'guid'].map(stem));

/** With these the names of columns end by which rows are called (as stems). */
export const nameNouns: ReadonlySet<string> = new Set(['name', 'title', 'label', 'fullname'].map(stem));

/** Whether a noun in the singular tells what somebody does, by its ending: swimmer, therapist, trainee. */
export function isAgentNoun(noun: string): boolean {
  return /(?:[^aeiou]er|or|ist|ee|ian)$/.test(noun);
}

/** What the two parts of a person's name are called in one word, and what stands before "name" (as stems). */
export const givenNames = { whole: new Set(['forename', 'firstname', 'fname'].map(stem)), before: new Set(['first', 'given', 'fore', 'christian'].map(stem)) };
export const familyNames = { whole: new Set(['surname', 'lastname', 'lname', 'sname'].map(stem)), before: new Set(['last', 'family', 'second', 'sur'].map(stem)) };

/** With these the names of texts end by which rows are called where they have no name (as stems). */
export const describingNouns: ReadonlySet<string> = new Set(['description', 'text'].map(stem));

/** With these the names of texts end that tell rows apart where they have no name (as stems): `tracking_no`, `number`, `plate`. */
export const numberNouns: ReadonlySet<string> = new Set(['number', 'reference', 'plate', 'serial', 'sku', 'subject', 'barcode', 'username', 'nickname', 'isbn', 'registration', 'tag'].map(stem));

/** Of those, who a row may itself be where it has no other name (as stems). */
export const bearerNouns: ReadonlySet<string> = new Set(['company', 'contact', 'customer', 'client', 'employer'].map(stem));

/** Before "number", what is the row's own (as stems): a serial number, a tracking number. */
export const ownNumbers: ReadonlySet<string> = new Set([
  'serial', 'tracking', 'registration', 'reference', 'plate', 'license', 'licence', 'tail', 'chassis', 'confirmation', 'receipt', 'document', 'catalog',
  'catalogue', 'inventory', 'asset', 'display',
].map(stem));

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
export const genericNouns: ReadonlySet<string> = new Set(['ref', 'reference', 'information', 'list', 'data', 'table', 'detail', 'tbl', 'info', 'other', 'record', 'master', 'file'].map(stem));

/** With these the names of tables end that hold one row for each of what they are called after (as stems): `customer_master`, `invoice_header`. */
export const masterNouns: ReadonlySet<string> = new Set(['master', 'header', 'head'].map(stem));

/** Units that the names of figures end with and that questions leave out (as stems): `price_usd`. */
export const unitNouns: ReadonlySet<string> = new Set(['usd', 'eur', 'gbp', 'pct', 'cents', 'dollars', 'euros'].map(stem));

/** Words of which the names of dates are made besides those of their table (as stems): `order_date`. */
export const timeNouns: ReadonlySet<string> = new Set(['date', 'time', 'day', 'at', 'on', 'timestamp', 'year', 'of'].map(stem));

/** First words of moments that tell when a row was kept, and not when what it stands for takes place (as stems). */
export const keepingStems: ReadonlySet<string> = new Set(['created', 'added', 'updated', 'modified', 'inserted', 'entered', 'imported'].map(stem));

/** Words that say of a column of any type that it holds a moment (as stems). */
export const momentEndings: ReadonlySet<string> = new Set(['date', 'datetime', 'timestamp', 'epoch', 'at', 'since', 'birthday'].map(stem));

/** What columns are called that hold a month of a year (as stems). */
export const monthColumnNames: ReadonlySet<string> = new Set(['month', 'yymm', 'yyyymm', 'period', 'ym', 'mth'].map(stem));

/** What rows are called by where they have no name (as stems), the likeliest first. */
export const nameStandIns: readonly string[] = ['company', 'organisation', 'organization', 'firm', 'headline', 'subject', 'caption', 'username', 'login', 'location', 'city', 'town'].map(stem);

/** What dates of birth are called (as stems). */
export const birthNames = [['birth', 'date'], ['birth', 'day'], ['birthday'], ['birthdate'], ['birth'], ['born'], ['dob']].map((name) => name.map(stem));

/** What the figure is called that a bare number limits (as stems): "invoices over 20", "people under 40". */
export const amountNames = ['age', 'total', 'amount', 'value', 'price', 'cost', 'sum'].map((name) => [stem(name)]);

/** Words of the names of columns that say yes or no (as stems): `is_official`. */
export const flagNouns: ReadonlySet<string> = new Set(['is', 'if', 'has', 'yn', 'flag', 'ind', 'indicator', 'was'].map(stem));

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

/** Who bears a name beside the rows themselves (as stems): a maker, a contact. */
export const partyNouns: ReadonlySet<string> = new Set([
  'manufacturer', 'maker', 'vendor', 'supplier', 'contact', 'customer', 'client', 'owner', 'manager', 'author', 'sponsor', 'parent', 'carrier', 'agent', 'company', 'bank', 'employer',
  'driver', 'tribute', 'honoree', 'payee', 'funder',
].map(stem));

/** What is kept of people only (as stems): when they came, what they do and earn. */
export const personalWords: ReadonlySet<string> = new Set([
  'hire', 'hired', 'entry', 'exit', 'job', 'salary', 'wage', 'birth', 'gender', 'sex', 'first', 'surname',
].map(stem));

/** What is to be filled, and is called by the post that it is (as stems). */
export const openingNouns: ReadonlySet<string> = new Set(['vacancy', 'opening', 'posting', 'job', 'requisition'].map(stem));

/** Before "title", what somebody is employed as (as stems). */
export const postNouns: ReadonlySet<string> = new Set(['job', 'post', 'position', 'occupation', 'profession'].map(stem));

/** Before what is counted, dated or put in order (as stems): `qty_ord` is how many were ordered, `sort_order` where a row stands, and neither says which order. */
export const measuringWords: ReadonlySet<string> = new Set([
  'quantity', 'total', 'amount', 'number', 'count', 'date', 'time', 'price', 'cost', 'value', 'rate', 'percent', 'maximum', 'minimum', 'average',
  'sort', 'display', 'print', 'sequence', 'position',
].map(stem));

/** What is numbered by itself and stands on the papers of others (as stems): the item of a work order. */
export const itemNouns: ReadonlySet<string> = new Set(['item', 'product', 'part', 'account', 'phone', 'registration', 'fax', 'telephone', 'mobile', 'tax', 'vat', 'batch', 'lot'].map(stem));

/** What is sold or built in, and is known to people by its description before its number (as stems). */
export const goodsNouns: ReadonlySet<string> = new Set(['product', 'item', 'part', 'article', 'material', 'good', 'merchandise', 'component', 'spare', 'medicine', 'drug'].map(stem));

/** With what the columns are called that tell when something begins, and when it ends (as stems). */
const beginnings: ReadonlySet<string> = new Set(['start', 'begin', 'from', 'arrival', 'checkin', 'check', 'departure', 'effective', 'opened', 'launched', 'began', 'commenced', 'first'].map(stem));
const ends: ReadonlySet<string> = new Set(['end', 'expires', 'expiry', 'expiration', 'until', 'to', 'finish', 'checkout', 'return', 'through', 'closed', 'completed', 'finished', 'ended', 'returned', 'last'].map(stem));

/** Whether a name tells when something begins: `checkin`, or `check_in`, of which stems keep the first word. */
export function namesBeginning(stems: readonly string[]): boolean {
  return isOneOf(beginnings, stems) && !namesEnd(stems);
}

/** Whether a name tells when something ends. */
export function namesEnd(stems: readonly string[]): boolean {
  return isOneOf(ends, stems);
}

function isOneOf(words: ReadonlySet<string>, stems: readonly string[]): boolean {
  return words.has(stems.join('')) || stems.some((word) => words.has(word));
}

/** Words of the names of columns that say how much there may be, and not how much there was (as stems). */
export const boundWords: ReadonlySet<string> = new Set(['capacity', 'max', 'maximum', 'min', 'minimum', 'limit', 'size', 'odometer'].map(stem));
