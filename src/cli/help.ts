import { dsnForms } from '../database/engines.ts';

export const help = `nl2sql-mcp: ask databases in plain words, over the Model Context Protocol

  nl2sql-mcp [serve] [--stdio | --http PORT | --sse PORT]    serve hosts (default: stdio)
  nl2sql-mcp ask "QUESTION" [--database NAME] [--json]       ask once
  nl2sql-mcp doctor [--validate [--scratch NAME]]            check configuration, connections, privileges; try the guard
  nl2sql-mcp teach "QUESTION" [--sql SQL] [--verdict accept|correct|forget]
  nl2sql-mcp teach --term WORD --meaning WORDS               say what a word of the house means
  nl2sql-mcp cache clear [--level NAME]                      empty the caches of running servers too
  nl2sql-mcp audit                                           check the hash chain of the audit log
  nl2sql-mcp performance --http PORT [--reset]               figures of a running HTTP server, or a new beginning
  nl2sql-mcp eval --questions FILE (--databases DIR | --dsn URL) --out FILE
                  [--cols perm|superset] [--rungs instant,model] [--oracle WRONG_RATE] [--dialect D] [--no-look] [--careful]
  nl2sql-mcp ab --questions FILE                             ask both arms of the experiment, side by side

Where the databases come from:
  --demo            the demo shop, made on first use
  --dsn URL         a database (repeat for several): ${dsnForms.join(', ')}
  --config FILE     a configuration file (default: mcp.config.json of the working directory)

  --version, --help
`;
