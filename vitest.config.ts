import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take or wait longest. Begun last, one of them would be waited for alone; a fresh clone has no times to go by. */
const LONG = /(?:chaos|process|hostile|page\/page|ask\/answers|patience|files|gateway)\.test/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isShort = ({ moduleId }: TestSpecification) => Number(!LONG.test(moduleId));
    return files.toSorted((one, other) => isShort(one) - isShort(other));
  }
}

// Types are stripped, and modules compiled, once for all the processes and threads that tests start.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'wentian');

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    globalSetup: ['tests/setup.ts'],
    setupFiles: ['tests/each-file.ts'],
    include: ['tests/**/*.test.ts'],
    // Nothing here keeps state in a module, so files may share one; loading all anew for each takes half of the time.
    isolate: false,
    // Much of a test's time is waiting for processes and deadlines: one worker more than cores is soonest done.
    maxWorkers: 3,
    // On a busy machine a request has been seen to wait for half a minute: such a test is run once more, and said so.
    retry: 1,
    testTimeout: 30_000,
    hookTimeout: 40_000,
  },
});
