import { z } from 'zod';
import { featureNames } from '../core/features.ts';

const milliseconds = z.int().min(1).max(24 * 60 * 60_000);

const tls = z.strictObject({
  mode: z.enum(['disable', 'require', 'verify-ca', 'verify-full']).optional().describe('As sslmode of PostgreSQL; verify-full where a CA is given.'),
  ca: z.string().optional().describe('Path of a PEM file with the certificate authority.'),
  cert: z.string().optional().describe('Path of the client certificate (PEM).'),
  key: z.string().optional().describe('Path of the client key (PEM).'),
  servername: z.string().min(1).optional().describe('The name that the certificate must have, where it is not that of the host.'),
});

const command = z.array(z.string().min(1)).min(1);

const sshServer = {
  host: z.string().min(1).describe('The SSH server.'),
  port: z.int().min(1).max(65_535).optional().describe('Default 22.'),
  user: z.string().min(1).optional().describe('Default: the user of this process.'),
  key: z.string().min(1).optional().describe('Path of a private key.'),
  passphrase: z.string().min(1).optional().describe('Of the key; use ${NAME} or ${file:PATH}.'),
  password: z.string().min(1).optional().describe('Use ${NAME} or ${file:PATH}.'),
  agent: z.union([z.boolean(), z.string().min(1)]).optional().describe('Whether the agent of SSH_AUTH_SOCK signs, or the path of its socket.'),
};

const ssh = z.strictObject({
  ...sshServer,
  jump: z.strictObject(sshServer).optional().describe('Another SSH server, through which the first one is reached.'),
  knownHosts: z.string().min(1).optional().describe('Path of the file with the keys of SSH servers (default ~/.ssh/known_hosts).'),
});

const passwordToken = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('aws-rds'), region: z.string().min(1).optional().describe('Default: that of the AWS configuration.') }),
  z.strictObject({ from: z.literal('google-cloud-sql') }),
  z.strictObject({ from: z.literal('azure-entra'), clientId: z.string().min(1).optional().describe('Of a managed identity assigned by the user.') }),
]);

const pool = z.strictObject({
  max: z.int().min(1).max(200).optional().describe('Connections at most (default 20; SQLite and DuckDB 2).'),
  min: z.int().min(0).max(50).optional().describe('Connections kept open (default 0).'),
  idleMs: milliseconds.optional().describe('Unused connections are closed after this time (default 60000).'),
  acquireTimeoutMs: milliseconds.optional().describe('How long a call waits for a connection (default 10000).'),
});

const access = z.strictObject({
  allow: z.array(z.string()).optional().describe('Tables that may be read, as table or schema.table; * stands for any text (default: all).'),
  deny: z.array(z.string()).optional().describe('Tables that may not be read, whatever allow says.'),
  columns: z.record(z.string(), z.enum(['hidden', 'hashed', 'aggregate'])).optional().describe('By table.column: hidden, hashed (equal values stay equal, so that they can be counted and joined on), or aggregate (only in count, sum, avg and the like).'),
  rows: z.record(z.string(), z.int().min(1)).optional().describe('By table: rows that an answer which reads it may have at most.'),
  groupRowsMin: z.int().min(1).max(10_000).optional().describe('Rows with a value that an aggregate over an aggregate-only column must be made of; smaller groups give NULL or are refused (default 5).'),
});

const source = z.string().regex(/^(principal|claims\..+)$/, 'expected principal, or claims.NAME of the caller\'s token');

const identity = z.strictObject({
  role: source.optional().describe('The role in the database that the connected one takes.'),
  settings: z.record(z.string().regex(/^[a-z_]\w{0,30}\.[a-z_]\w{0,30}$/i, 'expected a name such as app.user'), source).optional().describe('Settings of the session by name, such as {"app.user": "claims.sub"}.'),
});

