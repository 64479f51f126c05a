import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10';
import type { Deed, PageEvent, Person, State } from '../protocol.ts';
import { createComposer } from './composer.ts';
import { h } from './dom.ts';
import { drawHeader, drawSidebar, drawWelcome } from './frame.ts';
import { createLog } from './log.ts';
import { openModal } from './modal.ts';
import { apply, failureNote } from './model.ts';
import { type Act, type Outcome, speak, type View } from './view.ts';
import { createDeeds, follow, postFile, postMessage, readState } from './wire.ts';

/** All that changes while the page is open. */
interface Page {
  state: State;
  person: Person;
  channel: string;
  connected: boolean;
  unread: Set<string>;
  /** Ephemeral messages that the reader has put away, by id. */
  dismissed: Set<string>;
  deeds: ReturnType<typeof createDeeds>;
}

interface Parts {
  view: View;
  log: ReturnType<typeof createLog>;
  composer: ReturnType<typeof createComposer>;
  header: HTMLElement;
  sidebar: HTMLElement;
}

const CONTEXTS = { text: 0, direct: 1 };

async function start(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const locale = query.get('locale') ?? (navigator.language.startsWith('zh') ? 'zh-CN' : 'en-US');
  const { people } = await readState('');
  const person = people.find(({ id }) => id === query.get('person')) ?? people[0]!;
  const state = await readState(person.id);
  const dismissed = new Set<string>(JSON.parse(sessionStorage.getItem('dismissed') ?? '[]'));
  const page: Page = {
    state,
    person,
    channel: '',
    connected: false,
    unread: new Set(),
    dismissed,
    deeds: createDeeds(),
  };
  const parts = createParts(page, locale);
  document.documentElement.lang = locale;
  document.body.append(parts.sidebar, h('main', {}, parts.header, parts.log.element, parts.composer.element));
  openChannel(page, parts, query.get('channel') ?? '');
  listen(page, parts);
}

function createParts(page: Page, locale: string): Parts {
  const view: View = { locale, state: () => page.state, act: (act) => perform(page, parts, act), ...speak(locale) };
  const parts: Parts = {
    view,
    log: createLog(view, (message) => dismiss(page, parts, message)),
    composer: createComposer(view, {
      commands: () => commandsHere(page),
      post: (content) => postMessage(page.person.id, page.channel, content),
      upload: postFile,
    }),
    header: h('header'),
    sidebar: h('aside', { id: 'sidebar', popover: 'auto' }),
  };
  return parts;
}

function listen(page: Page, parts: Parts): void {
  const setConnected = (connected: boolean) => {
    page.connected = connected;
    show(page, parts);
  };
  follow(page.person.id, {
    lost: () => setConnected(false),
    state: (state) => {
      page.state = state;
      setConnected(true);
    },
    event: (event) => ('id' in event ? page.deeds.settle(event) : receive(page, parts, event)),
  });
}

async function receive(page: Page, parts: Parts, event: PageEvent): Promise<void> {
  page.state = apply(page.state, event);
  if (event.type === 'message' && !page.state.channels.some(({ id }) => id === event.channel)) {
    page.state = await readState(page.person.id);
  }
  if (event.type === 'message' && event.channel !== page.channel && !page.unread.has(event.channel)) {
    page.unread.add(event.channel);
    showSidebar(page, parts);
  }
  show(page, parts);
}

async function perform(page: Page, parts: Parts, act: Act): Promise<Outcome> {
  const { channel } = page;
  const deed = { ...act, person: page.person.id, channel, locale: parts.view.locale } as Deed;
  const answer = await page.deeds.perform(deed);
  if (answer.type === 'failed' && act.type === 'command') {
    const message = failureNote(page.state, act.command, page.person, parts.view);
    receive(page, parts, { type: 'message', channel, message });
  }
  if (answer.type !== 'modal') return answer;
  openModal(answer.id, answer.modal, parts.view);
  return { type: 'answered' };
}

/** The commands that can be used in this channel, of those that this person is offered at all. */
function commandsHere({ state, channel }: Page): APIApplicationCommand[] {
  const context = CONTEXTS[here(state, channel).kind];
  return state.commands.filter(({ contexts }) => !contexts || contexts.includes(context));
}

const here = ({ channels }: State, id: string) => channels.find((channel) => channel.id === id) ?? channels[0]!;

function openChannel(page: Page, parts: Parts, id: string): void {
  const channel = here(page.state, id);
  page.channel = channel.id;
  page.unread.delete(channel.id);
  remember('channel', channel.id);
  if (parts.sidebar.matches(':popover-open')) parts.sidebar.hidePopover();
  const name = channel.kind === 'text' ? `#${channel.name}` : channel.name;
  const hint = { en: `Message ${name}, or / for commands`, zh: `发消息到 ${name}，或输入 / 使用命令` };
  parts.composer.input.placeholder = parts.view.say(hint);
  showSidebar(page, parts);
  show(page, parts);
  parts.composer.input.focus();
}

function remember(key: string, value: string): void {
  const url = new URL(location.href);
  url.searchParams.set(key, value);
  history.replaceState(null, '', url);
}

function show(page: Page, { view, log, header }: Parts): void {
  const channel = here(page.state, page.channel);
  header.replaceChildren(...drawHeader(channel, page.connected, view));
  const messages = (page.state.messages[channel.id] ?? []).filter(({ id }) => !page.dismissed.has(id));
  log.show(messages, drawWelcome(channel, view));
}

function showSidebar(page: Page, parts: Parts): void {
  const choose = (key: string, value: string) => {
    remember(key, value);
    location.reload();
  };
  const open = (channel: string) => openChannel(page, parts, channel);
  parts.sidebar.replaceChildren(...drawSidebar(page, parts.view, { open, choose }));
}

function dismiss(page: Page, parts: Parts, { id }: APIMessage): void {
  page.dismissed.add(id);
  sessionStorage.setItem('dismissed', JSON.stringify([...page.dismissed].slice(-500)));
  show(page, parts);
  parts.composer.input.focus();
}

await start();
