import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Services } from '../answer/services.ts';
import { type ExportFormat, mimeTypes } from '../core/exports.ts';
import { type Route, sendJson } from './route.ts';

const gone = { error: { code: 'NOT_FOUND', message: 'there is no such file, or the link has ended', hints: ['Ask for the export again.'] } };

/** Results that were taken away. The link is signed and ends: whoever has it needs no token, so that browsers and hosts can follow it. */
export function exportRoute(services: () => Promise<Pick<Services, 'exports'>>): Route {
  return {
    methods: ['GET', 'HEAD'],
    path: '/exports/*',
    authenticated: false,
    handle: async ({ request, response, url }) => {
      const name = url.pathname.slice('/exports/'.length);
      const { exports } = await services();
      const path = exports.pathOf({ name, expires: url.searchParams.get('expires') ?? '', signature: url.searchParams.get('signature') ?? '' });
      const size = path === undefined ? undefined : await stat(path).then((found) => found.size, () => undefined);
      if (path === undefined || size === undefined) return sendJson(response, 404, gone);
      // The name is one of ours, as the signature says.
      const type = mimeTypes[name.slice(name.lastIndexOf('.') + 1) as ExportFormat];
      const content = { 'content-type': `${type}; charset=utf-8`, 'content-length': size, 'content-disposition': `attachment; filename="${name}"` };
      response.writeHead(200, { ...content, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      if (request.method === 'HEAD') return void response.end();
      // Who leaves before the end has what they wanted.
      await pipeline(createReadStream(path), response).catch(() => response.destroy());
    },
  };
}