const database = z.strictObject({
  dsn: z.string().min(1).describe('sqlite:PATH, duckdb:PATH, files:PATTERN,… (CSV, Parquet, JSON, Excel), postgres://…, mysql://… or mariadb://…; ${NAME} is taken from the environment, ${file:PATH} from a file.'),
  host: z.string().regex(/^(\/.*|[\w.:-]+)$/, 'expected a name, an address, or the folder of a unix socket').optional()
    .describe('Where its DSN names none (which may then be as short as postgres://): the host, or the folder of a unix socket.'),
  port: z.int().min(1).max(65_535).optional(),
  user: z.string().min(1).optional(),
  password: z.string().min(1).optional().describe('As it is, without percent-encoding; use ${NAME} or ${file:PATH}.'),
  database: z.string().min(1).optional(),
  passwordFile: z.string().min(1).optional().describe('Path of a file that holds the password; read for each connection.'),
  passwordCommand: command.optional().describe('A program with its arguments that prints the password; run when there is none yet, when it has expired and when the server refuses it.'),
  passwordLifetimeMs: milliseconds.optional().describe('How long what passwordCommand printed is good (default: until the server refuses it).'),
  passwordToken: passwordToken.optional().describe('A token of a cloud in place of a password: aws-rds, google-cloud-sql or azure-entra.'),
  schemas: z.array(z.string().min(1)).min(1).max(100).optional().describe('The schemas that are seen, in the order in which names are looked up (PostgreSQL), or the databases (MySQL).'),
  ssh: ssh.optional().describe('An SSH server through which the database is reached.'),
  timeoutMs: milliseconds.optional().describe('Deadline of a call, from its door to its last row (default 30000).'),
  rowsDefault: z.int().min(1).max(10_000).optional().describe('Rows of an answer (default 100).'),
  rowsMax: z.int().min(1).max(100_000).optional().describe('Rows that a call may ask for (default 1000).'),
  cellBytesMax: z.int().min(16).max(1_000_000).optional().describe('Longer cells are cut (default 16384).'),
  resultBytesMax: z.int().min(1_000).max(50_000_000).optional().describe('Bytes of an answer (default 1000000).'),
  estimatedRowsMax: z.int().min(1).optional().describe('A statement of which the planner expects more rows is refused (default: no limit).'),
  estimatedCostMax: z.number().min(1).optional().describe('A statement of which the planner expects a higher cost is refused: its own unit on PostgreSQL, visited rows on SQLite and DuckDB, not on MySQL (default: no limit).'),
  estimatedRowsWarn: z.int().min(1).optional().describe('Above this estimate a statement without LIMIT is warned of (default 100000).'),
  access: access.optional().describe('Which tables, columns and how many rows may be seen.'),
  roles: z.record(z.string().min(1), access).optional().describe('The same by role of the caller; the first that the caller has holds. Who has none sees what access lets be seen, and nothing where that is absent.'),
  identity: identity.optional().describe('As whom the database sees a caller, for row-level security and grants: set for the transaction of each call.'),
  functions: z.array(z.string()).optional().describe('Functions of your own, by name, that are known to only read: they are called without being looked into.'),
  semanticModels: z.array(z.string().min(1)).max(1_000).optional().describe('Files of other semantic layers that say what its tables mean: semantic_manifest.json of dbt, models of Cube (YAML or JSON).'),
  applicationName: z.string().optional().describe('Shown in the list of sessions of the database (default nl2sql-mcp).'),
  timeZone: z.string().optional().describe('Time zone of the session, in which days begin (default: that of the server; UTC on SQLite).'),
  tls: tls.optional(),
  pool: pool.optional(),
});

const token = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,64}$/).describe('The principal that answers and the audit log know.'),
  token: z.string().min(16).describe('The bearer token, at least 16 characters; use ${NAME}.'),
  teaches: z.boolean().optional().describe('Whether what it teaches holds for everyone (default: only where it is the only token).'),
  operates: z.boolean().optional().describe('Whether it may reset figures and clear caches (default: only where it is the only token).'),
  roles: z.array(z.string().min(1)).optional().describe('Its roles: see databases.NAME.roles.'),
  claims: z.record(z.string(), z.string()).optional().describe('What databases.NAME.identity may take of it; sub is its name.'),
});

const loopbackOrHttps = z.url().refine((url) => /^(https:|http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$))/i.test(url), 'expected https://…, or http:// on this machine');

const oauth = z.strictObject({
  issuer: loopbackOrHttps.describe('The authorization server, as its metadata name it.'),
  resource: loopbackOrHttps.describe('The address of /mcp as clients see it, such as https://data.example/mcp: what tokens must be issued for.'),
  audience: z.string().min(1).optional().describe('What aud of a token names where it is not the resource.'),
  tokens: z.enum(['jwt', 'introspect']).optional().describe('Whether access tokens are read as JWT (default), or the authorization server is asked about each (needs client).'),
  rolesClaim: z.string().min(1).optional().describe('The claim of a token that lists roles, such as groups or realm_access.roles (default roles).'),
  client: z.strictObject({
    id: z.string().min(1).describe('client_id.'),
    secret: z.string().min(1).optional().describe('Absent for a public client; use ${NAME}.'),
  }).optional().describe('The registration of this server: people sign in on the page with it (redirect URI: /api/signed-in beside /mcp), and tokens are asked about with it.'),
}).refine(({ tokens, client }) => tokens !== 'introspect' || client !== undefined, { path: ['client'], error: 'tokens can only be asked about with a client' });

