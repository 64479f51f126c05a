import type { Library } from '../knowledge/library.ts';
import { type Guild, lacking, type Member, mayMention, type Place } from '../reply/permissions.ts';
import { UserError } from '../reply/reply.ts';
import { cut, escaped, join, type Locale, say, type Text } from '../text.ts';
import { allCandidates, narrowed, type Topic, topicOf } from './candidates.ts';
import { parseDays } from './days.ts';
import { healthOf } from './health.ts';
import type { Settings } from './subscriptions.ts';
import { lackText } from './words.ts';
import { findZones, zoneMeant } from './zones.ts';

/** What somebody typed for `/daily set`. */
export interface Typed {
  channel: string;
  time: string;
  timezone: string;
  topic?: string | undefined;
  role?: string | undefined;
  days?: string | undefined;
  language: Locale;
  thread: boolean;
}

const badTime: Text = {
  en: '“{typed}” is no time of day. Please type hours and minutes, such as `09:00` or `18:30`.',
  zh: '“{typed}”不是有效时间。请输入时和分，例如 `09:00` 或 `18:30`。',
};
const badZone: Text = {
  en: 'There is no time zone called “{typed}”. {near}Zones are named after cities, such as `Europe/Berlin`: choose one from the list that opens while you type a city.',
  zh: '没有名为“{typed}”的时区。{near}时区以城市命名，例如 `Asia/Shanghai`：输入城市名后从列表中选择。',
};
const nearZones: Text = { en: 'Near to it are {zones}. ', zh: '相近的有{zones}。' };
const badDays: Text = {
  en: '“{typed}” names no days of the week. Please type, for example, `every day`, `weekdays`, `mon-fri` or `tue, sat`.',
  zh: '“{typed}”不是有效的星期。例如可输入 `每天`、`工作日`、`周一至周五` 或 `周二、周六`。',
};
const badTopic: Text = {
  en: 'There is no topic “{typed}”. Choose one from the list: everything, a kind of entry, a tag, or one entry.',
  zh: '没有“{typed}”这一主题。请从列表中选择：全部、某类词条、某个标签或某个词条。',
};
const emptyTopic: Text = {
  en: 'There is no fact to tell about that in this language yet. Please choose another topic.',
  zh: '该主题下还没有此语言的信息可发布。请另选主题。',
};
const badChannel: Text = {
  en: '<#{channel}> takes no posts: please choose a text or announcement channel.',
  zh: '<#{channel}>不能发布消息：请选择文字频道或公告频道。',
};
const askerCannotPost: Text = {
  en: 'You cannot write in <#{channel}> yourself, so I do not do it for you.',
  zh: '您自己不能在<#{channel}>发言，因此我也不能代您发布。',
};
const badRole: Text = {
  en: 'That role cannot be pinged by the post: choose a role other than @everyone.',
  zh: '发布时不能提及该身份组：请选择 @everyone 以外的身份组。',
};
const askerCannotMention: Text = {
  en: 'You may not mention the role “{role}” in <#{channel}>, so I do not do it for you.',
  zh: '您不能在<#{channel}>提及身份组“{role}”，因此我也不能代您提及。',
};

const shown = (typed: string) => escaped(cut(typed, 60));

/** Hours and minutes as `HH:MM`. Throws a UserError. */
function timeOf(typed: string): string {
  const [, hour, minute] = /^([01]?\d|2[0-3])[:：.]([0-5]\d)$/.exec(typed.trim()) ?? [];
  if (hour === undefined) throw new UserError(badTime, { typed: shown(typed) });
  return `${hour.padStart(2, '0')}:${minute}`;
}

function zoneOf(typed: string, locale: Locale): string {
  const zone = zoneMeant(typed);
  if (zone) return zone;
  const zones = findZones(typed, 3).map((name) => `\`${name}\``);
  const near = zones.length > 0 ? say(nearZones, locale, { zones: join(zones, 'list', locale) }) : '';
  throw new UserError(badZone, { typed: shown(typed), near });
}

function daysOf(typed: string): readonly number[] {
  const days = parseDays(typed);
  if (!days) throw new UserError(badDays, { typed: shown(typed) });
  return days;
}

/** A topic from the list, or whatever entry the words mean. */
function topicMeant(typed: string, library: Library): Topic {
  const topic = topicOf(typed);
  if (topic) return topic;
  const { entry } = library.meaning(typed);
  if (!entry) throw new UserError(badTopic, { typed: shown(typed) });
  return { entry: entry.id };
}

/** The settings that were typed. Throws a UserError that names the first thing wrong. */
export function settingsOf(typed: Typed, library: Library, locale: Locale): Settings {
  const { time, timezone, topic = 'all', days = 'every day', language, role, thread } = typed;
  const schedule = { time: timeOf(time), zone: zoneOf(timezone, locale), days: daysOf(days) };
  const settings = { schedule, topic: topicMeant(topic, library), locale: language, role, thread };
  if (narrowed(allCandidates(library), settings.topic, language).length === 0) throw new UserError(emptyTopic);
  return settings;
}

function admitRole(guild: Guild, place: Place, asker: Member, id: string): void {
  const role = guild.roles.find((one) => one.id === id);
  if (!role) throw new UserError(badRole);
  if (mayMention(guild, place, asker, role)) return;
  throw new UserError(askerCannotMention, { role: escaped(role.name), channel: place.id });
}

/** Throws a UserError where the bot cannot post what is wanted, or the asker could not do it himself. */
export function admit(guild: Guild | undefined, asker: Member | undefined, { channel, role, thread }: Typed): void {
  const { place, missing, wanting } = healthOf(guild, { channel, role, thread });
  if (!guild || !asker || !place) throw new UserError(badChannel, { channel });
  if (role === guild.id) throw new UserError(badRole);
  const lacks = [...missing, ...wanting];
  if (lacks.length > 0) throw new UserError(lackText(lacks, channel));
  if (lacking(guild, place, asker, ['ViewChannel', 'SendMessages']).length > 0)
    throw new UserError(askerCannotPost, { channel });
  if (role !== undefined) admitRole(guild, place, asker, role);
}
