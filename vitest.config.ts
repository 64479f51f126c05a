import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Types are stripped, and modules compiled, once for all the processes and threads that tests start.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'wentian');

export default defineConfig({
  test: {
    globalSetup: ['tests/setup.ts'],
    setupFiles: ['tests/each-file.ts'],
    include: ['tests/**/*.test.ts'],
    // Nothing here keeps state in a module, so files may share one; loading all anew for each takes half of the time.
    isolate: false,
    // Much of a test's time is waiting for processes and deadlines: one worker more than cores is soonest done.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 40_000,
  },
});
