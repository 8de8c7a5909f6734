import type { Reading } from '../core/answer.ts';
import { dialectNames } from '../core/dialect.ts';
import { parseObject } from './json-text.ts';

/** What a reply says, before anybody trusts it. */
export type ParsedReply =
  | { readonly kind: 'sql'; readonly sql: string; readonly reading: string; readonly assumptions: readonly string[] }
  | { readonly kind: 'choices'; readonly reason: string; readonly readings: readonly Reading[] }
  | { readonly kind: 'none'; readonly reason: string };

const textCharsMax = 500;
const listMax = 6;
/** A fence may name the language: sql, or a dialect. */
const opening = `\`\`\`(?:(?:sql|${dialectNames.join('|')})(?:ql)?)?[ \\t]*\\r?\\n`;
const fencedSql = new RegExp(`${opening}([\\s\\S]*?)(?:\`\`\`|$)`, 'i');
const closedSql = new RegExp(`${opening}([\\s\\S]*?)\`\`\``, 'i');
const bareSql = /^\s*\(?\s*(?:select|with|values|table)\b/i;

/**
 * Reads a reply in whatever form models give one: JSON, fenced JSON, JSON that broke off after the SQL, fenced or bare SQL. Of
 * a reply that is known to have broken off only SQL with an end of its own is taken: a closed string or fence.
 */
export function parseReply(text: string, { isWhole } = { isWhole: true }): ParsedReply {
  const withoutThoughts = text.replace(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/gi, '').trim();
  const object = parseObject(withoutThoughts);
  if (object && ('sql' in object || 'alternatives' in object || 'reason' in object)) return fromObject(object);
  const sql = isWhole ? (fencedSql.exec(withoutThoughts)?.[1] ?? (bareSql.test(withoutThoughts) ? withoutThoughts : '')) : (closedSql.exec(withoutThoughts)?.[1] ?? '');
  if (bareSql.test(sql)) return { kind: 'sql', sql: cleanSql(sql), reading: '', assumptions: [] };
  if (!isWhole) return { kind: 'none', reason: 'the reply of the model broke off before the end of its SQL' };
  return { kind: 'none', reason: withoutThoughts === '' ? 'the model replied with nothing' : 'the model replied with no SQL' };
}

function fromObject(object: Readonly<Record<string, unknown>>): ParsedReply {
  const sql = cleanSql(textOf(object['sql']));
  const readings = listOf(object['alternatives']).flatMap(readingOf);
  const reason = shortText(object['reason']);
  if (readings.length > 1) return { kind: 'choices', reason: reason === '' ? 'the question has several readings' : reason, readings };
  if (sql !== '') return { kind: 'sql', sql, reading: shortText(object['reading']), assumptions: listOf(object['assumptions']).map(shortText).filter((assumption) => assumption !== '') };
  return { kind: 'none', reason: reason === '' ? 'the model found no SQL for it' : `the model says: ${reason}` };
}

function readingOf(entry: unknown): Reading[] {
  if (typeof entry !== 'object' || entry === null || !('sql' in entry) || !('reading' in entry)) return [];
  const sql = cleanSql(textOf(entry.sql));
  const reading = shortText(entry.reading);
  return sql === '' || reading === '' ? [] : [{ reading, sql, confidence: 0.5 }];
}

/** Models like to fence the SQL inside the JSON too, and to close it with a semicolon. */
function cleanSql(text: string): string {
  return (fencedSql.exec(text)?.[1] ?? text).trim().replace(/;\s*$/, '');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function shortText(value: unknown): string {
  return textOf(value).replace(/\s+/g, ' ').trim().slice(0, textCharsMax);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, listMax) : [];
}
