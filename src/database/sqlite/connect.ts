import type { Engine } from '../engine.ts';
import { FileProcesses } from '../file-process/ahead.ts';
import { compiledModule, guardedByChild } from '../file-process/connection.ts';
import type { ChildOptions } from '../file-process/protocol.ts';
import { fileVersion } from './file-version.ts';

/** SQLite behind a child process. */
export function sqliteEngine(child: ChildOptions): Engine {
  const processes = new FileProcesses({ child, module: compiledModule('sqlite', import.meta.url), title: 'SQLite', rowsPerMs: 5_000, dataVersion: fileVersion });
  return { dialect: 'sqlite', ...guardedByChild(child), dataVersionNow: () => fileVersion(child.path), ...processes.engine };
}
