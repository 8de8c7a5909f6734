import { stemmer } from 'stemmer';

const stems = new Map<string, string>();
const stemsMax = 50_000;

/** Plurals and derivations that the stemmer leaves apart. */
const irregular = new Map(Object.entries({
  people: 'person', persons: 'person', children: 'child', men: 'man', women: 'woman', mice: 'mouse', feet: 'foot', teeth: 'tooth', geese: 'goose', staffs: 'staff',
  data: 'data', media: 'media', cities: 'city', countries: 'country', companies: 'company', statuses: 'status', addresses: 'address', series: 'series', species: 'species', movies: 'movie', id: 'id', ids: 'id',
}));

/** What the stemmer takes for forms of another word: a rating is no rate, and nobody departs from a department. */
const unlike = new Map(Object.entries({
  rating: 'rating', ratings: 'rating', rated: 'rating', department: 'department', departments: 'department', news: 'news', organization: 'organization', organizations: 'organization', organisation: 'organization', organisations: 'organization',
  business: 'business', businesses: 'business', authority: 'authority', authorities: 'authority', university: 'university', universities: 'university',
}));

/** The stem of a lower-cased word (Porter 1980), remembered. */
export function stem(word: string): string {
  let found = stems.get(word);
  if (found === undefined) {
    const singular = irregular.get(word) ?? word.replace(/uses$/, 'us');
    // The stemmer takes the last letter of "campus" for a plural.
    found = unlike.get(singular) ?? (singular.length > 2 && singular.endsWith('us') ? singular : stemmer(singular));
    if (stems.size >= stemsMax) stems.clear();
    stems.set(word, found);
  }
  return found;
}
