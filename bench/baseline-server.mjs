// The bare SDK server that figures are compared with: `hello`, and `same`, which returns the bytes given in SAME_RESULT.
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

const same = process.env.SAME_RESULT ? JSON.parse(process.env.SAME_RESULT) : { content: [] };

serveStdio(() => {
  const server = new McpServer({ name: 'hello', version: '1' }, { capabilities: { tools: {} } });
  server.registerTool('hello', { description: 'Says hello', inputSchema: z.object({ name: z.string().optional() }) }, async ({ name }) => ({ content: [{ type: 'text', text: `Hello ${name ?? ''}` }] }));
  server.registerTool('same', { description: 'Returns the same', inputSchema: z.object({ question: z.string().optional(), sql: z.string().optional() }) }, async () => same);
  return server;
});
