/**
 * What `{ ...base, ...fields }` gives, for objects that every call makes: V8 (Node 20) gives each object whose literal begins with a spread and
 * goes on a hidden class of its own. That takes microseconds, and whatever reads the object later misses every inline cache.
 */
export function extend<B extends object, F extends object>(base: B, fields: F): B & F {
  return Object.assign({}, base, fields);
}