const http = z.strictObject({
  host: z.string().optional().describe('Address to listen on (default 127.0.0.1). Anything but loopback needs a token.'),
  url: z.url().optional().describe('The address of this server as clients reach it, such as https://data.example, for links to what is exported (default: that of http.oauth.resource, else where it listens).'),
  tokens: z.array(token).optional(),
  oauth: oauth.optional().describe('Takes the access tokens of an authorization server (OAuth 2.1), beside or in place of tokens.'),
  allowedHosts: z.array(z.string()).optional().describe('Further host names that the Host header may have.'),
  allowedOrigins: z.array(z.string()).optional().describe('Other origins that may send requests from a browser, as https://name:port, name:port, or a host name with whichever port (default: none but its own).'),
});

const exports = z.strictObject({
  folder: z.string().min(1).optional().describe('Where results that are taken away are written (default: exports in the state folder of the user). Replicas that answer one another\'s links share it.'),
  bytesMax: z.int().min(1_000).max(10_000_000_000).optional().describe('Bytes of one of them; it ends with its last whole row (default 100000000). All that are kept have ten times that together.'),
  keepMinutes: z.int().min(1).max(20 * 24 * 60).optional().describe('How long one is kept, and its link good (default 60 over HTTP, a day on stdio).'),
});

const state = z.strictObject({
  redis: z.string().optional().describe('redis://… that replicas share: second cache level, remembered questions and terms, invalidation. Use ${NAME} for its password.'),
  namespace: z.string().regex(/^[\w:.-]{1,64}$/).optional().describe('Prefix of all keys in Redis and of what is kept in pgvector (default nl2sql).'),
  secret: z.string().min(16).optional()
    .describe('Shared by replicas: seals what is remembered in Redis, so that nobody else there makes a verified answer. What another one sealed, or none, is left alone: set it before anything is taught.'),
  pgvector: z.string().regex(/^postgres(ql)?:/i, 'expected postgres://…').optional().describe('postgres://… with the extension pgvector, where the vectors of verified questions are kept and searched; never a database that is asked (default: in memory). Needs an embedding model. Use ${NAME} for its password.'),
  file: z.string().optional().describe('Without redis: SQLite file in which questions and terms are remembered (default: memory.sqlite in the state folder of the user; :memory: keeps nothing).'),
});

const memory = z.strictObject({
  accept: z.enum(['taught', 'proven']).optional().describe('What counts as verified: only what was taught (default), or all SQL of hosts and models that was proven and ran.'),
  warm: z.boolean().optional().describe('Reads the most asked questions again in idle time where their rows are out of date (default true).'),
  tune: z.boolean().optional().describe('Lets the limits of the caches grow where that brings hits (default true).'),
});

const texts = z.enum(['full', 'redacted', 'none']);

const alert = z.strictObject({
  name: z.string().max(64).optional().describe('How the alert is called (default: the signal).'),
  signal: z.enum(['error_rate', 'databases_down', 'p95_ms', 'pool_waiting', 'event_loop_p99_ms', 'rss_mb', 'disk_used', 'losses', 'hit_rate', 'abstention_rate', 'provider_usd_24h', 'provider_calls_24h']).describe('What is watched; rates and percentiles over 15 minutes.'),
  above: z.number().optional().describe('Fires above this value.'),
  below: z.number().optional().describe('Fires below this value.'),
  forSeconds: z.number().min(0).max(86_400).optional().describe('How long, before it fires or ends (default 60).'),
});

const telemetry = z.strictObject({
  enabled: z.boolean().optional().describe('Whether figures are recorded (default true).'),
  texts: texts.optional().describe('How questions and SQL are kept in traces and logs (default redacted: without literals).'),
  limits: z.record(z.string(), z.number().positive()).optional().describe('Limits of the signals of the health score, such as {"p95_ms": 2000}.'),
  alerts: z.array(alert).max(50).optional().describe('Alert rules; they replace the built-in ones.'),
  webhook: z.url().optional().describe('Alerts are posted there as JSON.'),
  otlp: z.strictObject({ url: z.url().describe('Of the collector, such as http://localhost:4318.'), headers: z.record(z.string(), z.string()).optional(), metricsEveryMs: milliseconds.optional().describe('How often metrics are exported (default 30000).') }).optional().describe('OpenTelemetry traces and metrics over OTLP/HTTP.'),
  log: z.strictObject({ format: z.enum(['text', 'json']).optional(), level: z.enum(['debug', 'info', 'warn', 'error']).optional() }).optional().describe('Lines on stderr (default text, warn; info logs every call).'),
});

const audit = z.strictObject({
  folder: z.string().min(1).describe('Where the audit log is written: who asked what, and what came of it.'),
  key: z.string().min(16).optional().describe('Secret of the hash chain (HMAC); use ${NAME}. Without it the chain shows accidents, not forgery.'),
  texts: texts.optional().describe('How questions and SQL are written (default full).'),
  fileBytesMax: z.int().min(10_000).max(1_000_000_000).optional().describe('A new file is begun beyond this size (default 10000000).'),
  filesMax: z.int().min(0).max(100_000).optional().describe('Older files are deleted (default 0: none).'),
});

