// Lines with depths as a tree that opens and closes; by keys as trees do.
import { h } from '../../dom';

export interface TreeLine {
  depth: number;
  text: string;
}

/** The tree, all of it open. */
export function tree(lines: TreeLine[], label: string): HTMLElement {
  const root = h('ul', { className: 'tree', role: 'tree', 'aria-label': label });
  const above: HTMLElement[] = [];
  const least = Math.min(...lines.map(({ depth }) => depth));
  for (const { depth, text } of lines) {
    const level = Math.min(depth - least, above.length);
    above.length = level;
    const item = h('li', { role: 'treeitem', tabIndex: -1, 'aria-level': String(level + 1) }, h('span', { className: 'line' }, text));
    const parent = above[level - 1];
    if (parent) groupOf(parent).append(item);
    else root.append(item);
    above.push(item);
  }
  const first = root.querySelector<HTMLElement>('[role=treeitem]');
  if (first) first.tabIndex = 0;
  root.addEventListener('keydown', (event) => key(root, event));
  root.addEventListener('click', ({ target }) => {
    const item = target instanceof Element ? target.closest<HTMLElement>('[role=treeitem]') : null;
    if (item) {
      turn(item, item.getAttribute('aria-expanded') !== 'true');
      focus(root, item);
    }
  });
  return root;
}

function groupOf(item: HTMLElement): HTMLElement {
  const known = item.querySelector<HTMLElement>(':scope > [role=group]');
  if (known) return known;
  const group = h('ul', { role: 'group' });
  item.setAttribute('aria-expanded', 'true');
  item.append(group);
  return group;
}

function turn(item: HTMLElement, opens: boolean): void {
  const group = item.querySelector<HTMLElement>(':scope > [role=group]');
  if (!group) return;
  item.setAttribute('aria-expanded', String(opens));
  group.hidden = !opens;
}

function focus(root: HTMLElement, item: HTMLElement): void {
  for (const other of root.querySelectorAll<HTMLElement>('[role=treeitem]')) other.tabIndex = other === item ? 0 : -1;
  item.focus();
}

function key(root: HTMLElement, event: KeyboardEvent): void {
  const shown = [...root.querySelectorAll<HTMLElement>('[role=treeitem]')].filter((item) => !item.parentElement?.closest('[hidden]'));
  const item = document.activeElement as HTMLElement | null;
  const at = item ? shown.indexOf(item) : -1;
  if (!item || at < 0) return;
  const isOpen = item.getAttribute('aria-expanded') === 'true';
  const parent = item.parentElement?.closest<HTMLElement>('[role=treeitem]');
  let to: HTMLElement | null | undefined;
  if (event.key === 'ArrowDown') to = shown[at + 1];
  else if (event.key === 'ArrowUp') to = shown[at - 1];
  else if (event.key === 'Home') to = shown[0];
  else if (event.key === 'End') to = shown.at(-1);
  else if (event.key === 'ArrowRight' && !isOpen) turn(item, true);
  else if (event.key === 'ArrowRight') to = item.querySelector<HTMLElement>('[role=treeitem]');
  else if (event.key === 'ArrowLeft' && isOpen) turn(item, false);
  else if (event.key === 'ArrowLeft') to = parent;
  else return;
  event.preventDefault();
  event.stopPropagation();
  if (to) focus(root, to);
}
