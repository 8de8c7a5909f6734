// Wrong readings of a gold that are near it: each of its conditions left out, its order turned round.

const pattern = /\s+|'(?:[^']|'')*'|"(?:[^"]|"")*"|\d+\.\d+|\w+|<>|!=|<=|>=|\|\||[^\s\w]/g;
const clauseEnds = new Set(['group', 'order', 'limit', 'having', 'union', 'except', 'intersect', 'window', 'where', 'join', 'left']);

/** Tokens with the depth of their brackets; blanks are kept, so that joining the texts gives the statement again. */
function tokensOf(sql) {
  let depth = 0;
  return [...sql.matchAll(pattern)].map(([text]) => {
    if (text === ')') depth -= 1;
    const token = { text, word: text.toLowerCase(), depth };
    if (text === '(') depth += 1;
    return token;
  });
}

/** The statement without one of its conditions, for each condition of WHERE and HAVING at any depth. */
export function withoutConditions(sql) {
  const tokens = tokensOf(sql);
  return tokens.flatMap((token, index) => (token.word === 'where' || token.word === 'having' ? withoutOneOf(tokens, index) : []));
}

function withoutOneOf(tokens, start) {
  const { depth } = tokens[start];
  const after = tokens.findIndex((token, index) => index > start && (token.depth < depth || (token.depth === depth && clauseEnds.has(token.word))));
  const end = after === -1 ? tokens.length : after;
  const parts = conjunctsOf(tokens.slice(start + 1, end), depth);
  return parts.map((_, left) => {
    const rest = parts.filter((_part, index) => index !== left);
    const clause = rest.length === 0 ? ' ' : `${tokens[start].text} ${rest.join(' AND ')} `;
    return { left: parts[left].trim(), sql: `${textOf(tokens.slice(0, start))}${clause}${textOf(tokens.slice(end))}` };
  });
}

function conjunctsOf(tokens, depth) {
  const parts = [''];
  let isBetween = false;
  let cases = 0;
  for (const token of tokens) {
    const isTop = token.depth === depth;
    if (token.word === 'case') cases += 1;
    if (token.word === 'end') cases -= 1;
    if (isTop && token.word === 'and' && !isBetween && cases === 0) parts.push('');
    else parts[parts.length - 1] += token.text;
    if (isTop && token.word === 'between') isBetween = true;
    else if (isTop && token.word === 'and') isBetween = false;
  }
  return parts;
}

/** The statement with ascending and descending exchanged in its outermost ORDER BY ... LIMIT, or nothing. */
export function turnedRound(sql) {
  const tokens = tokensOf(sql);
  const order = tokens.findLastIndex(({ word, depth }) => word === 'order' && depth === 0);
  const limit = tokens.findIndex(({ word, depth }, index) => index > order && word === 'limit' && depth === 0);
  if (order === -1 || limit === -1) return undefined;
  const clause = textOf(tokens.slice(order, limit));
  const turned = / desc\b/i.test(clause) ? clause.replace(/ desc\b/gi, '') : `${clause}DESC `;
  return `${textOf(tokens.slice(0, order))}${turned}${textOf(tokens.slice(limit))}`;
}

function textOf(tokens) {
  return tokens.map(({ text }) => text).join('');
}

/** What an ordered statement with a limit is ordered by, with one row more: equal last keys mean that the gold is a toss-up. */
export function keysBeyondLimit(sql) {
  const tokens = tokensOf(sql);
  const at = (word, from = 0) => tokens.findIndex((token, index) => index >= from && token.depth === 0 && token.word === word);
  const [select, from, order] = [at('select'), at('from'), at('order')];
  const limit = at('limit');
  if (order === -1 || limit === -1 || order > limit || at('union') !== -1) return undefined;
  const by = textOf(tokens.slice(order, limit)).replace(/^order\s+by/i, '');
  const shown = splitAt(tokens.slice(select + 1, from), ',').map((text) => text.replace(/^\s*distinct\s/i, '').trim());
  const keys = splitAt(tokensOf(by), ',').map((key) => keyExpression(key.trim().replace(/\s+(asc|desc)$/i, ''), shown));
  const count = Number(textOf(tokens.slice(limit + 1)).trim());
  const head = textOf(tokens.slice(0, select + 1));
  const rest = textOf(tokens.slice(from, order));
  return { count, sql: `${head} ${[...shown, ...keys].join(', ')} ${rest} ORDER BY ${by} LIMIT ${count + 1}`, keys: keys.length };
}

function splitAt(tokens, separator) {
  const parts = [''];
  for (const { text, depth } of tokens) {
    if (depth === 0 && text === separator) parts.push('');
    else parts[parts.length - 1] += text;
  }
  return parts;
}

function keyExpression(key, shown) {
  const column = /^\d+$/.test(key) ? shown[Number(key) - 1] : (shown.find((text) => new RegExp(`\\sas\\s+${key.replace(/\W/g, '\\$&')}$`, 'i').test(text)) ?? key);
  return column.replace(/\s+as\s+\w+$/i, '');
}
