import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** How a fake provider treats one request. */
export type Behaviour =
  /** The text of the model's reply; an object is sent as JSON text. */
  | { readonly reply: string | object; readonly latencyMs?: number; readonly finish?: string }
  /** The same as a stream of events, whether it was asked for or not, with its text in pieces of seven characters; cut behind so many of them. */
  | { readonly stream: string | object; readonly cutAfter?: number; readonly finish?: string }
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  /** The body as it is, with status 200. */
  | { readonly raw: string }
  /** The connection is cut, before the headers or in the middle of the body. */
  | { readonly cut: 'before' | 'midway' }
  /** Headers at once, then a space now and then, and never an end. */
  | { readonly drip: true }
  | { readonly hang: true };

export interface FakeRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** As loosely typed as it comes. */
  readonly body: Record<string, unknown>;
  /** All that the model was told, as one text. */
  readonly prompt: string;
}

export interface FakeProvider {
  readonly baseUrl: string;
  readonly requests: FakeRequest[];
  /** The most requests at one time. */
  readonly peak: () => number;
  /** Requests that the client closed before they were answered. */
  readonly abandoned: () => number;
}

export type Script = readonly Behaviour[] | ((request: FakeRequest, index: number) => Behaviour);

/** How a family of providers writes a reply: in one piece, and as events. */
interface Protocol {
  readonly base: string;
  readonly stop: string;
  whole(text: string, body: Record<string, unknown>, finish: string): object;
  /** Of a text in pieces: what comes before it, with each piece, and after it. */
  events(pieces: readonly string[], body: Record<string, unknown>, finish: string): { readonly head: readonly object[]; readonly pieces: readonly object[]; readonly tail: readonly object[] };
}

/** An OpenAI-compatible server on loopback; of a list, the last behaviour goes on for ever. */
export function fakeOpenAi(script: Script): Promise<FakeProvider> {
  const chunk = (choices: object[], rest: object = {}) => ({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'fake', choices, ...rest });
  return serve(script, {
    base: '/v1',
    stop: 'stop',
    whole: (text, body, finish) => {
      if ('input' in body) return { object: 'list', model: 'fake', data: (body['input'] as string[]).map((_, index) => ({ object: 'embedding', index, embedding: [index, 1] })), usage: { prompt_tokens: 3, total_tokens: 3 } };
      return { id: 'x', object: 'chat.completion', created: 1, model: body['model'], choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content: text } }], usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } };
    },
    events: (pieces, _, finish) => ({
      head: [chunk([{ index: 0, delta: { role: 'assistant', content: '' } }])],
      pieces: pieces.map((content) => chunk([{ index: 0, delta: { content } }])),
      tail: [chunk([{ index: 0, delta: {}, finish_reason: finish }]), chunk([], { usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } })],
    }),
  });
}

/** A server of Anthropic's Messages API on loopback. */
export function fakeAnthropic(script: Script): Promise<FakeProvider> {
  return serve(script, {
    base: '/v1',
    stop: 'end_turn',
    whole: (text, body, finish) => ({ id: 'x', type: 'message', role: 'assistant', model: body['model'], content: contentFor(text, body), stop_reason: finish, stop_sequence: null, usage: { input_tokens: 100, output_tokens: 20 } }),
    events: (pieces, body, finish) => {
      const [tool] = (body['tools'] ?? []) as { name: string }[];
      const block = tool ? { type: 'tool_use', id: 't', name: tool.name, input: {} } : { type: 'text', text: '' };
      const delta = (piece: string) => (tool ? { type: 'input_json_delta', partial_json: piece } : { type: 'text_delta', text: piece });
      return {
        head: [{ type: 'message_start', message: { id: 'x', type: 'message', role: 'assistant', model: body['model'], content: [], stop_reason: null, stop_sequence: null, usage: { input_tokens: 100, output_tokens: 1 } } }, { type: 'content_block_start', index: 0, content_block: block }],
        pieces: pieces.map((piece) => ({ type: 'content_block_delta', index: 0, delta: delta(piece) })),
        tail: [{ type: 'content_block_stop', index: 0 }, { type: 'message_delta', delta: { stop_reason: finish, stop_sequence: null }, usage: { output_tokens: 20 } }, { type: 'message_stop' }],
      };
    },
  });
}

