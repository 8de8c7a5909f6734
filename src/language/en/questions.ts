/** Words behind which "when" or "where" asks for a column, and does not only join two parts. */
export const beforeQuestionWord: ReadonlySet<string> = new Set(['and', ',', 'or', 'show', 'tell', 'me', 'list', 'on', 'since', 'from']);

/** First words that ask for one thing of each row. */
export const rowQuestions: ReadonlySet<string> = new Set(['which', 'what', 'who']);

/** First words that ask for somebody. */
export const personQuestions: ReadonlySet<string> = new Set(['who', 'whose', 'whom']);

/** First words that ask for a column by themselves. */
export const columnQuestions: ReadonlySet<string> = new Set(['where', 'when']);

/** What may stand before a number of rows: "which three cities". */
export const beforeCountedRows: ReadonlySet<string> = new Set(['', 'which', 'what', 'the', 'of', 'are', 'list', 'show', 'find', 'give', 'me', 'return']);

/** Ask for people. */
export const whoWords: ReadonlySet<string> = new Set(['who', 'whom']);

/** Before what they did: "how many kilos did we throw away". */
export const actors: ReadonlySet<string> = new Set(['we', 'they', 'you', 'i']);

/** With these a question goes on behind its question word: "when did Lee join". */
export const auxiliaries: ReadonlySet<string> = new Set(['did', 'do', 'does', 'was', 'were', 'is', 'are', 'will', 'has', 'have', 'had']);

/** Before who has done it: "how many have we barred". */
export const haveForms: ReadonlySet<string> = new Set(['have', 'has', 'had']);
