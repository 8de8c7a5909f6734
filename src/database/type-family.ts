import type { TypeFamily } from '../core/catalog.ts';

/** First match wins; the names are those that the engines give to the types of columns, or that people declared. */
const families: readonly (readonly [RegExp, TypeFamily])[] = [
  [/^(bool|tinyint\(1\))/i, 'boolean'],
  [/^(timestamp|datetime)/i, 'timestamp'],
  [/^date/i, 'date'],
  [/^time/i, 'time'],
  [/^interval/i, 'other'],
  [/json/i, 'json'],
  [/^(point|polygon|geometry)/i, 'other'],
  [/int|serial|^year/i, 'integer'],
  [/char|clob|text|uuid|name|string|^set\(|inet|citext/i, 'text'],
  [/real|floa|doub|num|dec|money/i, 'number'],
  [/^enum\(/i, 'enum'],
  [/blob|bytea|binary|^bit/i, 'binary'],
];

export function typeFamily(type: string): TypeFamily {
  return families.find(([pattern]) => pattern.test(type))?.[1] ?? (type === '' ? 'text' : 'other');
}
