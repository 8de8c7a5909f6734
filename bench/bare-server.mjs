// node bench/bare-server.mjs URL|FILE: a server of the same SDK whose tool hands each statement to the driver as it came, unproven and unlimited.
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

const query = await driver(process.argv[2]);

serveStdio(() => {
  const server = new McpServer({ name: 'bare', version: '1' }, { capabilities: { tools: {} } });
  server.registerTool('run_sql', { description: 'Runs SQL', inputSchema: z.object({ sql: z.string() }) }, async ({ sql }) => ({ content: [{ type: 'text', text: JSON.stringify(await query(sql)) }] }));
  return server;
});

/** Pools of the drivers' own, as large as they make them by default. */
async function driver(target) {
  if (target.startsWith('postgres')) {
    const { Pool } = await import('pg');
    const pool = new Pool({ connectionString: target });
    return async (sql) => (await pool.query(sql)).rows;
  }
  if (/^(mysql|mariadb)/.test(target)) {
    const { createPool } = await import('mysql2/promise');
    const pool = createPool(target);
    return async (sql) => (await pool.query(sql))[0];
  }
  if (target.endsWith('.duckdb')) {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create(target, { access_mode: 'READ_ONLY' })).connect();
    return async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  }
  const { DatabaseSync } = await import('@photostructure/sqlite');
  const database = new DatabaseSync(target, { readOnly: true });
  return async (sql) => database.prepare(sql).all();
}
