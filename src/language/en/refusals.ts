import { withoutCourtesies } from './courtesies.ts';
import type { QuestionToken } from './tokens.ts';

/** Verbs that ask for a change of the data: never answered. */
const changeVerbs: ReadonlySet<string> = new Set([
  'delete', 'remove', 'drop', 'insert', 'update', 'add', 'create', 'truncate', 'alter', 'change', 'set', 'cancel', 'grant', 'revoke', 'rename',
  'modify', 'edit', 'increase', 'decrease', 'move', 'assign', 'erase', 'wipe', 'purge', 'mark', 'refund', 'send', 'email', 'notify', 'raise',
  'lower', 'fix', 'replace', 'restore', 'reset', 'book', 'cancel', 'ship', 'archive', 'merge', 'upload', 'import', 'write', 'register', 'place',
  'make', 'block', 'unblock', 'suspend', 'ban', 'unlock', 'freeze', 'activate', 'deactivate', 'approve', 'reject', 'postpone', 'reschedule', 'renew', 'reopen', 'unsubscribe',
  'fire', 'promote', 'correct', 'adjust', 'swap', 'remind',
]);
const openers: ReadonlySet<string> = new Set([
  'please', 'can', 'could', 'would', 'will', 'you', 'kindly', 'now', 'then', 'also', 'just', 'i', 'want', 'to', 'need', 'let', 'us', 'go', 'ahead',
  'and', 'ok', 'okay', 'hi', 'hello', 'hey', 'lets',
]);
/** After these the word before was a noun: "email of the customer". */
const nounFollowers: ReadonlySet<string> = new Set(['of', 'for', 'by', 'per', 'is', 'from', 'address', 'adress', 'addresses', 'and', 'in', 'rate', 'rates', 'number', 'numbers', 'id', 'ids', 'date', 'dates', 'where', 'with']);
/** With these begins what a command is to be done to. */
const objectOpenings: ReadonlySet<string> = new Set(['the', 'a', 'an', 'all', 'this', 'that', 'these', 'those', 'my', 'our', 'your', 'every', 'each', 'any', 'it', 'them', 'him', 'her', 'me', 'us', 'everything']);
/** Openings of requests that no query over the data can answer. */
const notAboutData: readonly RegExp[] = [
  /^(hi|hello|hey|thanks|thank you|good (morning|evening|afternoon))\b[^a-z]*(there|you|all|everyone)?[^a-z]*$/,
  /\b(tell|write|sing|compose) (me )?(a|an|the) (joke|poem|story|song|haiku|letter|email|essay)\b/,
  /\b(weather|forecast) (today|tomorrow|like|in|for)\b|\bwhat time is it\b|\bwho are you\b|\bhow are you\b|\bwhat can you do\b/,
  /^(why|should|explain why|how do i|how can i|how should|what should|do you think|is it a good idea|can i|may i|predict|recommend|advise|suggest)\b/,
  /\b(next (week|month|year|quarter)) .*(will|expect|forecast|predict)|\b(will|forecast|predict|expected) .*\bnext (week|month|year|quarter)\b/,
  /\bmeaning of life\b|\btranslate\b|\bin your opinion\b/,
];

/** Why a question is not answered whatever the database holds; undefined where it may be one for the data. */
export function refusalOf(question: string, tokens: readonly QuestionToken[], isTable: (token: QuestionToken) => boolean): string | undefined {
  const words = tokens.filter((token) => token.kind === 'word');
  const asked = withoutCourtesies(question).toLowerCase().trim();
  if (words.length === 0) return 'the question holds no words';
  const first = words.find((token) => !openers.has(token.lower));
  const next = first && words[words.indexOf(first) + 1];
  // "grant reports due in May" speaks of grants, and "grant the user access" commands.
  const isNoun = first !== undefined && isTable(first) && !objectOpenings.has(next?.lower ?? '') && next?.number === undefined;
  const commands = first !== undefined && !isNoun && changeVerbs.has(first.lower) && !nounFollowers.has(next?.lower ?? '');
  if (commands && !asksToShow(words.map((token) => token.lower))) return `"${first.lower}" asks to change data; only questions are answered`;
  if (/\b(drop|truncate|alter)\s+table\b|\b(delete\s+from|insert\s+into)\b|\bupdate\s+\w+\s+set\b/i.test(question)) return 'it asks to change data; only questions are answered';
  if (notAboutData.some((pattern) => pattern.test(asked))) return 'it is not a question about the data';
  return undefined;
}

/** "make a list of", "set out", "write down the names": a wish to see something. */
function asksToShow(words: readonly string[]): boolean {
  return /^(make|create|write|place|send|email)( me| us)?( down| out)?( a| an| the| all)? (list|table|overview|summary|names|report of)/.test(words.filter((word) => !openers.has(word)).join(' '));
}
