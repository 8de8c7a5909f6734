import { Failure } from '../core/errors.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The fields of a JSON body; an absent body has none. */
export function fieldsOf(body: unknown): Fields {
  if (body === undefined) return {};
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Fields;
  throw new Failure('BAD_ARGUMENT', 'the body is no JSON object');
}

export function textOf(name: string, value: unknown, charsMax: number): string {
  if (typeof value === 'string' && value.length <= charsMax) return value;
  throw new Failure('BAD_ARGUMENT', `${name} is not a text of at most ${charsMax} characters`);
}

export function optionalText(name: string, value: unknown, charsMax: number): string | undefined {
  return value === undefined ? undefined : textOf(name, value, charsMax);
}

/** One of a few words. */
export function wordOf<W extends string>(name: string, value: unknown, words: readonly W[]): W {
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  throw new Failure('BAD_ARGUMENT', `${name} is none of ${words.join(', ')}`);
}

/** A list, empty where it is absent. */
export function listOf(name: string, value: unknown, countMax: number): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.length <= countMax) return value;
  throw new Failure('BAD_ARGUMENT', `${name} is not a list of at most ${countMax} entries`);
}
