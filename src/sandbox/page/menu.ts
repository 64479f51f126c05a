import { h } from './dom.ts';

interface MenuItem {
  label: string;
  description?: string | undefined;
  chosen?: boolean;
  pick: () => void;
}

interface Menu {
  role: keyof typeof ROLES;
  name: string;
  items: () => MenuItem[];
}

const ROLES = { menu: 'menuitem', listbox: 'option' } as const;
const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** A button that opens a list of things to pick. Arrow keys move, Escape or a press elsewhere closes, the focus returns. */
export function menuButton(menu: Menu, attributes: Parameters<typeof h>[1], text: string): HTMLButtonElement {
  const aria = { 'aria-haspopup': menu.role, 'aria-expanded': 'false' };
  const open = ({ currentTarget }: Event) => openMenu(currentTarget as HTMLElement, menu);
  return h('button', { ...attributes, ...aria, type: 'button', click: open }, text);
}

function openMenu(anchor: HTMLElement, { role, name, items: itemsNow }: Menu): void {
  const items = itemsNow();
  const buttons = items.map((item) => itemButton(item, ROLES[role]));
  const menu = h('div', { class: 'menu', popover: 'auto', role, 'aria-label': name }, ...buttons);
  menu.addEventListener('keydown', (event) => step(event, buttons));
  menu.addEventListener('click', () => menu.hidePopover());
  menu.addEventListener('toggle', (event) => {
    if (event.newState === 'open') return;
    menu.remove();
    anchor.setAttribute('aria-expanded', 'false');
  });
  anchor.after(menu);
  anchor.setAttribute('aria-expanded', 'true');
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  (buttons.find((_, index) => items[index]!.chosen) ?? buttons[0])?.focus();
}

function itemButton({ label, description, chosen, pick }: MenuItem, role: string): HTMLElement {
  const selected = role === 'option' ? String(chosen ?? false) : undefined;
  const attributes = { type: 'button', role, 'aria-label': label, 'aria-selected': selected, click: pick };
  return h('button', attributes, h('span', {}, label), description && h('small', {}, description));
}

function step(event: KeyboardEvent, buttons: HTMLElement[]): void {
  const to = STEPS[event.key]?.(buttons.indexOf(document.activeElement as HTMLElement), buttons.length);
  if (to === undefined) return;
  event.preventDefault();
  buttons[to]?.focus();
}

/** Under the anchor, or as far up as the window's edge demands. */
function place(menu: HTMLElement, anchor: DOMRect): void {
  const at = (wanted: number, size: number, room: number) => `${Math.max(8, Math.min(wanted, room - size - 8))}px`;
  menu.style.top = at(anchor.bottom + 4, menu.offsetHeight, innerHeight);
  menu.style.left = at(anchor.left, menu.offsetWidth, innerWidth);
}
