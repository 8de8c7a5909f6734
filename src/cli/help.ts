import { dsnForms } from '../database/engines.ts';

export const help = `nl2sql-mcp: ask databases in plain words, over the Model Context Protocol

  nl2sql-mcp [serve] [--stdio | --http PORT | --sse PORT]    serve hosts (default: stdio)
  nl2sql-mcp FILE…                                           the same with files as databases: CSV, Parquet, JSON, Excel, files of databases
  nl2sql-mcp ask ["QUESTION or SQL"] [--database NAME]       ask once; without a question, at a prompt
                  [--run N] [--context] [--json]             run reading N of an unsure answer; show what is known of the tables
                  [--export FILE.csv|FILE.ndjson]            the whole result into a file
  nl2sql-mcp explain "QUESTION" [--json]                      what its words may mean, the readings, what spoke for and against
  nl2sql-mcp semantics [--check] [--inbox]                   what tables mean; what no longer holds; what went unanswered
  nl2sql-mcp learn --print [--database NAME] [--count N]     the request for a language model: what do these tables mean?
  nl2sql-mcp learn --reply FILE [--trust] [--out FILE]       its reply, proven and tried, into the knowledge file for review
  nl2sql-mcp learn [--trust]                                 the same with the configured model; accept the questions of the last time
  nl2sql-mcp init [FILE…] [--host NAME] [--dry-run]          try databases, and have the hosts of this machine start the server
  nl2sql-mcp init --remove                                   undo that
  nl2sql-mcp doctor [--validate [--scratch NAME]]            check configuration, connections, privileges; try the guard
  nl2sql-mcp teach "QUESTION" [--sql SQL] [--verdict accept|correct|forget]
                  [--tool NAME [--meaning WORDS]]            a tool of that name, in the knowledge file
  nl2sql-mcp teach --term WORD --meaning WORDS               say what a word of the house means
  nl2sql-mcp cache clear [--level NAME]                      empty the caches of running servers too
  nl2sql-mcp audit                                           check the hash chain of the audit log
  nl2sql-mcp performance --http PORT [--reset]               figures of a running HTTP server, or a new beginning
  nl2sql-mcp eval --questions FILE (--databases DIR | --dsn URL) --out FILE
                  [--cols perm|superset] [--rungs instant,model] [--oracle WRONG_RATE] [--dialect D] [--no-look] [--careful]
  nl2sql-mcp eval --tools [--database NAME]                  whether the named tools of the knowledge file still hold
  nl2sql-mcp ab --questions FILE                             ask both arms of the experiment, side by side

Where the databases come from:
  --demo            the demo shop, made on first use
  FILE…             files behind the command: data/*.csv orders.parquet book.xlsx (ask sales.csv "QUESTION")
  --dsn URL         a database (repeat for several): ${dsnForms.join(', ')}
  --config FILE     a configuration file (default: mcp.config.json of the working directory)
  NL2SQL_DSN        in the environment: DSNs with spaces between, where none of these is given

  --version, --help
`;
