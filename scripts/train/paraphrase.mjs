// Training questions as people type them: terse ones made from the gold SQL, and the given ones with another word or a misspelling.
import { readFileSync } from 'node:fs';
import { identifierWords } from '../../dist/language/en/identifiers.js';
import { stem } from '../../dist/language/en/stem.js';
import { displayColumns } from '../../dist/catalog/roles.js';

const { groups } = JSON.parse(readFileSync(new URL('../../dist/language/en/synonyms.json', import.meta.url), 'utf8'));
const shares = { terse: 0.6, synonym: 0.3, typo: 0.1 };

/** Further questions for one question of the training split, with the same gold. Deterministic: what is chosen follows from its id. */
export function paraphrases(question, catalog) {
  const chance = chanceOf(`${question.id} ${question.question}`);
  const found = [];
  const terse = chance() < shares.terse ? terseOf(question.gold_sql, catalog, chance) : undefined;
  if (terse !== undefined) found.push(chance() < shares.typo ? (misspelled(terse, chance) ?? terse) : terse);
  const other = chance() < shares.synonym ? reworded(question.question, catalog, chance) : undefined;
  if (other !== undefined) found.push(other);
  const typo = chance() < shares.typo ? misspelled(question.question, chance) : undefined;
  if (typo !== undefined) found.push(typo);
  return found.map((text) => ({ ...question, question: text, made: true }));
}

/** Numbers from 0 to 1 that a text decides (xorshift over FNV-1a). */
function chanceOf(text) {
  let state = 2_166_136_261;
  for (const char of text) state = Math.imul(state ^ char.codePointAt(0), 16_777_619) >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function pick(list, chance) {
  return list[Math.floor(chance() * list.length)];
}

/** Words that select an operator more often than they name a column. */
const operators = new Set(['number', 'order', 'total', 'rank', 'average', 'count', 'name', 'names', 'code', 'codes']);
const synonyms = new Map();
for (const group of groups) {
  const single = group.filter((word) => /^[a-z]+$/.test(word));
  for (const word of single) synonyms.set(word, [...(synonyms.get(word) ?? []), ...single.filter((other) => other !== word)]);
}

/** One word of the schema replaced by another of its group, in the same number. */
function reworded(text, catalog, chance) {
  const places = [...text.matchAll(/[a-z]+/g)].flatMap((match) => {
    const plural = !synonyms.has(match[0]) && match[0].endsWith('s');
    const others = synonyms.get(plural ? match[0].slice(0, -1) : match[0]);
    return others && others.length > 0 && catalog.postings.has(stem(match[0])) && !operators.has(match[0]) ? [{ match, plural, others }] : [];
  });
  if (places.length === 0) return undefined;
  const { match, plural, others } = pick(places, chance);
  return text.slice(0, match.index) + pick(others, chance) + (plural ? 's' : '') + text.slice(match.index + match[0].length);
}

/** Two neighbouring letters of a longer word change places, or one is left out. */
function misspelled(text, chance) {
  const places = [...text.matchAll(/\b[a-z]{6,}\b/g)];
  if (places.length === 0) return undefined;
  const { 0: word, index } = pick(places, chance);
  const at = 1 + Math.floor(chance() * (word.length - 3));
  const wrong = chance() < 0.5 ? word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2) : word.slice(0, at) + word.slice(at + 1);
  return wrong === word ? undefined : text.slice(0, index) + wrong + text.slice(index + word.length);
}

const openings = ['', '', '', '', '', '', 'show ', 'list ', 'give me ', 'please show ', 'hi, can you show me '];
const aggregates = { avg: ['average', 'avg', 'mean'], sum: ['total', 'sum of'], max: ['max', 'highest', 'maximum'], min: ['min', 'lowest', 'minimum'] };
const comparisons = { '>': ['over', 'above', '>', 'more than'], '<': ['under', 'below', '<', 'less than'], '>=': ['at least', '>='], '<=': ['at most', '<='] };

