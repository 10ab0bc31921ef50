// Elements from data. Text is always set as text, never as HTML; no style attribute is written, which a strict policy forbids.
export type Child = Node | string | false | undefined;

/** An element with properties, attributes (those with a dash, `role`, `for` and `part`), listeners (`on…`) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: object,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (isAttribute(name)) element.setAttribute(name, String(value));
    else Object.assign(element, { [name]: value });
  }
  element.append(...children.filter(isThere));
  return element;
}

/** An element of a drawing, with attributes alone. */
export function svg(tag: string, attributes: Record<string, string | number>, ...children: Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children.filter(isThere));
  return element;
}

/** Replaces children; what had the focus among them has it again, by its place. */
export function redraw(parent: Element, ...children: Node[]): void {
  const reachable = () => [...parent.querySelectorAll<HTMLElement>('button, a')];
  const focused = (parent.getRootNode() as Document | ShadowRoot).activeElement;
  const at = reachable().findIndex((one) => one === focused);
  parent.replaceChildren(...children);
  if (at >= 0) reachable()[at]?.focus({ preventScroll: true });
}

/** Sets a text only where it differs, so that a screen reader is not told the same again. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

const isAttribute = (name: string): boolean => name.includes('-') || ['role', 'for', 'part', 'scope', 'colspan'].includes(name);

const isThere = (child: Child): child is Node | string => child !== undefined && child !== false;

/** What elements extend; where there is no page, on a server, the modules can be loaded all the same. */
export const PageElement: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);
