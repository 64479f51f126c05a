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
  const list = h('div');
  const name = view.say({ en: 'Messages', zh: '消息列表 Messages' });
  const element = h('div', { class: 'log', role: 'log', 'aria-label': name, tabindex: 0 }, list);
  keepAtEnd(element, list);
  let drawn = new Map<string, Drawn>();
  const show = (messages: APIMessage[], welcome: HTMLElement) => {
    drawn = new Map(messages.map((message) => [message.id, redraw(message, drawn.get(message.id), view, dismiss)]));
    arrange(list, drawn.size ? [...drawn.values()].map((item) => item.element) : [welcome]);
  };
  return { element, show };
}

/** Whoever reads the end sees what comes next, from its beginning if it is long; whoever has scrolled up stays there. */
function keepAtEnd(element: HTMLElement, list: HTMLElement): void {
  let end = 0;
  let isAtEnd = true;
  element.addEventListener('scroll', () => {
    isAtEnd = element.scrollTop > end - 100;
  });
  const watch = new ResizeObserver(() => {
    const last = list.lastElementChild as HTMLElement | null;
    end = Math.min(element.scrollHeight - element.clientHeight, last?.offsetTop ?? 0);
    if (isAtEnd) element.scrollTop = Math.max(element.scrollTop, end);
  });
  watch.observe(list);
  watch.observe(element);
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
