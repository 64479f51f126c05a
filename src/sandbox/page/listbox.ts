import { h } from './dom.ts';
import type { Suggestion } from './suggest.ts';

/** The list over the composer. The text box keeps the focus; `aria-activedescendant` says which option is meant. */
export function createListbox(input: HTMLElement, name: string, onPick: (suggestion: Suggestion) => void) {
  const attributes = { class: 'suggestions', role: 'listbox', id: 'suggestions', 'aria-label': name };
  const element = h('div', { ...attributes, hidden: true });
  let shown: Suggestion[] = [];
  let active = -1;
  const activate = (index: number) => {
    active = index;
    mark(input, [...element.children], index);
  };
  const show = (suggestions: Suggestion[], first = -1) => {
    shown = suggestions;
    element.replaceChildren(...suggestions.map((suggestion, index) => drawOption(suggestion, index, onPick)));
    element.hidden = suggestions.length === 0;
    activate(suggestions.length ? first : -1);
  };
  const move = (step: 1 | -1) => {
    if (shown.length)
      activate(active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length);
    return shown.length > 0;
  };
  return { element, show, move, active: () => shown[active], first: () => shown[0] };
}

function mark(input: HTMLElement, options: Element[], index: number): void {
  for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === index));
  const active = options[index];
  if (active) input.setAttribute('aria-activedescendant', active.id);
  else input.removeAttribute('aria-activedescendant');
  active?.scrollIntoView({ block: 'nearest' });
}

function drawOption(suggestion: Suggestion, index: number, onPick: (suggestion: Suggestion) => void): HTMLElement {
  const { label, detail } = suggestion;
  const option = h('div', { role: 'option', id: `suggestion-${index}`, 'aria-selected': 'false' }, h('b', {}, label));
  if (detail) option.append(' ', h('small', {}, detail));
  option.addEventListener('pointerdown', (event) => event.preventDefault());
  option.addEventListener('click', () => onPick(suggestion));
  return option;
}
