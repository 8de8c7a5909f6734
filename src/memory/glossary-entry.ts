import type { GlossaryEntry } from '../core/glossary.ts';
import type { Term } from './term.ts';

const name = String.raw`["\x60]?[\p{L}_][\p{L}\p{N}_$]*["\x60]?`;
const path = `(?:${name}\\.)?${name}`;
const aggregate = new RegExp(`^(count|sum|avg|min|max)\\s*\\(\\s*(${path})(?:\\s*\\*\\s*(${path}))?\\s*\\)(?:\\s+of\\s+(${path}))?$`, 'iu');
const condition = new RegExp(`^(${path})\\s*(=|<>|!=|<=|>=|<|>)\\s*(?:'([^']*)'|(-?\\d+(?:\\.\\d+)?)|(true|false))$`, 'iu');
const plain = new RegExp(`^${path}$`, 'u');

/** A term as the instant engine can weave it into a query: another word, a condition, a figure. Undefined where its meaning is more than that. */
export function entryOf({ term, meaning, kind }: Term): GlossaryEntry | undefined {
  const text = meaning.trim();
  if (kind === 'filter') return undefined;
  if (kind === 'metric') return metricOf(term, text);
  const compared = conditionOf(term, text);
  if (compared) return compared;
  // What means nothing is passed over: every customer of a German shop may be called German.
  return text === '' || plain.test(text) ? { term, means: unquoted(text) } : undefined;
}

function metricOf(term: string, text: string): GlossaryEntry | undefined {
  const [, name, column, times, table] = aggregate.exec(text) ?? [];
  if (name === undefined || column === undefined) return undefined;
  const owned = (part: string) => (part.includes('.') || table === undefined ? unquoted(part) : `${unquoted(table)}.${unquoted(part)}`);
  // The pattern allows these names only.
  return { term, metric: name.toLowerCase() as 'count' | 'sum' | 'avg' | 'min' | 'max', column: owned(column), ...(times === undefined ? {} : { times: owned(times) }) };
}

function conditionOf(term: string, text: string): GlossaryEntry | undefined {
  const [, column, operator, quoted, number, boolean] = condition.exec(text) ?? [];
  if (column === undefined || !column.includes('.')) return undefined;
  const value = quoted ?? (number === undefined ? boolean?.toLowerCase() === 'true' : Number(number));
  // The pattern allows these operators only.
  return { term, column: unquoted(column), operator: (operator === '!=' ? '<>' : operator) as '=' | '<>' | '<' | '<=' | '>' | '>=', value };
}

function unquoted(text: string): string {
  return text.replaceAll(/["`]/g, '');
}

/** Whether a meaning is in words, which can stand in a question in place of its term; SQL can't. */
export function isInWords(meaning: string): boolean {
  return !/[=<>()*;]|\b(?:is\s+(?:not\s+)?null|between|like)\b/i.test(meaning);
}
