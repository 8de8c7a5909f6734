/** Names of things on a network and of records: one token each, since their parts say nothing. Each has a length, so that reading stays linear. */
const addresses = [
  // UUIDs
  String.raw`[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}`,
  // e-mail
  String.raw`[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}`,
  // IPv4, with a mask or not
  String.raw`(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?`,
  // IPv6
  String.raw`(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|(?:[0-9a-fA-F]{1,4}:){1,6}:(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,5})?`,
  // host names: those of a well-known ending that is no English word
  String.raw`(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.){1,8}(?:com|org|net|edu|gov|mil|io|dev|app|info|biz|eu|uk|de|fr|ch|nl|jp|cn|local|internal|intranet|lan|corp|test|example|localdomain)`,
];

const bounded = (form: string) => String.raw`(?<![\p{L}\p{N}@.])(?:${form})(?![\p{L}\p{N}@]|\.\p{N}|-\p{N})`;

/** UUIDs, e-mail and IP addresses, host names: the source of an expression with the flag u. */
export const addressPattern = bounded(addresses.join('|'));

/** "INV-2024-0017", "AB_12-X": capitals and digits in parts; a quarter of a year and the like are dates. */
export const codePattern = String.raw`(?<![\p{L}\p{N}])(?!(?:Q[1-4]|H[12]|FY\d*|CY\d*)[-_])(?=[A-Z0-9_-]{0,60}\d)[A-Z][A-Z0-9]{0,20}(?:[-_][A-Z0-9]{1,20}){1,6}(?![\p{L}\p{N}])`;

const either = new RegExp(`${addressPattern}|${codePattern}`, 'gu');

/** Those that stand in a text, in order. */
export function codesIn(text: string): readonly string[] {
  return text.match(either) ?? [];
}
