import type { Writable } from 'node:stream';

/** `nl2sql-mcp … | head` closes the pipe before all is written. What is left has no reader: it is dropped, and the command ends as it would have. */
export function outlivesItsReader(output: Writable): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
