import { z } from 'zod';

const milliseconds = z.int().min(1).max(24 * 60 * 60_000);

const tls = z.strictObject({
  mode: z.enum(['disable', 'require', 'verify-ca', 'verify-full']).optional().describe('As sslmode of PostgreSQL; verify-full where a CA is given.'),
  ca: z.string().optional().describe('Path of a PEM file with the certificate authority.'),
  cert: z.string().optional().describe('Path of the client certificate (PEM).'),
  key: z.string().optional().describe('Path of the client key (PEM).'),
});

const pool = z.strictObject({
  max: z.int().min(1).max(200).optional().describe('Connections at most (default 20; SQLite 2).'),
  min: z.int().min(0).max(50).optional().describe('Connections kept open (default 0).'),
  idleMs: milliseconds.optional().describe('Unused connections are closed after this time (default 60000).'),
  acquireTimeoutMs: milliseconds.optional().describe('How long a call waits for a connection (default 10000).'),
});

const database = z.strictObject({
  dsn: z.string().min(1).describe('sqlite:PATH, postgres://…, mysql://… or mariadb://…; ${NAME} is taken from the environment.'),
  timeoutMs: milliseconds.optional().describe('Deadline of a statement (default 30000).'),
  rowsDefault: z.int().min(1).max(10_000).optional().describe('Rows of an answer (default 100).'),
  rowsMax: z.int().min(1).max(100_000).optional().describe('Rows that a call may ask for (default 1000).'),
  cellBytesMax: z.int().min(16).max(1_000_000).optional().describe('Longer cells are cut (default 16384).'),
  resultBytesMax: z.int().min(1_000).max(50_000_000).optional().describe('Bytes of an answer (default 1000000).'),
  functions: z.array(z.string()).optional().describe('Functions of your own, by name, that are known to only read: they are called without being looked into.'),
  applicationName: z.string().optional().describe('Shown in the list of sessions of the database (default nl2sql-mcp).'),
  timeZone: z.string().optional().describe('Time zone of the session (default: that of the server).'),
  tls: tls.optional(),
  pool: pool.optional(),
});

const token = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,64}$/).describe('The principal that answers and the audit log know.'),
  token: z.string().min(16).describe('The bearer token, at least 16 characters; use ${NAME}.'),
});

const http = z.strictObject({
  host: z.string().optional().describe('Address to listen on (default 127.0.0.1). Anything but loopback needs a token.'),
  tokens: z.array(token).optional(),
  allowedHosts: z.array(z.string()).optional().describe('Further host names that the Host header may have.'),
  allowedOrigins: z.array(z.string()).optional().describe('Further host names that the Origin header may have.'),
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

/** The file `mcp.config.json`. Strict: an unknown key is an error, so that a misspelled one is not ignored. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  databases: z.record(z.string().regex(/^[A-Za-z][\w-]{0,62}$/), database).optional().describe('The databases by the name under which they are asked.'),
  http: http.optional(),
  telemetry: telemetry.optional(),
  audit: audit.optional(),
  cursorSecret: z.string().min(16).optional().describe('Shared by replicas, so that a cursor is valid on each of them (default: new at each start).'),
  careful: z.boolean().optional().describe('Below the careful threshold an answer asks the host to check it (default true for serve, false for ask).'),
});

export type ConfigFile = z.infer<typeof configSchema>;
export type DatabaseConfig = z.infer<typeof database>;
export type HttpConfig = z.infer<typeof http>;
