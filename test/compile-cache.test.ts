import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cacheFolder, isOursAlone } from '../src/cli/compile-cache.ts';
import { temporaryFolder } from './fixtures/make-database.ts';
import { mainModule } from './stdio-server.ts';

function runVersion(state: string): string {
  return execFileSync(process.execPath, [mainModule, '--version'], { encoding: 'utf8', env: { ...process.env, NL2SQL_STATE_DIR: state } });
}

describe('compiled code', () => {
  test.runIf('enableCompileCache' in nodeModule)('is kept where only this user writes', () => {
    const state = temporaryFolder();
    runVersion(state);
    const folder = join(state, 'cache', 'compiled');
    expect(readdirSync(folder)).toHaveLength(1);
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(runVersion(state)).toMatch(/^\d/);
  });

  test('is not kept below a folder where others write', () => {
    const state = join(temporaryFolder(), 'open');
    mkdirSync(state);
    chmodSync(state, 0o777);
    expect(runVersion(state)).toMatch(/^\d/);
    const kept = join(state, 'cache', 'compiled');
    expect(existsSync(kept) ? readdirSync(kept) : []).toEqual([]);
    expect(isOursAlone(state)).toBe(false);
    mkdirSync(join(state, 'own'), { mode: 0o700 });
    expect(isOursAlone(join(state, 'own'))).toBe(false);
    chmodSync(state, 0o1777);
    expect(isOursAlone(join(state, 'own'))).toBe(true);
  });

  test('has its place among the caches of the user, or with a state that is placed elsewhere', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/caches' }, 'linux')).toBe('/caches/nl2sql-mcp');
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux')).toMatch(/\/\.cache\/nl2sql-mcp$/);
    expect(cacheFolder({ NL2SQL_STATE_DIR: '/state' }, 'linux')).toBe('/state/cache');
  });
});
