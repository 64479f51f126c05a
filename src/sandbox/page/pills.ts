import { h } from './dom.ts';
import type { Option, Piece, Typed } from './line.ts';
import type { View } from './view.ts';

/** Draws what the line has been understood as: the command, and each option with its text; a press on an option adds it. */
export function drawPills(
  element: HTMLElement,
  typed: Typed | undefined,
  current: Piece | undefined,
  view: View,
  add: (option: Option) => void,
): void {
  element.hidden = !typed;
  if (!typed) return;
  const about = current ? current.option : typed.leaf.describe;
  element.replaceChildren(
    h('b', {}, `/${typed.leaf.names.at(-1)}`),
    ...typed.leaf.options.map((option) => drawPill(option, typed, current, add)),
    h('small', {}, view.localized(about.description ?? '', about.description_localizations)),
  );
}

function drawPill(
  option: Option,
  typed: Typed,
  current: Piece | undefined,
  add: (option: Option) => void,
): HTMLElement {
  const piece = typed.pieces.find((other) => other.option === option);
  const state = piece?.text ? 'filled' : option.required ? 'required' : 'free';
  const text = piece?.text ? `${option.name}: ${piece.text}` : option.name;
  const isCurrent = current?.option === option;
  const attributes = {
    type: 'button',
    class: `pill ${state}`,
    'aria-current': isCurrent && 'true',
    'aria-label': option.name,
  };
  return h('button', { ...attributes, disabled: isCurrent || !!piece?.text, click: () => add(option) }, text);
}
