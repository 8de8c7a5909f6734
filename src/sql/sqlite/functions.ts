/**
 * The functions that a statement may call: pure, or reading the clock. Left out are those that reach files, extensions or other
 * databases (load_extension, readfile, writefile, edit, fts3_tokenizer …). The length of a value is limited by the connection.
 */
export const sqliteFunctions: readonly string[] = `
  abs char coalesce concat concat_ws format glob hex if ifnull instr last_insert_rowid length like likelihood likely lower ltrim max min nullif
  octet_length printf quote random replace round rtrim sign soundex sqlite_version substr substring subtype total_changes changes trim typeof unhex unicode
  unistr unistr_quote unlikely upper zeroblob randomblob iif
  avg count group_concat string_agg sum total median percentile percentile_cont percentile_disc
  row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
  date time datetime julianday unixepoch strftime timediff current_date current_time current_timestamp
  acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln log log10 log2 mod pi pow power radians sin sinh sqrt tan tanh trunc
  json jsonb json_array jsonb_array json_array_length json_error_position json_extract jsonb_extract json_insert jsonb_insert json_object jsonb_object
  json_patch jsonb_patch json_pretty json_quote json_remove jsonb_remove json_replace jsonb_replace json_set jsonb_set json_type json_valid
  json_group_array jsonb_group_array json_group_object jsonb_group_object -> ->> json_each json_tree jsonb_each jsonb_tree generate_series
  match highlight snippet bm25 regexp
`.trim().split(/\s+/);
