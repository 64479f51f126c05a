import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['tests/setup.ts'],
    include: ['tests/**/*.test.ts'],
    // Nothing here keeps state in a module, so files may share one; loading all anew for each takes half of the time.
    isolate: false,
    // Much of a test's time is waiting for processes and deadlines: one worker more than cores is soonest done.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 40_000,
  },
});