const headerText = z.record(z.string(), z.string());

const provider = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,40}$/).optional().describe('Shown in figures and messages (default: the kind).'),
  kind: z.enum(['openai-compatible', 'anthropic', 'google']).describe('openai-compatible: OpenAI, Azure, OpenRouter, Ollama, vLLM, LM Studio, llama.cpp.'),
  baseUrl: z.url().optional().describe('Such as http://127.0.0.1:11434/v1 (default: the public address of the kind).'),
  apiKey: z.string().optional().describe('Use ${NAME}.'),
  headers: headerText.optional().describe('Further headers, such as api-key.'),
  query: headerText.optional().describe('Further query parameters, such as api-version.'),
  models: z.strictObject({
    fast: z.string().optional().describe('For questions of middling difficulty.'),
    strong: z.string().optional().describe('For hard ones (default: fast).'),
    embedding: z.string().optional().describe('To find similar verified questions.'),
  }),
  timeoutMs: milliseconds.optional().describe('Deadline of one request (default 20000).'),
  retries: z.int().min(0).max(5).optional().describe('Further tries after a passing failure (default 2).'),
  concurrency: z.int().min(1).max(500).optional().describe('Requests at once (default 8).'),
  waitingMax: z.int().min(0).max(10_000).optional().describe('Questions that may wait for their turn; more are told to come back (default 100).'),
  outputTokensMax: z.int().min(64).max(32_000).optional().describe('Length of a reply (default 2000).'),
  structured: z.boolean().optional().describe('Ask for JSON by schema (default true; given up where the provider refuses it).'),
  prices: z.strictObject({ input: z.number().min(0), output: z.number().min(0) }).optional().describe('Dollars a million tokens.'),
});

const model = z.strictObject({
  providers: z.array(provider).min(1).max(8).describe('Tried in this order.'),
  budget: z.strictObject({
    tokensPerHour: z.int().min(1).optional(),
    usdPerHour: z.number().min(0).optional().describe('Needs prices.'),
  }).optional().describe('Beyond it questions go to the host instead (default: no limit).'),
  deadlineMs: milliseconds.optional().describe('All that the model may take for one question (default 45000).'),
  repairs: z.int().min(0).max(2).optional().describe('How often failing SQL goes back with its error (default 2).'),
  samples: z.int().min(1).max(5).optional().describe('Replies to a hard question, which vote by their rows (default 1).'),
  send: z.strictObject({
    values: z.boolean().optional().describe('Values of the data that the question names (default true).'),
    comments: z.boolean().optional().describe('Comments of tables and columns (default true).'),
    history: z.boolean().optional().describe('Earlier questions of the conversation (default true).'),
    examples: z.boolean().optional().describe('Similar questions with their SQL (default true).'),
  }).optional().describe('What a provider is told besides the question and the names; the doctor command shows it.'),
});

const features = z.partialRecord(z.enum(featureNames), z.boolean());

const experiment = z.strictObject({
  share: z.number().min(0).max(1).describe('Of all questions, which share gets arm B; a stable hash of the question decides.'),
  features: features.describe('What is different in arm B.'),
});

/** The file `mcp.config.json`. Strict: an unknown key is an error, so that a misspelled one is not ignored. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  databases: z.record(z.string().regex(/^[A-Za-z][\w-]{0,62}$/), database).optional().describe('The databases by the name under which they are asked.'),
  http: http.optional(),
  telemetry: telemetry.optional(),
  audit: audit.optional(),
  model: model.optional().describe('Language models that write the SQL which memory and rules leave open (default: none; the host writes it).'),
  features: features.optional().describe('Optimisations switched on or off; NL2SQL_FEATURES=name=off,… of the environment goes before it.'),
  experiment: experiment.optional().describe('Answers a share of the questions with other features, to compare the two.'),
  cursorSecret: z.string().min(16).optional().describe('Shared by replicas, so that a cursor is valid on each of them (default: new at each start).'),
  knowledge: z.string().optional().describe('Path of a JSON file with verified questions, synonyms, metrics and default filters; read at start and when it changes, written by nl2sql-mcp teach.'),
  exports: exports.optional(),
  state: state.optional(),
  memory: memory.optional(),
  drainMs: milliseconds.optional().describe('How long calls that run may take to end once the server is told to leave (default 5000).'),
  careful: z.boolean().optional().describe('Below the careful threshold an answer asks the host to check it (default true for serve, false for ask).'),
});

export type ConfigFile = z.infer<typeof configSchema>;
export type DatabaseConfig = z.infer<typeof database>;
export type AccessConfig = z.infer<typeof access>;
export type HttpConfig = z.infer<typeof http>;
export type ModelConfig = z.infer<typeof model>;
