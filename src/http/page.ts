import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { lazy } from '../std/lazy.ts';
import { type HttpCall, type Route, sendJson } from './route.ts';

const types: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };

/** Own scripts and styles only, no frames, no other servers. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

interface PageFile {
  readonly type: string;
  readonly plain: Buffer;
  /** Made when it is first asked for: what the page loads later does not hold up its beginning. */
  readonly compressed: () => Promise<Buffer>;
  readonly etag: string;
}

/** The page with its assets, read once, on the first request. */
export function pageRoutes(folder: string): Route[] {
  const files = lazy(() => loadFiles(folder));
  const handle = async (call: HttpCall) => serve(call, await files());
  return [
    { methods: ['GET', 'HEAD'], path: '/', authenticated: false, handle },
    { methods: ['GET', 'HEAD'], path: '/assets/*', authenticated: false, handle },
  ];
}

async function loadFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const names = ['index.html', ...(await readdir(join(folder, 'assets'))).map((name) => `assets/${name}`)];
  return new Map(await Promise.all(names.map(async (name) => [`/${name === 'index.html' ? '' : name}`, await loadFile(join(folder, name))] as const)));
}

async function loadFile(path: string): Promise<PageFile> {
  const plain = await readFile(path);
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`;
  return { type: types[extname(path)] ?? 'application/octet-stream', plain, compressed: lazy(() => promisify(brotliCompress)(plain)), etag };
}

async function serve({ request, response, url }: HttpCall, files: ReadonlyMap<string, PageFile>): Promise<void> {
  const file = files.get(url.pathname);
  if (!file) return sendJson(response, 404, { error: `there is nothing at ${url.pathname.slice(0, 100)}` });
  // The names of assets hold a hash of their content.
  const caching = { etag: file.etag, 'cache-control': url.pathname === '/' ? 'no-cache' : 'public, max-age=31536000, immutable', vary: 'accept-encoding' };
  if (request.headers['if-none-match'] === file.etag) return void response.writeHead(304, { ...headers, ...caching }).end();
  const brotli = /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
  const body = brotli ? await file.compressed() : file.plain;
  response.writeHead(200, { ...headers, ...caching, 'content-type': file.type, 'content-length': body.length, ...(brotli ? { 'content-encoding': 'br' } : {}) });
  response.end(request.method === 'HEAD' ? undefined : body);
}
