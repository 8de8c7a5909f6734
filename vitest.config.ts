import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/packages.ts', 'test/setup/build.ts', 'test/setup/services.ts'],
    // What the tests teach must not reach the state of whoever runs them.
    env: { NL2SQL_STATE_DIR: mkdtempSync(join(tmpdir(), 'nl2sql-state-')) },
    testTimeout: 60_000,
    // What fails now and then is a fault, of the code or of its test.
    retry: 0,
    hookTimeout: 60_000,
    // A busy machine needs longer than the usual second.
    expect: { poll: { timeout: 10_000 } },
    // Every file starts servers and child processes of its own; two cores are enough for two of them.
    maxWorkers: 2,
  },
});
