// Minimal pairs made from questions with gold SQL: a question and another that differs in one thing. Written apart from the
// product's own reading of questions and SQL, so that the two can disagree.

const swaps = (pairs) => new Map(pairs.flatMap(([a, b]) => [[a, b], [b, a]]));
const comparisons = swaps([['more', 'less'], ['greater', 'smaller'], ['older', 'younger'], ['higher', 'lower'], ['above', 'below'], ['larger', 'fewer'], ['over', 'under'], ['after', 'before'], ['longer', 'shorter'], ['heavier', 'lighter'], ['later', 'earlier']]);
const superlatives = swaps([['most', 'least'], ['highest', 'lowest'], ['oldest', 'youngest'], ['largest', 'smallest'], ['maximum', 'minimum'], ['longest', 'shortest'], ['first', 'last'], ['ascending', 'descending'], ['alphabetical', 'reverse'], ['best', 'worst'], ['biggest', 'tiniest'], ['latest', 'earliest'], ['average', 'total'], ['top', 'bottom']]);

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const occurrences = (text, part) => [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}.])${escaped(part)}(?![\\p{L}\\p{N}]|\\.\\d)`, 'giu'))];

/** `{ kind, question, expected }`; `expected` is the SQL for it, absent where nothing may be served. */
export function* minimalPairs(item, schema, random) {
  yield* literalSwaps(item, schema, random);
  const words = item.question.split(/\s+/);
  for (const [kind, table] of [['comparison', comparisons], ['superlative', superlatives]]) {
    for (const [index, word] of words.entries()) {
      const other = table.get(word.toLowerCase().replace(/\W+$/, ''));
      if (other) yield { kind, question: words.with(index, other).join(' ') };
    }
  }
  yield* negations(item, schema);
  yield* renamed(item, schema, random);
  yield* numbers(item);
  if (/[a-z]/.test(item.question)) {
    const column = schema.columns[Math.floor(random() * schema.columns.length)];
    yield { kind: 'grouping', question: `${item.question.replace(/[?.!\s]+$/, '')} for each ${column.name.replaceAll('_', ' ')}?` };
    yield { kind: 'time window', question: `${item.question.replace(/[?.!\s]+$/, '')} in ${1950 + Math.floor(random() * 80)}?` };
  }
}

/** Literals that stand once in the SQL and once in the question, swapped for others of the same column in both. */
function* literalSwaps(item, schema, random) {
  for (const literal of literalsOf(item.gold_sql)) {
    const places = occurrences(item.question, literal.text);
    if (places.length !== 1 || occurrences(item.gold_sql, literal.text).length !== 1) continue;
    const place = places[0];
    const put = (text) => item.question.slice(0, place.index) + text + item.question.slice(place.index + place[0].length);
    const sqlWith = (text) => item.gold_sql.slice(0, literal.start) + literal.print(text) + item.gold_sql.slice(literal.end);
    if (literal.number) {
      for (const text of otherNumbers(literal.text, random)) yield { kind: 'literal swap: number', swap: true, question: put(text), expected: sqlWith(text) };
    } else if (literal.like) {
      const isQuoted = /["'“]$/.test(item.question.slice(0, place.index));
      if (isQuoted) for (const text of ['Zo', 'err', 'Ma']) yield { kind: 'literal swap: pattern', swap: true, question: put(text), expected: sqlWith(text) };
    } else {
      const own = schema.valuesOf(literal.column, literal.text);
      const others = own.filter((value) => value.toLowerCase() !== literal.text.toLowerCase());
      for (const value of pick(others, 4, random)) yield { kind: 'literal swap: value', swap: true, question: put(value), expected: sqlWith(value) };
      const foreign = pick(schema.foreignValues(literal.column).filter((value) => !/^\d+$/.test(value)), 2, random);
      for (const value of foreign) yield { kind: 'value of another column', question: put(value) };
    }
    if (/^\d{4}$/.test(literal.text)) for (const window of ['before', 'since', 'until', 'not in']) yield { kind: 'time window', question: put(`${window} ${literal.text}`) };
    yield { kind: 'range', question: put(`${literal.text} or ${literal.number ? Number(literal.text) + 1 : 'anything else'}`) };
    for (const prefix of ['not', 'other than', 'all but', 'non']) yield { kind: 'negation', question: put(`${prefix} ${literal.text}`) };
  }
}

const literalPattern = /(?:(?:\w+\.)?(?<column>\w+)\s*(?<operator>>=|<=|<>|!=|=|>|<|\blike\b)\s*|\blimit\s+)(?:(?<quote>['"])(?<text>.*?)\k<quote>|(?<number>\d+(?:\.\d+)?)\b)/gi;

function* literalsOf(sql) {
  for (const match of sql.matchAll(literalPattern)) {
    const { column, operator, quote, text, number } = match.groups;
    const end = match.index + match[0].length;
    if (number !== undefined) yield { number: true, text: number, start: end - number.length, end, print: (value) => value };
    else if (/^like$/i.test(operator ?? '')) yield { like: true, text: text.replaceAll('%', ''), column, start: end - text.length - 2, end, print: (value) => `'${text.replace(text.replaceAll('%', ''), value)}'` };
    else if (column !== undefined && text !== '') yield { text, column, start: end - text.length - 2, end, print: (value) => `'${value.replaceAll("'", "''")}'`, quote };
  }
}

function otherNumbers(text, random) {
  const value = Number(text);
  if (/^(1[89]|20)\d\d$/.test(text)) return [...new Set([value - 1 - Math.floor(random() * 20), value + 1 + Math.floor(random() * 8)])].map(String);
  const step = text.includes('.') ? 0.5 : 1;
  return [...new Set([value + step * (1 + Math.floor(random() * 5)), value + step * (7 + Math.floor(random() * 40))])].map((number) => String(number));
}

/** A number of the question that is no literal of the SQL must not change unseen. */
function* numbers(item) {
  for (const match of item.question.matchAll(/(?<![\p{L}\p{N}.,-])\d+(?![\p{L}\p{N}.,-])/gu)) {
    if (occurrences(item.gold_sql, match[0]).length > 0) continue;
    yield { kind: 'number', question: item.question.slice(0, match.index) + String(Number(match[0]) + 3) + item.question.slice(match.index + match[0].length) };
  }
}

function* negations({ question }, _schema) {
  for (const [from, to] of [[/ is /i, ' is not '], [/ are /i, ' are not '], [/ with /i, ' without '], [/ have /i, ' do not have '], [/ has /i, ' does not have '], [/ whose /i, ' but not those whose '], [/ in /i, ' not in ']]) {
    if (from.test(question)) yield { kind: 'negation', question: question.replace(from, to) };
  }
}

/** A word that names a table or a column, replaced by the name of another. */
function* renamed({ question }, schema, random) {
  for (const [kind, names] of [['entity', schema.tables], ['column', schema.columns.map((column) => column.name)]]) {
    const spoken = [...new Set(names.map((name) => name.toLowerCase().replaceAll('_', ' ')))];
    for (const name of spoken) {
      const found = occurrences(question, name)[0] ?? occurrences(question, `${name}s`)[0];
      if (!found) continue;
      const others = spoken.filter((other) => other !== name && !question.toLowerCase().includes(other));
      for (const other of pick(others, 1, random)) yield { kind, question: question.slice(0, found.index) + other + question.slice(found.index + found[0].length) };
    }
  }
}

function pick(items, count, random) {
  const rest = [...items];
  return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(Math.floor(random() * rest.length), 1)[0]);
}

/** Mulberry32: the same pairs in every run. */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
