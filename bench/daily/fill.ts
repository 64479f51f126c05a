import type { Store } from '../../src/store/store.ts';

/** Channels that are due at an instant, and what each was told before, written in bulk. */
export async function fill(store: Store, count: number, at: number, told: readonly string[] = []): Promise<void> {
  const date = new Date(at).toISOString().slice(0, 10);
  const time = new Date(at).toISOString().slice(11, 16);
  const insert = `insert into daily_channels (channel, guild, zone, time, days, topic, language, thread, since, version,
    next_date, next_at, leased_until) values ($1, $2, 'UTC', $3, '1234567', 'all', 'en', 0, $4, 1, $5, $6, 0)`;
  const remember = 'insert into daily_told (channel, fact, round, date) values ($1, $2, 1, $3)';
  await store.transaction(
    async ({ query }) => {
      for (let number = 0; number < count; number++) {
        const channel = String(1_300_000_000_000_000_000n + BigInt(number));
        await query(insert, [channel, channel, time, at - 1, date, at]);
        for (const fact of told) await query(remember, [channel, fact, '2026-01-01']);
      }
    },
    { limit: 600_000 },
  );
}
