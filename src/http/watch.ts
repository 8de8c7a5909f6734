import type { ServerResponse } from 'node:http';
import { watchFigures } from '../answer/report/performance/watch.ts';
import type { Services, ServicesFor } from '../answer/services.ts';
import type { Principal } from '../core/question.ts';
import { type WindowName, windowNames } from '../core/telemetry.ts';
import { ofWholeServer, type Route, sendJson } from './route.ts';

const everyMs = 2_000;
const watchersMax = 20;
/** Of these, by one principal. */
const ownWatchersMax = 10;
/** A reader that took nothing for this long is dropped. */
const stalledMs = 30_000;

/** `GET /api/watch?window=1m`: the figures as server-sent events, every two seconds, until the reader leaves. */
export function watchRoutes(services: ServicesFor): Route[] {
  const watchers = new Map<ServerResponse, Principal>();
  return [
    {
      methods: ['GET'],
      path: '/api/watch',
      authenticated: true,
      needs: ofWholeServer,
      handle: async ({ response, url, caller }) => {
        const { principal } = caller;
        const own = [...watchers.values()].filter((watcher) => watcher === principal).length;
        if (watchers.size >= watchersMax || own >= ownWatchersMax) return refuseWatcher(response, Math.min(watchers.size, own >= ownWatchersMax ? own : watchersMax));
        const window = windowNames.find((name) => name === url.searchParams.get('window')) ?? '15m';
        watchers.set(response, principal);
        response.once('close', () => watchers.delete(response));
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
        stream(response, { window, principal }, await services(caller));
      },
    },
  ];
}

function refuseWatcher(response: ServerResponse, count: number): void {
  sendJson(response, 429, { error: { code: 'BUSY', message: `${count} readers watch already` } }, { 'retry-after': '10' });
}

function stream(response: ServerResponse, request: { readonly window: WindowName; readonly principal: Principal }, services: Services): void {
  let since = 0;
  let writtenAt = Date.now();
  const send = () => {
    if (response.writableNeedDrain) return Date.now() - writtenAt > stalledMs ? void response.destroy() : undefined;
    writtenAt = Date.now();
    const figures = watchFigures({ ...request, since }, services);
    since = services.reader.history().at(-1)?.at ?? since;
    response.write(`data: ${JSON.stringify(figures)}\n\n`);
  };
  send();
  const timer = setInterval(send, everyMs).unref();
  response.once('close', () => clearInterval(timer));
}
