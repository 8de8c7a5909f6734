import type { Telemetry, TelemetryReader } from '../core/ports.ts';
import type { Probes } from '../core/probes.ts';
import type { AlertState, FinishedCall } from '../core/telemetry.ts';
import type { Clock } from '../std/clock.ts';
import { type AlertRule, defaultRules } from './alerts.ts';
import { AuditLog, type AuditOptions } from './audit.ts';
import { GaugeReader } from './gauges.ts';
import type { Limits } from './health.ts';
import { Log, type LogLevel } from './log.ts';
import { Monitor } from './monitor.ts';
import type { OtelOptions } from './otel.ts';
import { Recorder } from './recorder.ts';
import { keepText, type TextPolicy } from './redact.ts';
import { silent } from './silent.ts';
import { Webhook } from './webhook.ts';

const tickMs = 5_000;

export interface TelemetryOptions {
  readonly clock: Clock;
  readonly probes: Probes;
  /** Its disk is watched. */
  readonly folder: string;
  readonly enabled?: boolean | undefined;
  readonly texts?: TextPolicy | undefined;
  readonly limits?: Limits | undefined;
  readonly alerts?: readonly AlertRule[] | undefined;
  readonly webhook?: string | undefined;
  readonly log?: { readonly format?: 'text' | 'json' | undefined; readonly level?: LogLevel | undefined } | undefined;
  readonly audit?: AuditOptions | undefined;
  readonly otlp?: OtelOptions | undefined;
}

export interface RunningTelemetry {
  readonly telemetry: Telemetry;
  readonly reader: TelemetryReader;
  close(): Promise<void>;
}

/** Starts recording, watching and whatever sinks are configured. */
export async function startTelemetry(options: TelemetryOptions): Promise<RunningTelemetry> {
  const { clock, probes, folder } = options;
  const recorder = new Recorder({ clock, texts: options.texts ?? 'redacted' });
  const gauges = new GaugeReader(folder);
  const lose = (sink: string) => (count: number) => recorder.count(`lost.${sink}`, count);
  const log = new Log({ format: options.log?.format ?? 'text', level: options.log?.level ?? 'warn', stream: process.stderr, onLoss: lose('log') });
  const complain = (what: string, error: unknown) => {
    recorder.count('audit.failed_writes');
    log.write('error', what, { error: String(error) });
  };
  const webhook = options.webhook === undefined ? undefined : new Webhook(options.webhook, lose('webhook'));
  const monitor = new Monitor({ recorder, clock, gauges, probes, rules: options.alerts ?? defaultRules, limits: options.limits ?? {} });
  monitor.onAlert((alert) => announce(alert, log));
  if (webhook) monitor.onAlert((alert) => webhook.send(alert));
  const audit = options.audit ? new AuditLog(options.audit, clock.now(), { lost: lose('audit'), failed: (error) => complain('the audit log cannot be written', error) }) : undefined;
  if (audit) recorder.onCall((call) => audit.append(call));
  // Loaded only where it is wanted: it takes longer to load than all the rest.
  const otel = options.otlp ? (await import('./otel.ts')).startOtel(options.otlp, options.texts ?? 'redacted', lose('otlp')) : undefined;
  if (otel) recorder.onCall((call) => otel.onCall(call));
  if (log.shows('info')) recorder.onCall((call) => logCall(call, log, options.texts ?? 'redacted'));
  const tick = () => void monitor.tick().catch((error: unknown) => log.write('error', 'the figures could not be read', { error: String(error) }));
  const timer = options.enabled === false ? undefined : setInterval(tick, tickMs).unref();
  if (timer) tick();
  return {
    telemetry: options.enabled === false ? { ...silent, enabled: audit !== undefined, ended: (call) => audit?.append(call) } : recorder,
    reader: monitor,
    close: async () => {
      clearInterval(timer);
      gauges.close();
      await Promise.all([audit?.close(), otel?.close()]);
    },
  };
}

function announce(alert: AlertState, log: Log): void {
  const { name, value, limit, unit, firing } = alert;
  log.write(firing ? 'warn' : 'info', firing ? `alert ${name} fires` : `alert ${name} ended`, { value, limit, unit });
}

function logCall({ id, tool, principal, ms, status, code, rung, database, message, question }: FinishedCall, log: Log, texts: TextPolicy): void {
  const fault = code === 'INTERNAL';
  log.write(fault ? 'error' : 'info', `${tool} ${status}`, { request_id: id, principal, ms, code, rung, database, error: fault ? message : undefined, question: question === undefined ? undefined : keepText(question, texts) });
}
