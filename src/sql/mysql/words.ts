const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Begins a query, also behind a parenthesis. */
export const queryWords = words('select with values table');
export const setWords = words('union intersect except');
/** May follow the tables of a SELECT. All are reserved on every server, so that none can be an alias. */
export const clauseWords = words('where group having order limit for lock procedure into');
/** Ends what stands before it in a list of tables. Reserved as well. */
export const joinWords = words('join inner left right cross natural straight_join on using');
/** Behind a table: hints and the like. Reserved as well. */
export const hintWords = words('use force ignore');

/** Stand nowhere in an expression. */
export const notInExpressions = words('select from join straight_join table into procedure');

/** Functions with FROM between their arguments. */
export const fromFunctions = words('extract trim substring substr mid trim_oracle');

export const selectOptions = words('all distinct distinctrow high_priority straight_join sql_small_result sql_big_result sql_buffer_result sql_no_cache sql_cache sql_calc_found_rows');

/** Words that stand before a parenthesis and call nothing: clauses, operators and types. No server has a stored function called by one. */
export const notFunctions = words(
  `select from where in and or not as on exists any all some union values over when then else case by having limit using join with except intersect between like is distinct
   partition rows range set key index div mod rlike regexp xor binary collate window force ignore use offset straight_join inner
   cross natural recursive end null desc asc table for separator decimal dec numeric varchar varbinary float double real bit int integer bigint smallint tinyint
   mediumint unsigned signed datetime fixed nchar text blob enum dual within group order procedure describe explain show return`,
);

/** The same behind what is complete in itself (a string, a parenthesis, for OF the word MEMBER); functions of users elsewhere. */
export const notFunctionsBehindOperands = words('against columns escape of');
