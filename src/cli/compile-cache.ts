import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import nodeModule from 'node:module';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

// Nothing of ours is imported here: it would be compiled before there is a cache.

/** Node has these from 22.8 and 22.10 on; the types are those of the oldest Node that we support. */
interface CompileCache {
  readonly enableCompileCache?: (folder: string) => unknown;
  readonly flushCompileCache?: () => void;
}

const flushAfterMs = 1_000;

/**
 * Keeps compiled code for the next start; one cache for each version of Node, about a megabyte. What is kept there runs as our own code, so that
 * the folder must be one where nobody else writes. Where there is none, the server starts without.
 */
export function keepCompiledCode(environment: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): void {
  const { enableCompileCache, flushCompileCache } = nodeModule as CompileCache;
  if (!enableCompileCache) return;
  try {
    const folder = join(cacheFolder(environment, platform), 'compiled');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOursAlone(realpathSync(folder))) return;
    enableCompileCache(folder);
    // Node writes at the end of the process, which a host that kills it leaves no time for.
    if (flushCompileCache) setTimeout(flushCompileCache, flushAfterMs).unref();
  } catch {
    // A home that can't be written to, or none: the cache is only there to save time.
  }
}

/** Where caches live for this user: XDG_CACHE_HOME, ~/Library/Caches, or %LOCALAPPDATA%. Whoever places the state elsewhere wants nothing at home. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  if (environment['NL2SQL_STATE_DIR']) return join(environment['NL2SQL_STATE_DIR'], 'cache');
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'nl2sql-mcp', 'cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'nl2sql-mcp');
  const given = environment['XDG_CACHE_HOME'];
  return join(given !== undefined && isAbsolute(given) ? given : join(homedir(), '.cache'), 'nl2sql-mcp');
}

const writableByOthers = 0o022;
const sticky = 0o1000;

/** The folder is this user's; those above it are this user's or the system's; and nobody else may write to them, or move what is in them. */
export function isOursAlone(folder: string): boolean {
  const user = process.getuid?.();
  // On Windows the folder of the user's local data is closed to others.
  if (user === undefined) return true;
  const own = lstatSync(folder);
  if (own.uid !== user || (own.mode & writableByOthers) !== 0) return false;
  for (let above = dirname(folder); ; above = dirname(above)) {
    const { uid, mode } = lstatSync(above);
    if (uid !== user && uid !== 0) return false;
    if ((mode & writableByOthers) !== 0 && (mode & sticky) === 0) return false;
    if (above === dirname(above)) return true;
  }
}
