import { openStore } from '../../src/store/open.ts';

/** A process that writes pairs, each in a transaction, and says so when it is kept: `writer.ts DATABASE FIRST`. */
const [url = '', first = '0'] = process.argv.slice(2);
// Ends with the test, however that ends.
process.stdin.resume().once('close', () => process.exit(0));
const store = await openStore(url);
for (let pair = Number(first); ; pair++) {
  await store.transaction(async ({ query }) => {
    await query('insert into halves (pair, half) values ($1, 1)', [pair]);
    await query('insert into halves (pair, half) values ($1, 2)', [pair]);
  });
  process.stdout.write(`${pair}\n`);
}
