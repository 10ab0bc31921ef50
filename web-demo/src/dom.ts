// Elements from data. Text is always set as text.
type Child = Node | string | false | undefined;

/** An element with properties, attributes (those with a dash, `role` and `for`) and children; what is absent is left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: object,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, String(value));
    else Object.assign(element, { [name]: value });
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** A control under its label. */
export const labelled = (label: string, control: HTMLElement): HTMLElement => h('div', { className: 'setting' }, h('label', { for: control.id }, label), control);

/** Draws anew what an element holds; the focus returns to what has the same id. */
export function keepingFocus(element: HTMLElement, draw: () => void): void {
  const focused = element.contains(document.activeElement) ? document.activeElement?.id : undefined;
  draw();
  if (focused) document.getElementById(focused)?.focus();
}
