import { rmSync } from 'node:fs';
import type { Engine } from '../engine.ts';
import { FileProcesses } from '../file-process/ahead.ts';
import { compiledModule, guardedByChild } from '../file-process/connection.ts';
import type { ChildOptions } from '../file-process/protocol.ts';
import { fileMark } from './file-mark.ts';
import { scratchFolder } from './scratch-folder.ts';

/** DuckDB behind a child process. */
export function duckdbEngine(child: ChildOptions): Engine {
  const ended = (pid: number) => rmSync(scratchFolder(pid), { recursive: true, force: true });
  const processes = new FileProcesses({ child, module: compiledModule('duckdb', import.meta.url), title: 'DuckDB', rowsPerMs: 50_000, dataVersion: fileMark, ended });
  return { dialect: 'duckdb', ...guardedByChild(child), dataVersionNow: () => fileMark(child.path), ...processes.engine };
}
