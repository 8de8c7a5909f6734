import type { OkWire, OnwardWire, WayWire } from '../../../src/core/wire.ts';
import { Menu } from './menu.tsx';

interface Word {
  readonly text: string;
  /** What else it may mean. */
  readonly others?: readonly WayWire[];
  /** What the answer took it for; undefined where it took it for nothing in particular. */
  readonly taken?: { readonly kind: 'table' | 'column' | 'value' | 'operator'; readonly what: string };
}

/** Words that stand for a part of SQL, by what must occur in it. */
const operators: readonly (readonly [words: RegExp, sql: RegExp, what: string])[] = [
  [/^(how|many|number|count)$/i, /\bcount\s*\(/i, 'count'],
  [/^(total|sum|overall|revenue)$/i, /\bsum\s*\(/i, 'sum'],
  [/^(average|avg|mean)$/i, /\bavg\s*\(/i, 'average'],
  [/^(highest|most|top|largest|biggest|latest|newest|best|maximum|max|expensive)$/i, /\bdesc\b|\bmax\s*\(/i, 'largest first'],
  [/^(lowest|least|smallest|fewest|earliest|oldest|cheapest|minimum|min)$/i, /\bmin\s*\(|\border\s+by\b/i, 'smallest first'],
  [/^(per|each|every|by)$/i, /\bgroup\s+by\b/i, 'grouped'],
  [/^(not|without|never|no)$/i, /\bnot\b|<>|!=|\bexcept\b/i, 'excluded'],
  [/^(over|above|more|greater|after|since|exceeding)$/i, />/, 'greater than'],
  [/^(under|below|less|fewer|before|until)$/i, /</, 'less than'],
  [/^(distinct|different|unique)$/i, /\bdistinct\b/i, 'distinct'],
];

export interface QuestionWordsProps {
  readonly question: string;
  readonly answer: OkWire;
  /** What else the words may mean, and how to ask for it. */
  readonly ways?: { readonly words: OnwardWire['words']; readonly busy: boolean; readonly onTake: (way: WayWire) => void } | undefined;
}

/** The question, its words lit up with what the SQL took each for: a table, a column, a value, an operation. One that may mean something else opens a list of it. */
export function QuestionWords({ question, answer, ways }: QuestionWordsProps) {
  const words = ways && ways.words.length > 0 ? wordsAt(question, ways.words) : wordsOf(question, answer);
  return (
    <p class="question-words">
      {words.map(({ text, taken, others = [] }, index) => {
        if (!taken) return <span key={index}>{text}</span>;
        const shown = <>{text}<small>{taken.what}</small></>;
        const kind = `word word-${taken.kind}`;
        return ways && others.length > 0 ? (
          <Menu key={`${index} ${text}`} class={kind} label={`Instead of ${taken.what}`} options={others} busy={ways.busy} onTake={ways.onTake}>{shown}</Menu>
        ) : (
          <span key={index} class={kind}>{shown}</span>
        );
      })}
    </p>
  );
}

/** By the engine's own account where it gives one; else by what the SQL and the question have in common. */
export function wordsOf(question: string, answer: OkWire): Word[] {
  return answer.spans ? wordsAt(question, answer.spans) : wordsAlike(question, answer);
}

function wordsAt(question: string, spans: readonly (NonNullable<OkWire['spans']>[number] & { readonly others?: readonly WayWire[] })[]): Word[] {
  const words: Word[] = [];
  let at = 0;
  for (const { start, end, kind, what, others = [] } of spans) {
    if (start < at || end > question.length) continue;
    if (start > at) words.push({ text: question.slice(at, start) });
    words.push({ text: question.slice(start, end), taken: { kind, what }, others });
    at = end;
  }
  return at < question.length ? [...words, { text: question.slice(at) }] : words;
}

function wordsAlike(question: string, answer: OkWire): Word[] {
  const sql = answer.sql ?? '';
  const names = namesIn(sql, answer);
  const values = [...sql.matchAll(/'((?:[^']|'')*)'/g)].map((match) => (match[1] ?? '').replaceAll('%', ''));
  const words = (question.match(/[\p{L}\p{N}_.'’-]+|[^\p{L}\p{N}]+/gu) ?? []).map((text): Word => {
    const taken = /[\p{L}\p{N}]/u.test(text) ? takenFor(text, { sql, names, values }) : undefined;
    return taken ? { text, taken } : { text };
  });
  return merged(words);
}

/** Neighbours that were taken for the same ("how many") are one. */
function merged(words: readonly Word[]): Word[] {
  const result: Word[] = [];
  for (const word of words) {
    const [before, gap] = [result.at(-2), result.at(-1)];
    if (word.taken && gap && before?.taken?.what === word.taken.what && gap.text.trim() === '') result.splice(-2, 2, { text: `${before.text}${gap.text}${word.text}`, taken: word.taken });
    else result.push(word);
  }
  return result;
}

interface Sql {
  readonly sql: string;
  readonly names: ReadonlyMap<string, { readonly kind: 'table' | 'column'; readonly what: string }>;
  readonly values: readonly string[];
}

function takenFor(text: string, { sql, names, values }: Sql): Word['taken'] {
  const word = text.toLowerCase().replace(/['’]s$/, '');
  const value = values.find((candidate) => candidate.toLowerCase().split(/\s+/).includes(word));
  if (value !== undefined) return { kind: 'value', what: `'${value}'` };
  if (/^\d/.test(word) && new RegExp(`\\b${word.replace(/\D/g, '')}\\b`).test(sql.replace(/(?<=\d),(?=\d)/g, ''))) return { kind: 'value', what: word };
  const name = names.get(stem(word));
  if (name) return name;
  const operator = operators.find(([words, occurs]) => words.test(word) && occurs.test(sql));
  return operator ? { kind: 'operator', what: operator[2] } : undefined;
}

/** The tables and columns of the SQL by the stems of the words in their names; a table comes before a column. */
function namesIn(sql: string, answer: OkWire): Sql['names'] {
  const names = new Map<string, { readonly kind: 'table' | 'column'; readonly what: string }>();
  const tables = (answer.proof?.tables ?? []).map((table) => table.split('.').at(-1) ?? table);
  const put = (name: string, kind: 'table' | 'column') => {
    for (const part of [name, ...name.split(/_|(?<=[a-z])(?=[A-Z])/)]) if (part.length > 2 && !names.has(stem(part))) names.set(stem(part), { kind, what: name });
  };
  for (const table of tables) put(table, 'table');
  const bare = sql.replace(/'(?:[^']|'')*'/g, ' ');
  const isKeyword = /^(select|from|where|group|order|by|limit|join|on|as|and|or|not|count|sum|avg|min|max|desc|asc|distinct|inner|left|having|in|is|null|like|between|strftime|case|when|then|else|end|with|over|partition)$/i;
  for (const name of bare.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []) if (!isKeyword.test(name) && !tables.includes(name)) put(name, 'column');
  return names;
}

/** Good enough to bring "orders" and "order", "countries" and "country" together. */
function stem(word: string): string {
  return word.toLowerCase().replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '').replace(/(?<=..)(ing|ed)$/, '');
}
