import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** How a fake provider treats one request. */
export type Behaviour =
  /** The text of the model's reply; an object is sent as JSON text. */
  | { readonly reply: string | object; readonly latencyMs?: number }
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

/** An OpenAI-compatible server on loopback; of a list, the last behaviour goes on for ever. */
export function fakeOpenAi(script: Script): Promise<FakeProvider> {
  return serve(script, '/v1', (text, body) => {
    if ('input' in body) return { object: 'list', model: 'fake', data: (body['input'] as string[]).map((_, index) => ({ object: 'embedding', index, embedding: [index, 1] })), usage: { prompt_tokens: 3, total_tokens: 3 } };
    return { id: 'x', object: 'chat.completion', created: 1, model: body['model'], choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }], usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } };
  });
}

/** A server of Anthropic's Messages API on loopback. */
export function fakeAnthropic(script: Script): Promise<FakeProvider> {
  return serve(script, '/v1', (text, body) => ({ id: 'x', type: 'message', role: 'assistant', model: body['model'], content: contentFor(text, body), stop_reason: 'end_turn', stop_sequence: null, usage: { input_tokens: 100, output_tokens: 20 } }));
}

/** Google's generateContent on loopback. */
export function fakeGoogle(script: Script): Promise<FakeProvider> {
  return serve(script, '/v1beta', (text) => ({ candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }], usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 20, totalTokenCount: 120 } }));
}

/** Where the client asks for JSON by way of a tool, the reply is that tool's input. */
function contentFor(text: string, body: Record<string, unknown>): object[] {
  const [tool] = (body['tools'] ?? []) as { name: string }[];
  if (!tool) return [{ type: 'text', text }];
  return [{ type: 'tool_use', id: 't', name: tool.name, input: JSON.parse(text) as object }];
}

async function serve(script: Script, base: string, envelope: (text: string, body: Record<string, unknown>) => object): Promise<FakeProvider> {
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
      if (behaviour) behave(behaviour, response, (reply) => envelope(reply, body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { baseUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}${base}`, requests, peak: () => peak, abandoned: () => abandoned };
}

function behave(behaviour: Behaviour, response: ServerResponse, envelope: (text: string) => object): void {
  const json = (status: number, body: string, headers: Record<string, string> = {}) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  if ('reply' in behaviour) {
    const { reply, latencyMs = 0 } = behaviour;
    const text = typeof reply === 'string' ? reply : JSON.stringify(reply);
    setTimeout(() => response.destroyed || json(200, JSON.stringify(envelope(text))), latencyMs);
  } else if ('status' in behaviour) json(behaviour.status, behaviour.body ?? '{"error":{"message":"scripted"}}', behaviour.headers);
  else if ('raw' in behaviour) json(200, behaviour.raw);
  else if ('cut' in behaviour) cut(behaviour.cut, response);
  else if ('drip' in behaviour) drip(response);
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
