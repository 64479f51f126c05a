import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIComponentInMessageActionRow,
  APISelectMenuComponent,
} from 'discord-api-types/v10';
import type { State } from '../protocol.ts';
import { type Child, h, link } from './dom.ts';
import { menuButton } from './menu.ts';
import type { View } from './view.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What a select offers. */
export interface Choice {
  label: string;
  value: string;
  description?: string | undefined;
  default?: boolean | undefined;
}

/** What a press on a component does: the element is busy until the promise settles. */
export type Press = (customId: string, values?: string[]) => Promise<void>;

const STYLES: Record<number, string> = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' };

/** Draws an action row of a message. */
export function drawRow(row: Row, view: View, press: Press): HTMLElement {
  return h('div', { class: 'row' }, ...row.components.map((component) => drawComponent(component, view, press)));
}

function drawComponent(component: APIComponentInMessageActionRow, view: View, press: Press): HTMLElement {
  return component.type === 2 ? drawButton(component, press) : drawSelect(component, view, press);
}

function drawButton(button: APIButtonComponent, press: Press): HTMLElement {
  const label = 'label' in button ? button.label : undefined;
  const emoji = 'emoji' in button ? button.emoji?.name : undefined;
  const text: Child[] = [emoji && h('span', { 'aria-hidden': 'true' }, emoji), label ?? (emoji ? null : '…')];
  const attributes = { class: `button ${STYLES[button.style] ?? 'secondary'}`, 'aria-label': label ?? emoji };
  if ('url' in button) return link(button.url, attributes, ...text, h('span', { 'aria-hidden': 'true' }, '↗'));
  const id = 'custom_id' in button ? button.custom_id : '';
  return h(
    'button',
    { ...attributes, type: 'button', disabled: button.disabled, 'data-id': id, click: busy(() => press(id)) },
    ...text,
  );
}

const busy = (deed: () => Promise<void>) => async (event: Event) => {
  const element = event.currentTarget as HTMLElement;
  if (element.ariaBusy === 'true') return;
  element.ariaBusy = 'true';
  await deed();
  element.ariaBusy = 'false';
};

function drawSelect(select: APISelectMenuComponent, view: View, press: Press): HTMLElement {
  const choices = choicesOf(select, view.state());
  const name = select.placeholder ?? view.say({ en: 'Make a selection', zh: '请选择' });
  const chosen = choices.filter((choice) => choice.default).map(({ label }) => label);
  const pickOf =
    ({ value }: Choice) =>
    () =>
      press(select.custom_id, [value]);
  const items = choices.map((choice) => ({ ...choice, chosen: choice.default ?? false, pick: pickOf(choice) }));
  const attributes = { class: 'select', disabled: select.disabled, 'data-id': select.custom_id };
  return menuButton({ role: 'listbox', name, items: () => items }, attributes, chosen.join(', ') || name);
}

/** The choices of a select: its own options, or the people, roles or channels of the server. */
export function choicesOf(select: APISelectMenuComponent, { people, roles, channels }: State): Choice[] {
  if (select.type === 3) return select.options;
  const all = { 5: people, 6: roles, 7: [...people, ...roles], 8: channels }[select.type];
  return all.map(({ id, name }) => ({ label: name, value: id }));
}