/** A question in few words; undefined where the statement is more than a few words can say. */
function terseOf(sql, catalog, chance) {
  const text = sql.replace(/\s+/g, ' ').replace(/\s*;\s*$/, '').replace(/ +, +/g, ', ').trim();
  const query = parsed(text, catalog);
  const said = query ? phrase(query, chance) : lacking(text, catalog, chance);
  return said && `${pick(openings, chance)}${said}`;
}

const shape = /^select (?<items>.+?) from (?<from>.+?)(?: where (?<where>.+?))?(?: group by (?<group>.+?))?(?: having count ?\(\*\) ?(?<sign>>=|<=|>|<|=) ?(?<least>\d+))?(?: order by (?<order>.+?))?(?: limit (?<limit>\d+))?$/i;

function parsed(text, catalog) {
  if (/\b(union|intersect|except|distinct|like|between|not|or|in)\b/i.test(text.replace(/'[^']*'|"[^"]*"/g, "''")) || (text.match(/\bselect\b/gi)?.length ?? 0) > 1) return undefined;
  const parts = shape.exec(text)?.groups;
  if (!parts) return undefined;
  const sources = [...parts.from.replace(/ on .+?(?= join |$)/gi, '').matchAll(/(?:^|join )\s*"?(\w+)"?(?: as (\w+))?/gi)].map(([, name, alias]) => ({ table: catalog.table(name), alias: (alias ?? name).toLowerCase() }));
  if (sources.length === 0 || sources.some(({ table }) => !table)) return undefined;
  const column = (name) => {
    const [, alias, bare] = /^(?:(\w+)\.)?(\w+)$/.exec(name.trim()) ?? [];
    const owners = sources.filter((source) => alias === undefined || source.alias === alias.toLowerCase());
    return owners.flatMap(({ table }) => table.columns).find((candidate) => candidate.column.name.toLowerCase() === bare?.toLowerCase());
  };
  const measure = (item) => {
    const [, name, inner] = /^(count|avg|sum|min|max)\s*\(\s*(.+?)\s*\)$/i.exec(item.trim()) ?? [];
    if (name === undefined) return { column: column(item) };
    return inner === '*' ? { count: true } : { aggregate: name.toLowerCase(), column: column(inner) };
  };
  const items = parts.items === '*' ? [] : parts.items.split(', ').map(measure);
  const conditions = parts.where === undefined ? [] : parts.where.split(/ and /i).map((condition) => {
    const [, name, operator, value] = /^(\S+)\s*(=|>=|<=|>|<)\s*(.+)$/.exec(condition.trim()) ?? [];
    const literal = /^(?:'([^']+)'|"([^"]+)"|(-?\d+(?:\.\d+)?))$/.exec(value?.trim() ?? '');
    return name && literal ? { column: column(name), operator, value: literal[1] ?? literal[2] ?? literal[3] } : {};
  });
  const group = parts.group?.split(', ').map((name) => column(name));
  const [orderText, direction] = parts.order === undefined ? [] : [parts.order.replace(/ (asc|desc)$/i, ''), /desc$/i.test(parts.order) ? 'desc' : 'asc'];
  const order = orderText === undefined || orderText.includes(', ') ? undefined : { ...measure(orderText), direction };
  const known = [...items.map((item) => item.count ?? item.column), ...conditions.map((condition) => condition.column), ...(group ?? []), ...(parts.order === undefined ? [] : [order?.count ?? order?.column])];
  return known.every((part) => part) ? { items, whole: parts.items === '*', conditions, group, order, having: parts.sign === undefined ? undefined : { sign: parts.sign, least: Number(parts.least) }, limit: parts.limit === undefined ? undefined : Number(parts.limit), tables: sources.map(({ table }) => table) } : undefined;
}

const spoken = (name) => identifierWords(name).join(' ');
const nameOf = ({ column }) => spoken(column.name);
const plural = (table) => {
  const name = spoken(table.table.name);
  return name.endsWith('s') ? name : /[^aeiou]y$/.test(name) ? name.replace(/y$/, 'ies') : `${name}s`;
};

function phrase({ items, whole: rows, conditions, group, order, having, limit, tables }, chance) {
  if (limit !== undefined && !order) return undefined;
  const columns = items.filter((item) => item.column && !item.aggregate).map((item) => item.column);
  const measures = items.filter((item) => item.count || item.aggregate);
  const owner = columns[0]?.table ?? measures.find((item) => item.column)?.column.table ?? tables[0];
  const { before, after } = filtered(conditions, chance);
  if (group && tables.length === 2) return partners({ columns, measures, group, order, having, limit, tables, after }, chance);
  if (having || ((measures.some((item) => item.count) || order?.count) && tables.length > 1)) return undefined;
  // Rows without a name are shown whole; of others it is said.
  if (rows && (tables.length > 1 || displayColumns(owner).length > 0)) return undefined;
  const whole = `${before}${plural(owner)}`;
  if (group) return grouped({ columns, measures, group, order, limit }, `${whole}${after}`, chance);
  if (measures.length > 1 || (measures.length === 1 && (columns.length > 0 || order))) return undefined;
  if (measures[0]?.count) return pick([`number of ${whole}${after}`, `how many ${whole}${after}`, `count ${whole}${after}`, `${whole} count${after}`], chance);
  if (measures[0]) {
    const said = `${pick(aggregates[measures[0].aggregate] ?? ['number of'], chance)} ${nameOf(measures[0].column)}`;
    return pick([`${said} of ${whole}${after}`, `${said} ${whole}${after}`], chance);
  }
  const names = displayColumns(owner);
  const bare = columns.length === names.length && columns.every((column) => names.includes(column));
  const listed = columns.map(nameOf);
  const shown = (what) => (bare ? what : pick([`${listed.join(', ')} of ${what}`, `${listed.join(' and ')} of ${what}`], chance));
  if (!order) return bare ? `${whole}${after}` : pick([`${shown(whole)}${after}`, `${whole} ${listed.join(', ')}${after}`], chance);
  const key = nameOf(order.column);
  if (limit === undefined) return `${shown(whole)}${after} ${pick(['sorted by', 'ordered by', 'by'], chance)} ${key}${order.direction === 'desc' ? pick([' desc', ' descending', ', highest first'], chance) : ''}`;
  const best = order.direction === 'desc';
  if (limit === 1) return pick([`${shown(whole)} with ${best ? 'highest' : 'lowest'} ${key}${after}`, `${shown(whole)}${after} with the ${best ? 'highest' : 'lowest'} ${key}`], chance);
  return pick([`${shown(`${best ? 'top' : 'bottom'} ${limit} ${whole}`)} by ${key}${after}`, `${shown(`${limit} ${whole}`)} with ${best ? 'highest' : 'lowest'} ${key}${after}`], chance);
}

/** Rows of one table by those of another: "customers with at least 3 orders", "orders per customer". */
function partners({ columns, measures, group, order, having, limit, tables, after }, chance) {
  const [shown, ...rest] = columns;
  const [measure, ...more] = measures;
  const owner = shown?.table;
  const other = tables.find((table) => table !== owner);
  if (!shown || !other || group.length > 1 || more.length > 0 || group[0].table !== owner && !having && !order) return undefined;
  const names = displayColumns(owner);
  if (rest.length + 1 !== names.length || !columns.every((column) => names.includes(column))) return undefined;
  const [one, many] = [plural(owner), plural(other)];
  if (having) return measure || order || limit !== undefined ? undefined : pick([`${one} with ${countPhrase(having, chance)} ${many}${after}`, `${one} that have ${countPhrase(having, chance)} ${many}${after}`], chance);
  if (order?.count && limit !== undefined && !measure) {
    const best = order.direction === 'desc';
    if (limit === 1) return pick([`${one} with the ${best ? 'most' : 'fewest'} ${many}${after}`, `which ${spoken(owner.table.name)} has the ${best ? 'most' : 'fewest'} ${many}${after}`, `${spoken(owner.table.name)} with ${best ? 'most' : 'least'} ${many}${after}`], chance);
    return pick([`${best ? 'top' : 'bottom'} ${limit} ${one} by number of ${many}${after}`, `${limit} ${one} with the ${best ? 'most' : 'fewest'} ${many}${after}`], chance);
  }
  if (order || limit !== undefined || !measure) return undefined;
  if (measure.count) return pick([`number of ${many} per ${one.replace(/s$/, '')}${after}`, `${many} per ${spoken(owner.table.name)}${after}`, `how many ${many} for each ${spoken(owner.table.name)}${after}`, `${many} count by ${spoken(owner.table.name)}${after}`], chance);
  return measure.column.table === other ? `${pick(aggregates[measure.aggregate] ?? ['number of'], chance)} ${nameOf(measure.column)} ${pick(['per', 'by', 'for each'], chance)} ${spoken(owner.table.name)}${after}` : undefined;
}

function countPhrase({ sign, least }, chance) {
  return sign === '=' ? `exactly ${least}` : `${pick(comparisons[sign], chance)} ${least}`;
}

const lack = /^select (?<items>[\w, ]+?) from (?<table>\w+)(?: where (?<key>\w+) not in ?\( ?select (?<inner>\w+) from (?<other>\w+) ?\)| except select .+? from (?<first>\w+)(?: as \w+)? join (?<second>\w+)(?: as \w+)? on [^()]+?)$/i;

/** Rows that have no partner: "customers without orders". */
function lacking(text, catalog, chance) {
  const parts = lack.exec(text)?.groups;
  const owner = parts && catalog.table(parts.table);
  const other = parts && [parts.other, parts.first, parts.second].map((name) => name && catalog.table(name)).find((table) => table && table !== owner);
  if (!owner || !other || / (where|join|group|order|limit) /i.test(text.split(/ except | not in /i)[1]?.replace(/ join \w+/i, '') ?? '')) return undefined;
  const names = displayColumns(owner).map((column) => column.column.name.toLowerCase());
  const items = parts.items.split(', ').map((name) => name.trim().toLowerCase());
  if (items.length !== names.length || !items.every((item) => names.includes(item))) return undefined;
  return pick([`${plural(owner)} without ${plural(other)}`, `${plural(owner)} with no ${plural(other)}`, `${plural(owner)} that have no ${plural(other)}`, `${plural(owner)} without any ${spoken(other.table.name)}`], chance);
}

function grouped({ columns, measures, group, order, limit }, whole, chance) {
  const [key, ...others] = group;
  const [measure, ...more] = measures;
  const [shown, ...rest] = columns;
  if (others.length > 0 || more.length > 0 || rest.length > 0 || shown !== key) return undefined;
  if (order?.count && limit !== undefined && !measure) return pick([`${limit === 1 ? '' : `${limit} `}${order.direction === 'desc' ? 'most' : 'least'} common ${nameOf(key)} of ${whole}`, `${nameOf(key)} with the ${order.direction === 'desc' ? 'most' : 'fewest'} ${whole}`], chance);
  if (order || limit !== undefined || !measure) return undefined;
  const joint = pick(['per', 'by', 'for each'], chance);
  if (measure.count) return `${pick(['', 'number of ', 'count of ', 'how many '], chance)}${whole} ${joint} ${nameOf(key)}`;
  const said = pick(aggregates[measure.aggregate] ?? ['number of'], chance);
  return pick([`${said} ${nameOf(measure.column)} ${joint} ${nameOf(key)}`, `${said} ${nameOf(measure.column)} of ${whole} ${joint} ${nameOf(key)}`], chance);
}

/** Conditions as people type them: a value before what it describes, or behind with or without its column. */
function filtered(conditions, chance) {
  let before = '';
  let after = '';
  for (const { column, operator, value } of conditions) {
    const name = nameOf(column);
    const isText = !/^-?\d+(\.\d+)?$/.test(value);
    const text = chance() < 0.5 ? value.toLowerCase() : value;
    if (operator === '=' && isText) {
      if (before === '' && chance() < 0.3) before = `${text} `;
      else after += pick([` ${text}`, ` with ${name} ${text}`, ` ${name} ${text}`, ` in ${text}`, ` where ${name} is ${text}`], chance);
    } else after += operator === '=' ? pick([` with ${name} ${value}`, ` where ${name} = ${value}`, ` ${name} ${value}`], chance) : ` ${pick(['with ', '', 'where '], chance)}${name} ${pick(comparisons[operator], chance)} ${value}`;
  }
  return { before, after };
}
