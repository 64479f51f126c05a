import type { APIMessage } from 'discord-api-types/v10';
import { drawRow, type Press, type Row } from './components.ts';
import { type Child, h } from './dom.ts';
import { drawAttachment, drawEmbed } from './embed.ts';
import { markdown } from './markdown-view.ts';
import { menuButton } from './menu.ts';
import { complaint, userName, type View } from './view.ts';

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const MESSAGE_COMMAND = 3;

/** Puts an ephemeral message away. */
export type Dismiss = (message: APIMessage) => void;

/** Draws one message with its embeds, components and the marks that Discord puts around it. */
export function drawMessage(message: APIMessage, view: View, dismiss: Dismiss): HTMLElement {
  const alert = h('p', { class: 'complaint', role: 'alert' });
  const press: Press = async (customId, values) => {
    const outcome = await view.act({ type: 'component', message: message.id, customId, ...(values && { values }) });
    alert.textContent = complaint(outcome, view) ?? '';
  };
  const flags = message.flags ?? 0;
  return h(
    'article',
    { class: flags & EPHEMERAL ? 'message ephemeral' : 'message', tabindex: -1 },
    usedLine(message, view),
    avatar(message.author.id, message.author.username, message.author.bot),
    h('div', { class: 'body' }, head(message, view), ...content(message, view), ...parts(message, view, press), alert),
    flags & EPHEMERAL ? ephemeralNote(() => dismiss(message), view) : tools(message, view, alert),
  );
}

/** A person's picture, made of their initial and a colour of their own; the bot's is a planet. */
export function avatar(id: string, name: string, bot = false): HTMLElement {
  const element = h(
    'span',
    { class: bot ? 'avatar planet' : 'avatar', 'aria-hidden': 'true' },
    bot ? null : [...name][0]?.toUpperCase(),
  );
  element.style.setProperty('--hue', String((Number(id.slice(-6)) * 47) % 360));
  return element;
}

function usedLine(message: APIMessage, view: View): Child {
  const user = message.interaction_metadata?.user ?? message.interaction?.user;
  const command = message.interaction?.name;
  if (!user || !command) return null;
  const used = view.say({ en: 'used', zh: '使用了' });
  const name = userName(view.state(), user.id) ?? user.username;
  return h(
    'div',
    { class: 'used' },
    avatar(user.id, name),
    h('b', {}, name),
    used,
    h('span', { class: 'command' }, `/${command}`),
  );
}

function head({ author, timestamp }: APIMessage, view: View): HTMLElement {
  const date = new Date(timestamp);
  const time = date.toLocaleString(view.locale, { dateStyle: 'medium', timeStyle: 'short' });
  return h(
    'div',
    { class: 'head' },
    h('span', { class: 'author' }, userName(view.state(), author.id) ?? author.global_name ?? author.username),
    author.bot && h('span', { class: 'badge' }, view.say({ en: 'APP', zh: '应用' })),
    h('time', { datetime: timestamp }, time),
  );
}

function content(message: APIMessage, view: View): Child[] {
  if ((message.flags ?? 0) & LOADING) return [h('p', { class: 'thinking' }, thinking(message.author.username, view))];
  const edited =
    message.edited_timestamp && h('span', { class: 'edited' }, view.say({ en: '(edited)', zh: '（已编辑）' }));
  return [message.content ? markdown(message.content, view) : null, edited];
}

const thinking = (name: string, view: View) => view.say({ en: `${name} is thinking…`, zh: `${name} 正在思考…` });

function parts(message: APIMessage, view: View, press: Press): Child[] {
  return [
    ...message.embeds.map((embed) => drawEmbed(embed, view)),
    ...message.attachments.map((file) => drawAttachment(file, view)),
    ...((message.components ?? []) as Row[]).map((row) => drawRow(row, view, press)),
  ];
}

function ephemeralNote(dismiss: () => void, view: View): HTMLElement {
  return h(
    'div',
    { class: 'note' },
    view.say({ en: 'Only you can see this', zh: '只有你可以看到这条消息' }),
    ' · ',
    h(
      'button',
      { type: 'button', class: 'plain', click: dismiss },
      view.say({ en: 'Dismiss message', zh: '关闭消息' }),
    ),
  );
}

function tools(message: APIMessage, view: View, alert: HTMLElement): HTMLElement {
  const name = view.say({ en: 'Apps', zh: '应用' });
  const menu = { role: 'menu', name, items: () => menuItems(message, view, alert) } as const;
  return h('div', { class: 'tools' }, menuButton(menu, { class: 'apps' }, name));
}

function menuItems(message: APIMessage, view: View, alert: HTMLElement) {
  const commands = view.state().commands.filter(({ type }) => type === MESSAGE_COMMAND);
  return commands.map((command) => ({
    label: view.localized(command.name, command.name_localizations),
    pick: async () => {
      const outcome = await view.act({ type: 'command', command: command.id, options: [], target: message.id });
      alert.textContent = complaint(outcome, view) ?? '';
    },
  }));
}
