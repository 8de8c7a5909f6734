import { phraseTable, type PhraseTable } from './lexicon.ts';
import { stem } from './stem.ts';

/** What the begin and the end of a stint are called in the names of columns (as stems): `started_at` and `ended_at`, `clocked_in_at` and `clocked_out_at`. */
export const stintNames: readonly (readonly [begin: string, end: string])[] = ([
  ['start', 'end'], ['begin', 'end'], ['start', 'finish'], ['from', 'to'], ['from', 'until'],
  ['arrived', 'departed'], ['arrival', 'departure'], ['arrived', 'left'], ['arrived', 'departure'],
  ['opened', 'closed'], ['entry', 'exit'], ['entered', 'exited'], ['checkin', 'checkout'], ['in', 'out'], ['first', 'last'],
] as const).map(([begin, end]) => [stem(begin), stem(end)]);

/** Names of an end that tell that it has come, as a due day or a last day does not. */
export const endedNames: ReadonlySet<string> = new Set(['ended', 'finished', 'departed', 'left', 'closed', 'exited', 'out', 'exit', 'departure']);

/** Say that something holds as somebody asks. */
export const nowPhrases: PhraseTable<true> = phraseTable([
  'now', 'right now', 'just now', 'at the moment', 'at this moment', 'at present', 'presently', 'currently', 'today', 'rn', 'atm', 'this minute',
].map((phrase) => [phrase, true]));

/** Where somebody is, or what they are at, said before "right now": "who is out driving right now". */
export const presenceWords: ReadonlySet<string> = new Set([
  'here', 'in', 'out', 'on', 'duty', 'shift', 'at', 'work', 'working', 'driving', 'riding',
  'the', 'house', 'building', 'office', 'premises', 'site', 'road', 'clocked', 'signed', 'checked', 'logged', 'our',
]);
/** Of these, the ones that alone say so. */
export const presenceHeads: ReadonlySet<string> = new Set([
  'in', 'out', 'duty', 'shift', 'working', 'driving', 'riding', 'house', 'building', 'premises', 'clocked', 'signed', 'checked',
]);

/** Say that somebody is not there: "who is off today", "on leave this week". */
export const absencePhrases: PhraseTable<true> = phraseTable([
  'off', 'off work', 'off sick', 'off ill', 'away', 'absent',
  'on leave', 'on holiday', 'on vacation', 'on annual leave', 'out sick', 'out of office', 'out of the office', 'has time off', 'have time off',
].map((phrase) => [phrase, true]));
/** What tables are called that tell who is not there (as stems). */
export const absenceNames: ReadonlySet<string> = new Set(['absence', 'leave', 'off', 'holiday', 'vacation', 'sick', 'sickness', 'pto'].map(stem));

/** Hours that were put in: "hours worked", "how many hours did he drive". */
export const workVerbs: ReadonlySet<string> = new Set(['worked', 'work', 'works', 'working', 'drove', 'drive', 'clocked', 'done', 'spent', 'spend']);
