import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { join } from 'node:path';

export const mainModule = join(import.meta.dirname, '../dist/main.js');

/** What a tool replied, as loosely typed as a host sees it. */
export type Structured = Record<string, unknown> & { rows?: unknown[][]; columns?: { name: string; type?: string }[] };

/** The whole reply: what the model reads, and what stands beside it. */
export function wholeReply({ structuredContent, _meta: meta }: { readonly structuredContent?: unknown; readonly _meta?: Readonly<Record<string, unknown>> | undefined }): Structured {
  return { ...(structuredContent as object), ...(meta?.['nl2sql/details'] as object | undefined) };
}

export interface StdioServer {
  readonly client: Client;
  readonly pid: number | null;
  call(tool: string, input?: Record<string, unknown>): Promise<Structured>;
  /** The error that a call gives, as code, message, hints. */
  fail(tool: string, input?: Record<string, unknown>): Promise<{ code: string; message: string; hints: string[] }>;
  close(): Promise<void>;
  /** As a machine does that runs out of memory: without a word. */
  kill(): void;
}

/** Starts the built server as a host does, with the SDK's present client; `era` chooses the protocol. */
export async function startServer(args: readonly string[], options: { readonly era?: 'legacy' | 'modern'; readonly environment?: Record<string, string> } = {}): Promise<StdioServer> {
  const transport = new StdioClientTransport({ command: process.execPath, args: [mainModule, ...args], stderr: 'inherit', env: { ...(process.env as Record<string, string>), ...options.environment } });
  const client = new Client({ name: 'test', version: '1' }, options.era === 'modern' ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {});
  await client.connect(transport);
  return {
    client,
    pid: transport.pid,
    call: async (name, input = {}) => {
      const result = await client.callTool({ name, arguments: input });
      if (result.isError) throw new Error(JSON.stringify(result.content));
      return wholeReply(result);
    },
    fail: async (name, input = {}) => {
      const result = await client.callTool({ name, arguments: input });
      if (!result.isError) throw new Error(`expected an error, got ${JSON.stringify(result.structuredContent)}`);
      const [content] = result.content;
      return JSON.parse(content?.type === 'text' ? content.text : '') as { code: string; message: string; hints: string[] };
    },
    close: () => client.close(),
    kill: () => void (transport.pid !== null && process.kill(transport.pid, 'SIGKILL')),
  };
}
