import type { Channel, Person } from '../protocol.ts';
import { h } from './dom.ts';
import { avatar } from './message.ts';
import type { Text, View } from './view.ts';

/** What the frame around the conversation can ask of the page. */
export interface FrameActs {
  open: (channel: string) => void;
  /** Goes on as another person, or in another language: a key of the page's address. */
  choose: (key: 'person' | 'locale', value: string) => void;
}

/** Who is where, and in which channels there is something new. */
export interface Place {
  person: Person;
  channel: string;
  unread: ReadonlySet<string>;
}

const ROLES: Record<Person['role'], Text> = {
  member: { en: 'member', zh: '普通成员' },
  moderator: { en: 'moderator', zh: '管理员' },
};
const LOCALES = { 'en-US': 'English', 'zh-CN': '中文' };

/** The server's name, its channels, and the two switches. */
export function drawSidebar(place: Place, view: View, acts: FrameActs): HTMLElement[] {
  const { server, channels } = view.state();
  const list = (kind: string, title: Text) => {
    const links = channels.filter((one) => one.kind === kind).map((one) => channelButton(one, place, view, acts));
    return links.length > 0 && h('section', {}, h('h2', {}, view.say(title)), ...links);
  };
  return [
    h('h1', {}, server.name),
    h(
      'nav',
      { 'aria-label': view.say({ en: 'Channels', zh: '频道' }) },
      list('text', { en: 'Text channels', zh: '文字频道' }),
      list('direct', { en: 'Direct messages', zh: '私信' }),
    ),
    h('p', { class: 'about' }, view.say(ABOUT)),
    drawSwitches(place.person, view, acts),
  ];
}

const ABOUT: Text = {
  en: 'A local stand-in for Discord. Nothing said here leaves this machine.',
  zh: '这是本机上的 Discord 替身，这里的内容不会离开本机。',
};

function channelButton({ id, name, kind }: Channel, { channel, unread }: Place, view: View, acts: FrameActs) {
  const news = unread.has(id) && h('span', { class: 'news' }, view.say({ en: 'new', zh: '新' }));
  const attributes = { type: 'button', 'aria-current': id === channel && 'page', click: () => acts.open(id) };
  return h(
    'button',
    attributes,
    h('span', { class: 'hash', 'aria-hidden': 'true' }, kind === 'text' ? '#' : '@'),
    name,
    news,
  );
}

function drawSwitches(person: Person, view: View, acts: FrameActs): HTMLElement {
  const people = view.state().people.map(({ id, name, role }) => [id, `${name} (${view.say(ROLES[role])})`] as const);
  return h(
    'div',
    { class: 'switches' },
    avatar(person.id, person.name),
    drawSwitch(view.say({ en: 'You are', zh: '当前身份' }), people, person.id, (value) => acts.choose('person', value)),
    drawSwitch(view.say({ en: 'Language', zh: '语言' }), Object.entries(LOCALES), view.locale, (value) =>
      acts.choose('locale', value),
    ),
  );
}

function drawSwitch(
  label: string,
  choices: readonly (readonly [string, string])[],
  chosen: string,
  choose: (value: string) => void,
) {
  const options = choices.map(([value, text]) => h('option', { value, selected: value === chosen }, text));
  const change = (event: Event) => choose((event.currentTarget as HTMLSelectElement).value);
  return h('label', {}, h('span', {}, label), h('select', { change }, ...options));
}

/** The channel's name and whether the bot is there. */
export function drawHeader(channel: Channel, connected: boolean, view: View): HTMLElement[] {
  const { bot } = view.state();
  const online = connected && bot?.ready;
  const offline = connected
    ? { en: 'No bot is connected', zh: '还没有机器人连接' }
    : { en: 'Connecting…', zh: '正在连接……' };
  return [
    h(
      'button',
      { type: 'button', class: 'to-sidebar', popovertarget: 'sidebar' },
      view.say({ en: 'Channels', zh: '频道' }),
    ),
    h('span', { class: 'hash', 'aria-hidden': 'true' }, channel.kind === 'text' ? '#' : '@'),
    h('h2', {}, channel.name),
    h(
      'span',
      { class: online ? 'status online' : 'status', role: 'status' },
      online ? view.say({ en: `${bot.name} is online`, zh: `${bot.name} 在线` }) : view.say(offline),
    ),
  ];
}

/** What stands in a channel where nothing has been said. */
export function drawWelcome(channel: Channel, view: View): HTMLElement {
  const name = channel.kind === 'text' ? `#${channel.name}` : channel.name;
  return h(
    'div',
    { class: 'welcome' },
    h('h3', {}, view.say({ en: `Welcome to ${name}`, zh: `欢迎来到 ${name}` })),
    h('p', {}, view.say({ en: 'Type / to see what the bot can do.', zh: '输入 / 查看机器人的全部命令。' })),
  );
}
