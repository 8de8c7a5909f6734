import { readData } from './data.ts';

type Kind = 'countries' | 'states';

/** Places by their name, and the codes by which data may hold them (ISO 3166-1, and the postal codes of the United States). */
const codes = new Map((['countries', 'states'] as const).map((kind) => [kind, new Map(Object.entries((readData('places.json') as Record<Kind, Record<string, string>>)[kind]))] as const));

export interface PlaceCode {
  readonly code: string;
  /** Words of the names of columns that hold such codes. */
  readonly kind: Kind;
}

/** The codes of a place, by its name in lower case. */
export function placeCodes(name: string): PlaceCode[] {
  return (['countries', 'states'] as const).flatMap((kind) => (codes.get(kind)?.get(name)?.split(' ') ?? []).map((code) => ({ code, kind })));
}

/** What columns of such codes are called, as stems. */
export const placeNouns: ReadonlyMap<Kind, ReadonlySet<string>> = new Map([['countries', new Set(['countri', 'nation', 'market', 'ctri'])], ['states', new Set(['state', 'st', 'provinc', 'region'])]]);
