import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../core/errors.ts';
import type { ExportFile, ExportFormat, ExportLink, Exports, ExportTarget, KeptExport } from '../core/exports.ts';

export interface ExportFolderOptions {
  /** Made when it is first needed, readable for this user alone. */
  readonly folder: string;
  /** Of one export. */
  readonly bytesMax: number;
  /** How long a file is kept, and its link good. */
  readonly keepMs: number;
  /** What links are signed with. */
  readonly secret: Buffer;
  /** The address that links lead to; absent: whoever asks is on this machine, and gets the path. */
  readonly origin?: () => string;
}

/** All files together may have so many times what one of them may. */
const filesMax = 10;
const ownName = /^export-[\w-]{32}\.(?:csv|ndjson)(?:\.part)?$/;

/** Results that are taken away, as files of one folder: for the same user, or behind links that are signed and end. */
export class ExportFolder implements Exports {
  readonly #options: ExportFolderOptions;

  constructor(options: ExportFolderOptions) {
    this.#options = options;
  }

  target(format: ExportFormat): ExportTarget {
    return { format, bytesMax: this.#options.bytesMax, open: () => this.#open(`export-${randomBytes(24).toString('base64url')}.${format}`) };
  }

  pathOf({ name, expires, signature }: ExportLink): string | undefined {
    const expected = Buffer.from(this.#signature(name, expires));
    const given = Buffer.from(signature);
    const isOurs = ownName.test(name) && given.length === expected.length && timingSafeEqual(given, expected);
    const path = join(this.#options.folder, name);
    return isOurs && Number(expires) * 1_000 > Date.now() && statSync(path, { throwIfNoEntry: false }) ? path : undefined;
  }

  async #open(name: string): Promise<ExportFile> {
    const { folder, bytesMax } = this.#options;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (this.#bytesKept() + bytesMax > filesMax * bytesMax) {
      const hints = ['Try again when the oldest of them has ended, or delete some.'];
      throw new Failure('BUSY', `the exports that are kept fill ${filesMax * bytesMax} bytes`, { hints });
    }
    const path = join(folder, name);
    // Only a whole one bears the name that a link may lead to.
    const part = `${path}.part`;
    const handle = await open(part, 'wx', 0o600);
    return {
      write: (text) => handle.appendFile(text),
      keep: () => this.#keep(handle, part, name),
      discard: () => discard(handle, part),
    };
  }

  async #keep(handle: FileHandle, part: string, name: string): Promise<KeptExport> {
    const { folder, keepMs, origin } = this.#options;
    await handle.close();
    const path = join(folder, name);
    renameSync(part, path);
    const expiresAt = Date.now() + keepMs;
    setTimeout(() => rmSync(path, { force: true }), Math.min(keepMs, 2 ** 31 - 1)).unref();
    return { uri: origin ? this.#link(origin(), name, expiresAt) : pathToFileURL(path).href, name, expiresAt };
  }

  #link(origin: string, name: string, expiresAt: number): string {
    const expires = String(Math.floor(expiresAt / 1_000));
    return `${origin}/exports/${name}?expires=${expires}&signature=${this.#signature(name, expires)}`;
  }

  #signature(name: string, expires: string): string {
    return createHmac('sha256', this.#options.secret).update(`export\n${name}\n${expires}`).digest('base64url');
  }

  /** Of the files of ours; those whose time is over go. */
  #bytesKept(): number {
    const { folder, keepMs } = this.#options;
    let bytes = 0;
    for (const name of readdirSync(folder).filter((one) => ownName.test(one))) {
      const path = join(folder, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat && stat.mtimeMs + keepMs < Date.now()) rmSync(path, { force: true });
      else bytes += stat?.size ?? 0;
    }
    return bytes;
  }
}

async function discard(handle: FileHandle, path: string): Promise<void> {
  await handle.close().catch(() => undefined);
  await unlink(path).catch(() => undefined);
}
