import {
  type Asker,
  button,
  type Coming,
  channelOption,
  command,
  cut,
  dateWords,
  escaped,
  type Locale,
  momentWords,
  openedSubscription,
  type Reply,
  rowsOf,
  type Services,
  type Subscription,
  say,
  UserError,
} from '#bot';

const MOST = 7;

const title = { en: 'The next daily posts', zh: '接下来的每日发布' };
const where = { en: 'In <#{channel}>. Times: {moment}.', zh: '频道：<#{channel}>。时间：{moment}。' };
const line = { en: '**{number}. {date}** · {name}\n{statement}', zh: '**{number}. {date}** · {name}\n{statement}' };
const noPost = { en: '**{number}. {date}** · skipped', zh: '**{number}. {date}** · 已跳过' };
const nothing = { en: '**{number}. {date}** · no fact to tell', zh: '**{number}. {date}** · 没有可发布的信息' };
const swap = { en: 'Swap {number}', zh: '换掉{number}' };
const skip = { en: 'Skip {number}', zh: '跳过{number}' };
const restore = { en: 'Restore {number}', zh: '恢复{number}' };
const stale = {
  en: 'The list has changed since you opened it: please look at it again with `/daily queue`.',
  zh: '列表在打开后已有变化：请用 `/daily queue` 重新查看。',
};
const noOther = {
  en: 'There is no other fact about the topic to tell that day.',
  zh: '该主题下当天没有其他可发布的信息。',
};

function lineOf({ slot, chosen }: Coming, number: number, told: Locale, locale: Locale): string {
  const values = { number, date: dateWords(slot.date, locale) };
  if (!chosen.fact) return say(chosen.skipped ? noPost : nothing, locale, values);
  const { entry, placed } = chosen.fact;
  const statement = escaped(cut(placed.fact.text![told], 200));
  return say(line, locale, { ...values, name: escaped(entry.names[told]), statement });
}

function buttonsOf(channel: string, { slot: { date }, chosen }: Coming, number: number, locale: Locale) {
  const skipId = `queue-skip:${channel}:${date}:${chosen.skipped ? 0 : 1}`;
  const label = say(chosen.skipped ? restore : skip, locale, { number });
  if (!chosen.fact) return [button(label, skipId)];
  const swapId = `queue-swap:${channel}:${date}:${chosen.fact.key}`;
  return [button(say(swap, locale, { number }), swapId), button(label, skipId)];
}

async function queueOf(subscription: Subscription, { locale }: Asker, { daily }: Services): Promise<Reply> {
  const { channel, schedule, next } = subscription;
  const coming = await daily.ahead(subscription, MOST);
  const moment = momentWords(schedule.zone, next.at, locale);
  const lines = coming.map((one, at) => lineOf(one, at + 1, subscription.locale, locale));
  const buttons = coming.map((one, at) => buttonsOf(channel, one, at + 1, locale));
  const rows = [0, 2, 4, 6].flatMap((at) => rowsOf(buttons.slice(at, at + 2).flat()));
  const description = [say(where, locale, { channel, moment }), ...lines].join('\n\n');
  return { embeds: [{ title: title[locale], description }], components: rows, private: true };
}

/** A day that is still to come, as it is now. Throws a UserError for one that is not. */
async function dayOf(subscription: Subscription, date: string, { daily }: Services): Promise<Coming> {
  const coming = await daily.ahead(subscription, MOST);
  const day = coming.find(({ slot }) => slot.date === date);
  if (!day) throw new UserError(stale);
  return day;
}

/** `/daily queue`: the next seven posts, each with buttons to swap and to skip it. */
export default command({
  describe: { en: 'The next seven daily posts: swap or skip any', zh: '查看接下来七条每日发布，可更换或跳过' },
  where: 'server',
  who: 'moderators',
  options: { channel: channelOption },
  run: async ({ options, asker }, services) =>
    queueOf(await openedSubscription(options.channel, asker, services), asker, services),
  presses: {
    async 'queue-swap'({ words: [channel, date = '', key = ''], asker, private: update }, services) {
      const subscription = await openedSubscription(channel, asker, services);
      const { chosen } = await dayOf(subscription, date, services);
      if (chosen.fact?.key !== key) throw new UserError(stale);
      if (!(await services.daily.swap(subscription, date, key))) throw new UserError(noOther);
      return { ...(await queueOf(subscription, asker, services)), update };
    },
    async 'queue-skip'({ words: [channel, date = '', isSkipped], asker, private: update }, services) {
      const subscription = await openedSubscription(channel, asker, services);
      await dayOf(subscription, date, services);
      await services.daily.skip(subscription.channel, date, isSkipped === '1');
      return { ...(await queueOf(subscription, asker, services)), update };
    },
  },
});
