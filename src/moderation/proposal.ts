import { dayOf, isDay } from '../dates.ts';
import { same, type Text } from '../text.ts';

/** What a statement is about: something that happened, is planned, or is supposed. */
export const states = ['happened', 'planned', 'hypothesis'] as const;
export type State = (typeof states)[number];

/** One sourced, dated statement as a person hands it in, with nothing wrong with it. */
export interface Proposal {
  name: string;
  state: State;
  text: string;
  /** Of the source, as a browser would write it. */
  url: string;
  /** Of the source: YYYY-MM-DD. */
  date: string;
}

/** What was typed into a form, by the input's custom id; nothing of it is trusted. */
export type Typed = Readonly<Record<string, string>>;

/** What is wrong with a form, in words for its author. */
export interface Complaint {
  /** The input's custom id. */
  field: string;
  text: Text;
}

/** The most characters that each input of a form takes. */
export const longest = { name: 80, text: 700, source_url: 480, source_date: 10, reason: 300 } as const;

const problems = {
  name: {
    en: `**Name**: give one of 1 to ${longest.name} characters, with letters or digits in it.`,
    zh: `**名称**：请填写1至${longest.name}个字符，且须含有文字或数字。`,
  },
  text: {
    en: `**Statement**: write 1 to ${longest.text} characters, with letters or digits in it.`,
    zh: `**说明**：请填写1至${longest.text}个字符，且须含有文字或数字。`,
  },
  state: { en: '**State**: choose one of the three.', zh: '**状态**：请在三项中选择一项。' },
  address: {
    en: '**Source address**: paste a full address that begins with https:// or http://.',
    zh: '**来源网址**：请粘贴以 https:// 或 http:// 开头的完整网址。',
  },
  credentials: {
    en: '**Source address**: take the user name and password out of it.',
    zh: '**来源网址**：请去掉其中的用户名和密码。',
  },
  host: {
    en: '**Source address**: it must lead to a public site by its name, such as https://www.cnsa.gov.cn/…, not to a number or a private machine.',
    zh: '**来源网址**：请使用公开网站的域名地址，例如 https://www.cnsa.gov.cn/…，不能是IP地址或内部机器。',
  },
  length: {
    en: `**Source address**: it is longer than ${longest.source_url} characters; find a shorter one of the same page.`,
    zh: `**来源网址**：超过了${longest.source_url}个字符，请换用同一页面的较短网址。`,
  },
  date: {
    en: '**Source date**: give the day it was published as YYYY-MM-DD, one that exists, such as 2025-07-02.',
    zh: '**来源日期**：请按 YYYY-MM-DD 填写真实存在的发布日期，例如 2025-07-02。',
  },
  future: {
    en: '**Source date**: it is in the future; a source is dated on the day it was published.',
    zh: '**来源日期**：该日期尚未到来，请填写来源发布的日期。',
  },
  reason: {
    en: `**Reason**: at most ${longest.reason} characters.`,
    zh: `**理由**：最多${longest.reason}个字符。`,
  },
} satisfies Record<string, Text>;

const SAYS_SOMETHING = /[\p{L}\p{N}]/u;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Words as they may be stored: whole characters, composed, nothing that a database or a terminal would stumble over. */
export const storable = (words: string): string => words.toWellFormed().normalize('NFC').replace(CONTROL, '').trim();

const isWords = (words: string, limit: number) =>
  words.length > 0 && words.length <= limit && SAYS_SOMETHING.test(words);

const NUMERIC = /^(?:\d+(?:\.\d+){3}|\[.*\])$/;
const PUBLIC =
  /\.(?!(?:local|localhost|internal|lan|home|corp|test|invalid|example|onion|arpa)\.?$)[\p{L}a-z0-9-]{2,}\.?$/u;

/** What an address will be as a link: see https://url.spec.whatwg.org. */
const linkOf = ({ href }: URL) => href.replace(/[()]/g, '%2_');

/** What is wrong with a source's address, if anything: it is shown as a link and never fetched. */
export function problemOfAddress(address: string): Text | undefined {
  const url = URL.parse(address.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return problems.address;
  if (url.username || url.password) return problems.credentials;
  if (NUMERIC.test(url.hostname) || !PUBLIC.test(url.hostname)) return problems.host;
  return linkOf(url).length > longest.source_url ? problems.length : undefined;
}

/** The day that it is somewhere on Earth at an instant: a source of "today" is not refused to those east of us. */
const latestToday = (now: number) => dayOf(now + 14 * 60 * 60 * 1000);

const EARLIEST = '1500-01-01';

/** What is wrong with a source's day, if anything. */
export function problemOfDay(day: string, now: number): Text | undefined {
  if (!isDay(day) || day < EARLIEST) return problems.date;
  return day > latestToday(now) ? problems.future : undefined;
}

type Check = (value: string, now: number) => Text | undefined;

const unless = (isFine: boolean, problem: Text) => (isFine ? undefined : problem);

const checks: Readonly<Record<string, Check>> = {
  name: (value) => unless(isWords(value, longest.name), problems.name),
  state: (value) =>
    unless(
      states.some((state) => state === value),
      problems.state,
    ),
  text: (value) => unless(isWords(value, longest.text), problems.text),
  source_url: problemOfAddress,
  source_date: problemOfDay,
  reason: (value) => unless(value.length <= longest.reason, problems.reason),
};

/** All that is wrong with what was typed, field by field; `now` in milliseconds since 1970. */
export function complaintsOf(typed: Typed, now: number): Complaint[] {
  return Object.keys(typed).flatMap((field) => {
    const text = Object.hasOwn(checks, field) ? checks[field]!(storable(typed[field]!), now) : undefined;
    return text ? [{ field, text }] : [];
  });
}

/** The proposal in a form about which there are no complaints. */
export function proposalOf(typed: Typed): Proposal {
  const { name = '', state = 'happened', text = '', source_url = '', source_date = '' } = typed;
  return {
    name: storable(name).replace(/\s+/g, ' '),
    state: state as State,
    text: storable(text).replace(/\s+/g, ' '),
    url: new URL(source_url.trim()).href,
    date: storable(source_date),
  };
}

/** The inputs of a form as typed: those named, missing ones empty, each cut at Discord's own limit. */
export function typedIn(fields: ReadonlyMap<string, string>, names: readonly string[]): Typed {
  return Object.fromEntries(names.map((name) => [name, (fields.get(name) ?? '').slice(0, 4000)]));
}

export const stateWords: Record<State, Text> = {
  happened: { en: 'It happened, or is so', zh: '已发生或属实' },
  planned: { en: 'It is planned', zh: '计划中' },
  hypothesis: { en: 'It is a hypothesis', zh: '尚属假说' },
};

/** The host of an address, without `www.`. */
export const hostOf = (url: string): string => new URL(url).hostname.replace(/^www\.|\.$/g, '');

/** Host and path of an address: what a source without a headline is called. */
export function pageOf(url: string): Text {
  const { pathname } = new URL(url);
  return same(`${hostOf(url)}${pathname === '/' ? '' : pathname}`);
}
