import { readFile, statfs } from 'node:fs/promises';
import { cpus, freemem, loadavg, totalmem } from 'node:os';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { Gauges } from '../core/telemetry.ts';

/** How often the event loop's delay is looked at; what is below says nothing. */
const resolutionMs = 20;

interface Counters {
  readonly at: number;
  readonly processCpuMs: number;
  readonly machineBusyMs: number;
  readonly machineTotalMs: number;
  readonly networkIn: number;
  readonly networkOut: number;
}

/** Reads process and machine when told to, never in a call: rates and shares are those since the reading before. */
export class GaugeReader {
  readonly #folder: string;
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: resolutionMs });
  #before: Counters | undefined;

  /** `folder`: where this server writes; its disk is the one that is watched. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#delay.enable();
  }

  async read(now: number): Promise<Gauges> {
    const [disk, network] = await Promise.all([statfs(this.#folder).catch(() => undefined), networkBytes()]);
    const counters = { at: now, ...cpuCounters(), ...network };
    const before = this.#before ?? counters;
    this.#before = counters;
    const seconds = (counters.at - before.at) / 1_000;
    const rate = (total: number, earlier: number) => (seconds > 0 ? (total - earlier) / seconds : 0);
    const machineMs = counters.machineTotalMs - before.machineTotalMs;
    return {
      at: now,
      processCpuShare: rate(counters.processCpuMs, before.processCpuMs) / 1_000,
      processCpuSeconds: counters.processCpuMs / 1_000,
      ...memory(),
      ...this.#eventLoop(),
      machineCpuShare: machineMs > 0 ? (counters.machineBusyMs - before.machineBusyMs) / machineMs : 0,
      machineLoad1: loadavg()[0] ?? Number.NaN,
      machineMemoryBytes: totalmem(),
      machineMemoryFreeBytes: freemem(),
      diskBytes: disk ? disk.blocks * disk.bsize : Number.NaN,
      diskFreeBytes: disk ? disk.bavail * disk.bsize : Number.NaN,
      networkInBytesPerSecond: rate(counters.networkIn, before.networkIn),
      networkOutBytesPerSecond: rate(counters.networkOut, before.networkOut),
    };
  }

  close(): void {
    this.#delay.disable();
  }

  /** Delay beyond the timer's own period, since the reading before. */
  #eventLoop(): Pick<Gauges, 'eventLoopP50Ms' | 'eventLoopP99Ms'> {
    const late = (share: number) => Math.max(0, this.#delay.percentile(share) / 1e6 - resolutionMs);
    const delays = this.#delay.count === 0 ? { eventLoopP50Ms: 0, eventLoopP99Ms: 0 } : { eventLoopP50Ms: late(50), eventLoopP99Ms: late(99) };
    this.#delay.reset();
    return delays;
  }
}

function memory(): Pick<Gauges, 'rssBytes' | 'heapUsedBytes'> {
  const { rss, heapUsed } = process.memoryUsage();
  return { rssBytes: rss, heapUsedBytes: heapUsed };
}

function cpuCounters(): Pick<Counters, 'processCpuMs' | 'machineBusyMs' | 'machineTotalMs'> {
  const { user, system } = process.cpuUsage();
  let busy = 0;
  let total = 0;
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq;
    total += times.user + times.nice + times.sys + times.irq + times.idle;
  }
  return { processCpuMs: (user + system) / 1_000, machineBusyMs: busy, machineTotalMs: total };
}

/** All interfaces but loopback, from /proc; NaN where there is none. */
async function networkBytes(): Promise<Pick<Counters, 'networkIn' | 'networkOut'>> {
  const text = await readFile('/proc/net/dev', 'utf8').catch(() => undefined);
  if (text === undefined) return { networkIn: Number.NaN, networkOut: Number.NaN };
  let networkIn = 0;
  let networkOut = 0;
  for (const [, name, counters = ''] of text.matchAll(/^\s*([^\s:]+):\s*(.*)$/gm)) {
    if (name === 'lo') continue;
    const fields = counters.split(/\s+/).map(Number);
    networkIn += fields[0] ?? 0;
    networkOut += fields[8] ?? 0;
  }
  return { networkIn, networkOut };
}
