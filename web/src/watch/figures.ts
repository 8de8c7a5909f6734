import { useEffect, useState } from 'preact/hooks';
import type { HistoryPoint, WindowName } from '../../../src/core/telemetry.ts';
import type { WatchWire } from '../../../src/core/wire.ts';

const pointsMax = 360;

/** The live figures of a window, and whether the stream is up; the browser connects again by itself. */
export function useFigures(window: WindowName): { readonly figures: WatchWire | undefined; readonly history: readonly HistoryPoint[]; readonly live: boolean } {
  const [figures, setFigures] = useState<WatchWire>();
  const [history, setHistory] = useState<readonly HistoryPoint[]>([]);
  const [live, setLive] = useState(false);
  useEffect(() => {
    const source = new EventSource(`api/watch?window=${window}`);
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      // Our own server's stream, in the form that it is typed as.
      const next = JSON.parse(data) as WatchWire;
      setLive(true);
      setFigures(next);
      if (next.history.length > 0) setHistory((known) => [...known.filter((point) => point.at < (next.history[0]?.at ?? 0)), ...next.history].slice(-pointsMax));
    });
    source.addEventListener('error', () => setLive(false));
    return () => source.close();
  }, [window]);
  return { figures, history, live };
}
