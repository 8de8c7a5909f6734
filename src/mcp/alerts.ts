import type { McpServer } from '@modelcontextprotocol/server';
import type { Services, ServicesFor } from '../answer/services.ts';
import type { AlertState } from '../core/telemetry.ts';

/** The same services; from the first call on the host is told of alerts. */
export function tellingAlerts(server: McpServer, services: ServicesFor): ServicesFor {
  let told = false;
  return async (caller) => {
    const made = await services(caller);
    if (!told) tellAlerts(server, made);
    told = true;
    return made;
  };
}

/**
 * Tells a host that stays connected (stdio, sessions) of alerts, as log messages: the only word that a server may say unasked,
 * and only in the protocol's 2025 era. Hosts of the present era see alerts in `performance`, on the page, and by webhook.
 */
function tellAlerts(server: McpServer, { reader }: Services): void {
  const tell = (alert: AlertState) => {
    // oxlint-disable-next-line typescript/no-deprecated -- hosts of the 2025 era have nothing else
    server.sendLoggingMessage({ level: alert.firing ? 'warning' : 'info', logger: 'alerts', data: textOf(alert) }).catch(() => undefined);
  };
  for (const alert of reader.alerts()) if (alert.firing) tell(alert);
  const stop = reader.onAlert(tell);
  const { onclose } = server.server;
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- a property of the SDK's, no DOM event
  server.server.onclose = () => {
    stop();
    onclose?.();
  };
}

function textOf({ name, firing, value, limit, unit }: AlertState): string {
  return `${name} ${firing ? 'fires' : 'ended'}: ${Math.round(value * 1_000) / 1_000} ${unit} (limit ${limit})`;
}
