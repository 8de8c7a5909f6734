import { engineOf, fileOf } from '../engines.ts';
import type { Writer } from './writer.ts';

/** Opens the writer of a DSN; the path of a file is absolute. */
export function openWriter(dsn: string): Promise<Writer> {
  const engine = engineOf(dsn);
  return engine.openWriter(engine.kind === 'file' ? (fileOf(dsn, '/') ?? '') : dsn);
}
