import type { IncomingMessage } from 'node:http';

export const bodyBytesMax = 4 * 1024 * 1024;

export type Body = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly status: 400 | 413 | 415; readonly message: string };

const isJson = /^application\/json\s*(;|$)/i;
const notJson: Body = { ok: false, status: 415, message: 'the body must be sent as application/json' };

/** Reads a JSON body up to the limit; an empty one is `undefined`. It must say that it is JSON: other sites can't have a browser send that unasked. */
export async function readJsonBody(request: IncomingMessage): Promise<Body> {
  const type = request.headers['content-type'];
  if (type !== undefined && !isJson.test(type)) return notJson;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) return { ok: false, status: 413, message: `the body is longer than ${bodyBytesMax} bytes` };
    chunks.push(chunk);
  }
  if (bytes === 0) return { ok: true, value: undefined };
  if (type === undefined) return notJson;
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown };
  } catch {
    return { ok: false, status: 400, message: 'the body is not JSON' };
  }
}
