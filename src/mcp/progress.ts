import type { ServerContext } from '@modelcontextprotocol/server';
import { idCharsMax } from '../core/input-limits.ts';

/** Progress notifications on the request's own stream; absent where the host did not ask for any. */
export function progressOf({ mcpReq }: ServerContext): ((message: string) => void) | undefined {
  const { _meta: meta } = mcpReq;
  const progressToken = meta?.progressToken;
  if (progressToken === undefined || String(progressToken).length > idCharsMax) return undefined;
  let progress = 0;
  return (message) => {
    progress += 1;
    // A host that has gone no longer wants to know.
    mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, message } }).catch(() => undefined);
  };
}
