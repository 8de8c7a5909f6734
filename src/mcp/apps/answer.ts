import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { McpServer } from '@modelcontextprotocol/server';
import { lazy } from '../../std/lazy.ts';

/** The extension that hosts which show MCP Apps know. */
export const appsExtension = 'io.modelcontextprotocol/ui';

const uri = 'ui://nl2sql/answer.html';
const mimeType = 'text/html;profile=mcp-app';
const day = 24 * 60 * 60_000;

/** The tools whose results the view can show. */
const shownTools = ['nl2sql', 'run_sql'];

const html = lazy(() => readFile(join(import.meta.dirname, '../../web/app.html'), 'utf8'));

/** What the description of a tool tells hosts of its view; nothing for tools without one. */
export function viewMeta(tool: string): { readonly _meta?: { readonly ui: { readonly resourceUri: string } } } {
  return shownTools.includes(tool) ? { _meta: { ui: { resourceUri: uri } } } : {};
}

/** The answer view: one self-contained page that hosts show beside the conversation. It asks no other server for anything. */
export function registerAnswerApp(server: McpServer): void {
  const config = { title: 'Answer', description: 'Rows, chart, SQL and proof of an answer', mimeType, cacheHint: { ttlMs: day, cacheScope: 'public' as const } };
  server.registerResource('answer', uri, config, async () => ({
    contents: [{ uri, mimeType, text: await html(), _meta: { ui: { prefersBorder: true, permissions: { clipboardWrite: {} } } } }],
  }));
}
