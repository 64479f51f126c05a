import { type Health, healthOf } from './health.ts';
import type { Subscription } from './subscriptions.ts';
import { recheck, type Watching } from './watch.ts';

/** How a channel stands, whether it gets daily posts or not. */
export interface Examined {
  channel: string;
  subscription?: Subscription;
  health: Health;
}

/** How a guild's channels stand, or one of them, asked of Discord now; what can go on again goes on. */
export async function examine(watching: Watching, guild: string, channel?: string): Promise<Examined[]> {
  const all = await recheck(watching, guild, 'changed');
  const view = await watching.guilds.guild(guild);
  const wanted = all.filter((subscription) => channel === undefined || subscription.channel === channel);
  if (channel !== undefined && wanted.length === 0)
    return [{ channel, health: healthOf(view, { channel, thread: false }) }];
  return wanted.map((subscription) => ({
    channel: subscription.channel,
    subscription,
    health: healthOf(view, subscription),
  }));
}
