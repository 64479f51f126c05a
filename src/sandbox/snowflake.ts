import type { Clock } from '../clock.ts';

const epoch = 1_420_070_400_000;

/**
 * A source of ids that carry the clock's time and never repeat or go back.
 * https://docs.discord.com/developers/reference#snowflakes
 */
export function createSnowflakes(clock: Clock): () => string {
  let last = 0n;
  return () => {
    const earliest = BigInt(Math.max(0, clock.now() - epoch)) << 22n;
    last = earliest > last ? earliest : last + 1n;
    return String(last);
  };
}

/**
 * Which of `count` shards a guild belongs to, 0-based.
 * https://docs.discord.com/developers/events/gateway#sharding
 */
export function shardOf(guild: string, count: number): number {
  return Number((BigInt(guild) >> 22n) % BigInt(count));
}
