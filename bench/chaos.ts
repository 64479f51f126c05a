import { dailyTable } from './chaos/daily.ts';
import { outboxTable } from './chaos/outbox.ts';
import { storeTable } from './chaos/store.ts';
import type { Benchmark } from './runner/benchmark.ts';

const chaos: Benchmark = {
  describe: 'processes killed with SIGKILL while they write and send',
  long: true,
  async *run() {
    yield await storeTable(50);
    yield await outboxTable({ posts: 1000, kills: 5 });
    yield await dailyTable();
  },
};

export default chaos;
