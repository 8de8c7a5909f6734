/** Words that carry no meaning of the data: they neither link nor count as unexplained. */
export const functionWords: ReadonlySet<string> = new Set([
  'a', 'an', 'and', 'are', 'as', 'at', 'be', 'been', 'being', 'but', 'by', 'can', 'could', 'did', 'do', 'does', 'for', 'from', 'give', 'had', 'has',
  'have', 'how', 'i', 'in', 'into', 'is', 'it', 'its', 'list', 'me', 'my', 'of', 'on', 'or', 'our', 'out', 'please', 'shall', 'show', 'so', 'some',
  'tell', 'than', 'that', 'the', 'their', 'them', 'there', 'these', 'they', 'this', 'those', 'to', 'us', 'was', 'we', 'were', 'what', 'when',
  'where', 'which', 'who', 'whose', 'will', 'with', 'would', 'you', 'your', 'find', 'get', 'display', 'return', 'placed', 'want', 'need', 'like',
  'also', 'all', 'any', 'every',
]);

/** Behind "and", they ask for something else. */
export const moreQuestions: ReadonlySet<string> = new Set(['where', 'when', 'why', 'who', 'whom']);

/** Before the name of somebody, and no word for what somebody is. */
export const titles: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'sir', 'dame', 'lady', 'lord']);

/** What stands before a noun, and never before a verb. */
export const articles: ReadonlySet<string> = new Set(['a', 'an', 'the']);

/** Words that say little about the data: of place and manner, and verbs that every relation may be called. With any other word left out, no reading is served. */
export const lightWords: ReadonlySet<string> = new Set([
  'across', 'among', 'amongst', 'along', 'given', 'made', 'take', 'takes', 'took', 'taken', 'happen', 'happens', 'occur', 'occurs', 'belong', 'belongs', 'come',
  'comes', 'came', 'go', 'goes', 'went', 'live', 'lives', 'lived', 'holds', 'held', 'keep', 'keeps', 'see', 'look', 'ever', 'currently', 'respectively', 'got', 'gets',
  'via', 'using', 'use', 'uses', 'anything', 'something', 'people', 'teach', 'teaches', 'taught', 'participate', 'run', 'runs', 'serve', 'serves', 'offer', 'offers', 'play',
  'plays', 'visit', 'visits', 'work', 'works', 'write', 'writes', 'appear', 'appears', 'exist', 'exists', 'just', 'still', 'now', 'here', 'entry', 'entries', 'row',
  'rows', 'result', 'results', 'values', 'data', 'database', 'table', 'kept', 'found', 'brought', 'located', 'based', 'shown', 'recorded', 'stored', 'happened',
  'occurred', 'included', 'involved', 'involves', 'associated', 'related', 'corresponding', 'corresponds', 'correspond', 'provided', 'provides', 'offered', 'described',
  'select', 'compute', 'retrieve', 'report', 'belonging', 'appearing', 'participating', 'participated', 'playing', 'worked', 'served', 'serving', 'regarding',
  'concerning', 'existing', 'counted', 'listing', 'listed', 'record', 'file',
]);

/** Words that only strengthen one of these before them: "not paid yet", "nobody came at all". */
export const negations: ReadonlySet<string> = new Set(['not', 'no', 'never', 'nobody', 'none', 'nothing', 'cannot', 'without']);
export const strengtheners: ReadonlySet<string> = new Set(['yet', 'either', 'single', 'anything', 'anybody', 'anyone']);

/** Unexplained words that may change what is asked: with one of them a reading is not served. */
export function weighty(unexplained: readonly string[]): string[] {
  return unexplained.filter((word) => !lightWords.has(word.toLowerCase()));
}

/** Words that a phrase may have anywhere between its parts without meaning anything else. */
export const stopWords: ReadonlySet<string> = new Set([
  'the', 'a', 'an', 'of', 'all', 'their', 'its', 'his', 'her', 'each', 'every', 'any', 'different', 'distinct', 'these', 'those', 'this', 'that',
  'our', 'my', 'your', 'for', 'in', 'on', 'total', 'unique', 'corresponding', 'respective', 'such', 'possible', 'available', 'existing', 'there',
  'given', 'own',
]);

/** Words that may stand between the words of one name: "date of birth", "the start of the season". */
export const nameConnectors: ReadonlySet<string> = new Set(['of', 'the', 'a', 'an', 'for', 's', 'in', 'to', 'from']);

/** Words of comments that say nothing beyond the name: "the id of this table". */
export const commentFiller: ReadonlySet<string> = new Set('a an the of one row per each is in for to and this that table column primary foreign key id'.split(' '));

/** Words of identifiers that nobody says: `date_of_birth`, `written_by`. */
export const identifierConnectors: ReadonlySet<string> = new Set(['of', 'the', 'for', 'a', 'an', 'by', 'in']);

/** Marks that no phrase goes across. */
export const phraseEnds: ReadonlySet<string> = new Set([',', '?', ';']);

/** What stands alone for where something is: "which are out", "the copies that are in today". */
export const particles: ReadonlySet<string> = new Set(['in', 'out', 'on', 'off', 'up', 'down', 'over', 'away', 'back']);

/** Before such a word they say that it is so now. */
export const beforeParticles: ReadonlySet<string> = new Set(['is', 'are', 'was', 'were', 'be', 'still', 'currently', 'now']);

/** What may follow such a word that governs nothing. */
export const behindParticles: ReadonlySet<string> = new Set(['now', 'today', 'currently', 'right', 'still', 'again', 'and', 'or', 'yet']);

/** Before a unit they are one of it: "over an hour". */
export const singleArticles: ReadonlySet<string> = new Set(['a', 'an', 'one']);
