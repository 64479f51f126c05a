import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['tests/setup.ts'],
    include: ['tests/**/*.test.ts'],
    // Much of a test's time is waiting for processes and deadlines: one worker more than cores is soonest done.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 40_000,
  },
});
