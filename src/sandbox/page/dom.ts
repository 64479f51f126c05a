type Attribute = string | number | boolean | null | undefined | ((event: Event) => void);
/** What an element may be given to hold; nothing at all is left out. */
export type Child = Node | string | null | undefined | false;

/**
 * Makes an element. Attributes `false`, `null` and `undefined` are left out, `true` is an empty attribute, and a function is a
 * listener for the event it is keyed by (`click`, `keydown`). Text only ever becomes text nodes, so that what a bot or a
 * person wrote cannot become markup.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(
    ...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false),
  );
  return element;
}

function set(element: HTMLElement, name: string, value: Attribute): void {
  if (typeof value === 'function') element.addEventListener(name, value);
  else if (value !== false && value !== null && value !== undefined) {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** The address if it is one that a link may have (http or https), else undefined. */
export function safeUrl(address: string | null | undefined): string | undefined {
  const url = address ? URL.parse(address, location.href) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

/** A link out of the page; without a safe address, its text alone. */
export function link(address: string | null | undefined, attributes: Record<string, Attribute>, ...children: Child[]) {
  const href = safeUrl(address);
  return href
    ? h('a', { ...attributes, href, target: '_blank', rel: 'noopener noreferrer' }, ...children)
    : h('span', attributes, ...children);
}
