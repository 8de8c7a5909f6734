import { createHash, createHmac } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { FinishedCall } from '../core/telemetry.ts';
import { keepText, type TextPolicy } from './redact.ts';

export interface AuditOptions {
  readonly folder: string;
  /** With a key the chain is made with HMAC-SHA-256, so that only its holder can forge it; without, it is plain SHA-256. */
  readonly key?: string | undefined;
  readonly texts?: TextPolicy | undefined;
  readonly fileBytesMax?: number | undefined;
  /** The oldest files beyond this number are deleted; 0 keeps all. */
  readonly filesMax?: number | undefined;
}

/** Told of calls that were dropped, and of each attempt to write that failed (it is made again). */
export interface AuditReport {
  readonly lost: (count: number) => void;
  readonly failed: (error: unknown) => void;
}

const waitingMax = 10_000;
const retryMs = 5_000;
/** What changes nothing and shows no rows is not audited. */
const auditedTools = ['nl2sql', 'run_sql', 'teach'];
export const firstHash = '0'.repeat(64);

/**
 * Who asked what, and what came of it: one JSON line a call, each with the hash of the line before. A process writes files of its
 * own (so that several can share a folder); the chain goes on from file to file. Writing never delays an answer: what can't be
 * written waits, is then dropped, and the next line that can be written says how many are missing.
 */
export class AuditLog {
  readonly #options: AuditOptions;
  readonly #report: AuditReport;
  readonly #stem: string;
  #waiting: FinishedCall[] = [];
  #writing: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #file: { readonly handle: FileHandle; bytes: number } | undefined;
  #fileNumber = 0;
  #sequence = 0;
  #hash = firstHash;
  #lost = 0;

  constructor(options: AuditOptions, now: number, report: AuditReport) {
    this.#options = options;
    this.#report = report;
    this.#stem = `audit-${new Date(now).toISOString().replace(/[-:.]/g, '')}-${process.pid}`;
  }

  append(call: FinishedCall): void {
    if (!auditedTools.includes(call.tool)) return;
    if (this.#waiting.length >= waitingMax) {
      this.#lost += 1;
      return this.#report.lost(1);
    }
    this.#waiting.push(call);
    if (!this.#retry) this.#writing ??= this.#flush();
  }

  /** Writes what waits, as far as the disk allows. */
  async close(): Promise<void> {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    await this.#writing;
    if (this.#waiting.length > 0) await this.#flush();
    await this.#file?.handle.close();
  }

  async #flush(): Promise<void> {
    // Lines that come in together are written together.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (this.#waiting.length > 0) await this.#write(this.#waiting.slice(0, 500));
    } catch (error) {
      this.#report.failed(error);
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        if (this.#waiting.length > 0) this.#writing ??= this.#flush();
      }, retryMs).unref();
    } finally {
      this.#writing = undefined;
    }
  }

  async #write(calls: readonly FinishedCall[]): Promise<void> {
    const file = await this.#open();
    const lines = this.#linesOf(calls);
    try {
      await file.handle.appendFile(lines.text);
    } catch (error) {
      // A line that was written in part goes, so that the chain can continue behind the last whole one.
      await file.handle.truncate(file.bytes).catch(() => undefined);
      throw error;
    }
    file.bytes += Buffer.byteLength(lines.text);
    this.#hash = lines.hash;
    this.#sequence += calls.length;
    this.#lost -= lines.lost;
    this.#waiting = this.#waiting.slice(calls.length);
  }

  #linesOf(calls: readonly FinishedCall[]): { readonly text: string; readonly hash: string; readonly lost: number } {
    const lost = this.#lost;
    let hash = this.#hash;
    let text = '';
    for (const [index, call] of calls.entries()) {
      const entry = { seq: this.#sequence + index + 1, ...entryOf(call, this.#options.texts ?? 'full'), lost: index === 0 && lost > 0 ? lost : undefined, prev: hash };
      const body = JSON.stringify(entry);
      hash = hashOf(body, this.#options.key);
      text += `${body.slice(0, -1)},"hash":"${hash}"}\n`;
    }
    return { text, hash, lost };
  }

  async #open(): Promise<{ readonly handle: FileHandle; bytes: number }> {
    if (this.#file && this.#file.bytes < (this.#options.fileBytesMax ?? 10_000_000)) return this.#file;
    mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 });
    const path = join(this.#options.folder, `${this.#stem}-${String(this.#fileNumber + 1).padStart(5, '0')}.jsonl`);
    const handle = await open(path, 'ax', 0o600);
    await this.#file?.handle.close();
    this.#fileNumber += 1;
    this.#file = { handle, bytes: 0 };
    await this.#deleteOldest();
    return this.#file;
  }

  async #deleteOldest(): Promise<void> {
    const { folder, filesMax = 0 } = this.#options;
    if (filesMax === 0) return;
    const files = auditFiles(folder);
    for (const file of files.slice(0, Math.max(0, files.length - filesMax))) await unlink(join(folder, file)).catch(() => undefined);
  }
}

/** The files of a folder, oldest first: their names begin with the time at which their process started. */
export function auditFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => /^audit-\w+-\d+-\d{5,}\.jsonl$/.test(name)).toSorted();
}

export function hashOf(body: string, key: string | undefined): string {
  return (key === undefined ? createHash('sha256') : createHmac('sha256', key)).update(body).digest('hex');
}

function entryOf(call: FinishedCall, texts: TextPolicy) {
  const { id, tool, principal, database, tables, rows, rung, verified, status, code, exportedBytes: exported_bytes } = call;
  const keep = (text: string | undefined) => (text === undefined || texts === 'full' ? text : keepText(text, texts));
  return {
    at: new Date(call.startedAt).toISOString(), id, principal, tool, database, question: keep(call.question), sql: keep(call.sql), tables, rows, exported_bytes,
    rung, verified, verdict: status, code, ms: Math.round(call.ms * 1_000) / 1_000,
  };
}
