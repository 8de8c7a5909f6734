import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/build.ts', 'test/setup/services.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A busy machine needs longer than the usual second.
    expect: { poll: { timeout: 10_000 } },
    // Every file starts servers and child processes of its own; two cores are enough for two of them.
    maxWorkers: 2,
  },
});