/** Google's generateContent on loopback. */
export function fakeGoogle(script: Script): Promise<FakeProvider> {
  const candidate = (text: string, rest: object = {}) => ({ candidates: [{ content: { role: 'model', parts: [{ text }] }, index: 0, ...rest }] });
  const usageMetadata = { promptTokenCount: 100, candidatesTokenCount: 20, totalTokenCount: 120 };
  return serve(script, {
    base: '/v1beta',
    stop: 'STOP',
    whole: (text, _, finishReason) => ({ ...candidate(text, { finishReason }), usageMetadata }),
    events: (pieces, _, finishReason) => ({ head: [], pieces: pieces.map((piece) => candidate(piece)), tail: [{ ...candidate('', { finishReason }), usageMetadata }] }),
  });
}

/** Where the client asks for JSON by way of a tool, the reply is that tool's input. */
function contentFor(text: string, body: Record<string, unknown>): object[] {
  const [tool] = (body['tools'] ?? []) as { name: string }[];
  if (!tool) return [{ type: 'text', text }];
  return [{ type: 'tool_use', id: 't', name: tool.name, input: JSON.parse(text) as object }];
}

async function serve(script: Script, protocol: Protocol): Promise<FakeProvider> {
  const requests: FakeRequest[] = [];
  let [running, peak, abandoned] = [0, 0, 0];
  const server = createServer((request, response) => {
    let text = '';
    running += 1;
    peak = Math.max(peak, running);
    response.on('close', () => {
      running -= 1;
      if (!response.writableFinished) abandoned += 1;
    });
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const body = JSON.parse(text) as Record<string, unknown>;
      const seen = { path: request.url ?? '', headers: request.headers, body, prompt: JSON.stringify(body) };
      const behaviour = Array.isArray(script) ? script[Math.min(requests.length, script.length - 1)] : (script as (request: FakeRequest, index: number) => Behaviour)(seen, requests.length);
      requests.push(seen);
      if (behaviour) behave(behaviour, response, protocol, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { baseUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}${protocol.base}`, requests, peak: () => peak, abandoned: () => abandoned };
}

function behave(behaviour: Behaviour, response: ServerResponse, protocol: Protocol, asked: Record<string, unknown>): void {
  const json = (status: number, body: string, headers: Record<string, string> = {}) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  if ('reply' in behaviour) {
    const { reply, latencyMs = 0, finish = protocol.stop } = behaviour;
    setTimeout(() => response.destroyed || json(200, JSON.stringify(protocol.whole(textOf(reply), asked, finish))), latencyMs);
  } else if ('stream' in behaviour) void stream(behaviour, response, protocol, asked);
  else if ('status' in behaviour) json(behaviour.status, behaviour.body ?? '{"error":{"message":"scripted"}}', behaviour.headers);
  else if ('raw' in behaviour) json(200, behaviour.raw);
  else if ('cut' in behaviour) cut(behaviour.cut, response);
  else if ('drip' in behaviour) drip(response);
}

function textOf(reply: string | object): string {
  return typeof reply === 'string' ? reply : JSON.stringify(reply);
}

async function stream({ stream: reply, cutAfter, finish }: Extract<Behaviour, { stream: unknown }>, response: ServerResponse, protocol: Protocol, asked: Record<string, unknown>): Promise<void> {
  const { head, pieces, tail } = protocol.events(textOf(reply).match(/[\s\S]{1,7}/g) ?? [], asked, finish ?? protocol.stop);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (event: object) => {
    response.write(`${'type' in event ? `event: ${String(event.type)}\n` : ''}data: ${JSON.stringify(event)}\n\n`);
    return new Promise((resolve) => setImmediate(resolve));
  };
  for (const event of [...head, ...pieces.slice(0, cutAfter), ...(cutAfter === undefined ? tail : [])]) await send(event);
  if (cutAfter === undefined) response.end(protocol.base === '/v1' && !('system' in asked) ? 'data: [DONE]\n\n' : undefined);
  else setTimeout(() => response.destroy(), 20);
}

function cut(when: 'before' | 'midway', response: ServerResponse): void {
  if (when === 'before') return void response.destroy();
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
  response.write('{"choices":[{"mess');
  setTimeout(() => response.destroy(), 20);
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}
