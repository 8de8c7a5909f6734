import { join, resolve } from 'node:path';
import { stateFolder } from './config/folders.ts';
import type { Config } from './config/load.ts';
import type { Cache, Store } from './core/ports.ts';
import { type Memory, openMemory } from './memory/memory.ts';
import type { RememberedPlan } from './memory/remembered.ts';
import { VolatileStore } from './memory/volatile-store.ts';
import type { Clock } from './std/clock.ts';
import { lazy } from './std/lazy.ts';

const recordsMax = 20_000;

/** Where a warning goes that has no request to go with. */
export const warn = (message: string): void => void process.stderr.write(`nl2sql-mcp: ${message}\n`);

export interface StateOptions {
  readonly config: Config;
  readonly plans: Cache<RememberedPlan>;
  readonly clock: Clock;
}

export interface State {
  readonly memory: () => Promise<Memory>;
  close(): Promise<void>;
}

/** What is remembered, opened on the first call. State that can't be opened costs the memory of earlier runs and no request. */
export function composeState({ config, plans, clock }: StateOptions): State {
  let opened: Store | undefined;
  const memory = lazy(async () => {
    opened = await openStore(config);
    return openMemory({ store: opened, plans, clock, recordsMax });
  });
  return { memory, close: async () => opened?.close() };
}

async function openStore(config: Config): Promise<Store> {
  try {
    const { SqliteStore } = await import('./database/store/sqlite-store.ts');
    return await SqliteStore.open(statePath(config), warn);
  } catch (error) {
    warn(`what is taught will be forgotten at exit: ${error instanceof Error ? error.message : String(error)}`);
    return new VolatileStore();
  }
}

function statePath({ state, baseFolder }: Config): string {
  if (state?.file === ':memory:') return state.file;
  return state?.file === undefined ? join(stateFolder(process.env, process.platform), 'memory.sqlite') : resolve(baseFolder, state.file);
}
