import { phraseTable, type PhraseTable } from './lexicon.ts';

/** Behind "when", before who is asked about: "when was Lee last here", "when did Lee last order". */
export const occasionHelpers: ReadonlySet<string> = new Set(['was', 'were', 'did', 'has', 'have', 'is', 'are', 's']);

/** Say that somebody was with us, and not for what. */
export const presencePhrases: PhraseTable<true> = phraseTable([
  'here', 'in', 'in here', 'come in', 'came in', 'come here', 'came here', 'been in', 'been here', 'with us', 'visit', 'visit us', 'visited', 'visited us', 'stop by', 'stopped by', 'come by', 'came by',
].map((phrase) => [phrase, true]));

/** What may follow the verb and says no more: "last order something", "last buy from us". */
export const occasionFillers: ReadonlySet<string> = new Set(['something', 'anything', 'with', 'from', 'at', 'us', 'here', 'a', 'an']);
