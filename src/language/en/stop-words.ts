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

/** What stands before a noun, and never before a verb. */
export const articles: ReadonlySet<string> = new Set(['a', 'an', 'the']);

/** Words that say little about the data: of place and manner, and verbs that every relation may be called. With any other word left out, no reading is served. */
const lightWords: ReadonlySet<string> = new Set([
  'across', 'among', 'amongst', 'along', 'up', 'out', 'down', 'off', 'around', 'given', 'make', 'made', 'makes', 'take', 'takes', 'took', 'taken',
  'happen', 'happens', 'occur', 'occurs', 'belong', 'belongs', 'come', 'comes', 'came', 'go', 'goes', 'went', 'gone', 'live', 'lives', 'lived',
  'hold', 'holds', 'held', 'keep', 'keeps', 'see', 'look', 'ever', 'currently', 'respectively', 'such', 'do', 'done', 'got', 'gets', 'get', 'while',
  'during', 'within', 'via', 'using', 'use', 'uses', 'used', 'someone', 'anyone', 'anything', 'anybody',
  'everybody', 'everyone', 'people', 'teach', 'teaches', 'taught', 'air', 'airs', 'participate', 'attend', 'run', 'runs', 'serve', 'serves', 'offer',
  'offers', 'own', 'owns', 'play', 'plays', 'visit', 'visits', 'work', 'works', 'write', 'writes', 'contain', 'appear', 'appears', 'exist', 'exists',
  'exactly', 'just', 'still', 'now', 'there', 'here', 'thing', 'things', 'item', 'items', 'record', 'records', 'entry',
  'entries', 'row', 'rows', 'result', 'results', 'value', 'values', 'data', 'database', 'table', 'about', 'seen', 'met', 'kept', 'found', 'sent',
  'brought', 'living', 'having', 'named', 'called', 'titled', 'located', 'based', 'listed', 'shown', 'recorded', 'stored', 'happened', 'occurred', 'included',
  'including', 'includes', 'involved', 'involves', 'associated', 'related', 'corresponding', 'corresponds', 'correspond', 'provided', 'provides', 'offered',
  'described', 'select', 'compute', 'retrieve', 'report', 'belonging', 'containing', 'appearing', 'participating', 'participated', 'attending', 'attended',
  'playing', 'working', 'worked', 'running', 'served', 'serving', 'owned', 'produced', 'regarding', 'concerning', 'existing', 'counted', 'listing', 'ordered',
]);

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
