/** The host's side of an MCP App (extension io.modelcontextprotocol/ui, 2026-01-26): JSON-RPC over postMessage with the window above. */
export interface HostContext {
  readonly theme?: 'light' | 'dark';
  readonly styles?: { readonly variables?: Readonly<Record<string, string | undefined>> };
  /** Room for the view in CSS pixels: as high as it is, or as it may become. */
  readonly containerDimensions?: { readonly height?: number; readonly maxHeight?: number };
}

/** What a host that says hello can do; what is absent it can't. */
interface HostCapabilities {
  readonly message?: object;
  readonly downloadFile?: object;
  readonly sandbox?: { readonly permissions?: { readonly clipboardWrite?: object } };
}

/** What a tool replied, as hosts hand it on. */
export interface ToolResult {
  readonly structuredContent?: unknown;
  readonly _meta?: Readonly<Record<string, unknown>>;
  readonly isError?: boolean;
}

export interface Handlers {
  readonly onContext: (context: HostContext) => void;
  readonly onInput: (input: Readonly<Record<string, unknown>>) => void;
  readonly onResult: (result: ToolResult) => void;
}

interface Message {
  readonly jsonrpc?: string;
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message?: string };
}

export interface Host {
  /** Has the host call a tool of our server. */
  callTool(name: string, input: object): Promise<ToolResult>;
  /** Says something in the conversation, in the person's name; absent where the host takes no messages. */
  readonly say?: (text: string) => Promise<unknown>;
  /** Has the person keep a file; absent where the host offers none. */
  readonly keepFile?: (name: string, text: string) => Promise<unknown>;
  readonly copies: boolean;
}

const protocolVersion = '2026-01-26';

/** Says hello to the host, hands on what it tells, and keeps it told of our size. */
export async function connect(handlers: Handlers): Promise<Host> {
  const waiting = new Map<number, { readonly resolve: (result: Record<string, unknown>) => void; readonly reject: (error: Error) => void }>();
  let lastId = 0;
  const post = (message: Message) => window.parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
  const request = (method: string, params: Record<string, unknown>) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      post({ id: lastId, method, params });
    });

  addEventListener('message', ({ data, source }: MessageEvent<Message>) => {
    if (source !== window.parent || data?.jsonrpc !== '2.0') return;
    if (data.method !== undefined) return hear(data, handlers, post);
    const waiter = waiting.get(Number(data.id));
    waiting.delete(Number(data.id));
    if (data.error) waiter?.reject(new Error(data.error.message ?? 'the host refused'));
    else waiter?.resolve(data.result ?? {});
  });

  const hello = await request('ui/initialize', { protocolVersion, appInfo: { name: 'nl2sql-answer', version: '1.0.0' }, appCapabilities: { availableDisplayModes: ['inline', 'fullscreen'] } });
  handlers.onContext(hello['hostContext'] ?? {});
  post({ method: 'ui/notifications/initialized', params: {} });
  const tellSize = () => {
    const size = { width: document.documentElement.scrollWidth, height: Math.ceil(document.body.getBoundingClientRect().height) };
    post({ method: 'ui/notifications/size-changed', params: size });
  };
  new ResizeObserver(tellSize).observe(document.body);
  // As the extension's specification has it.
  const { message, downloadFile, sandbox } = (hello['hostCapabilities'] ?? {}) as HostCapabilities;
  const say = (text: string) => request('ui/message', { role: 'user', content: [{ type: 'text', text }] });
  const keepFile = (name: string, text: string) => request('ui/download-file', { contents: [{ type: 'resource', resource: { uri: `file:///${name}`, mimeType: 'text/csv', text } }] });
  return {
    callTool: (name, input) => request('tools/call', { name, arguments: input }),
    ...(message ? { say } : {}),
    ...(downloadFile ? { keepFile } : {}),
    copies: sandbox?.permissions?.clipboardWrite !== undefined,
  };
}

function hear({ id, method, params = {} }: Message, handlers: Handlers, post: (message: Message) => void): void {
  if (method === 'ui/notifications/tool-input') handlers.onInput((params['arguments'] ?? {}) as Record<string, unknown>);
  else if (method === 'ui/notifications/tool-result') handlers.onResult(params);
  else if (method === 'ui/notifications/host-context-changed') handlers.onContext(params);
  // Asked whether we are there, or told that we go: nothing holds us.
  else if (id !== undefined) post({ id, result: {} });
}
