import type { APIMessage } from 'discord-api-types/v10';
import { h } from './dom.ts';
import { type Dismiss, drawMessage } from './message.ts';
import type { View } from './view.ts';

interface Drawn {
  message: APIMessage;
  element: HTMLElement;
}

/**
 * The message list. Only what changed is drawn anew, so that a screen reader announces new answers alone and the keyboard's
 * place is kept.
 */
export function createLog(view: View, dismiss: Dismiss) {
  const element = h('div', {
    class: 'log',
    role: 'log',
    'aria-label': view.say({ en: 'Messages', zh: '消息' }),
    tabindex: 0,
  });
  let drawn = new Map<string, Drawn>();
  const show = (messages: APIMessage[], welcome: HTMLElement) => {
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
    drawn = new Map(messages.map((message) => [message.id, redraw(message, drawn.get(message.id), view, dismiss)]));
    arrange(element, drawn.size ? [...drawn.values()].map((item) => item.element) : [welcome]);
    if (atEnd) element.scrollTop = element.scrollHeight;
  };
  return { element, show };
}

function redraw(message: APIMessage, before: Drawn | undefined, view: View, dismiss: Dismiss): Drawn {
  if (before?.message === message) return before;
  const element = drawMessage(message, view, dismiss);
  if (before) replace(before.element, element);
  return { message, element };
}

/** Swaps an element and puts the focus where it was: on the component of the same custom id, else on the message. */
function replace(before: HTMLElement, after: HTMLElement): void {
  const focused = before.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  const id = focused?.dataset.id;
  before.replaceWith(after);
  if (!focused) return;
  const same = [...after.querySelectorAll<HTMLElement>('[data-id]')].find((element) => element.dataset.id === id);
  (same ?? after).focus();
}

function arrange(parent: HTMLElement, children: HTMLElement[]): void {
  for (const child of [...parent.children]) if (!children.includes(child as HTMLElement)) child.remove();
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}
