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

const access = z.strictObject({
  allow: z.array(z.string()).optional().describe('Tables that may be read, as table or schema.table; * stands for any text (default: all).'),
  deny: z.array(z.string()).optional().describe('Tables that may not be read, whatever allow says.'),
  columns: z.record(z.string(), z.enum(['hidden', 'hashed', 'aggregate'])).optional().describe('By table.column: hidden, hashed (equal values stay equal, so that they can be counted and joined on), or aggregate (only in count, sum, avg and the like).'),
  rows: z.record(z.string(), z.int().min(1)).optional().describe('By table: rows that an answer which reads it may have at most.'),
});

const database = z.strictObject({
  dsn: z.string().min(1).describe('sqlite:PATH, postgres://…, mysql://… or mariadb://…; ${NAME} is taken from the environment.'),
  timeoutMs: milliseconds.optional().describe('Deadline of a statement (default 30000).'),
  rowsDefault: z.int().min(1).max(10_000).optional().describe('Rows of an answer (default 100).'),
  rowsMax: z.int().min(1).max(100_000).optional().describe('Rows that a call may ask for (default 1000).'),
  cellBytesMax: z.int().min(16).max(1_000_000).optional().describe('Longer cells are cut (default 16384).'),
  resultBytesMax: z.int().min(1_000).max(50_000_000).optional().describe('Bytes of an answer (default 1000000).'),
  estimatedRowsMax: z.int().min(1).optional().describe('A statement of which the planner expects more rows is refused (PostgreSQL, MySQL; default: no limit).'),
  estimatedCostMax: z.number().min(1).optional().describe('A statement of which the planner expects a higher cost is refused (PostgreSQL; default: no limit).'),
  estimatedRowsWarn: z.int().min(1).optional().describe('Above this estimate a statement without LIMIT is warned of (default 100000).'),
  access: access.optional().describe('Which tables, columns and how many rows may be seen.'),
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

/** The file `mcp.config.json`. Strict: an unknown key is an error, so that a misspelled one is not ignored. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  databases: z.record(z.string().regex(/^[A-Za-z][\w-]{0,62}$/), database).optional().describe('The databases by the name under which they are asked.'),
  http: http.optional(),
  cursorSecret: z.string().min(16).optional().describe('Shared by replicas, so that a cursor is valid on each of them (default: new at each start).'),
  careful: z.boolean().optional().describe('Below the careful threshold an answer asks the host to check it (default true for serve, false for ask).'),
});

export type ConfigFile = z.infer<typeof configSchema>;
export type DatabaseConfig = z.infer<typeof database>;
export type AccessConfig = z.infer<typeof access>;
export type HttpConfig = z.infer<typeof http>;
