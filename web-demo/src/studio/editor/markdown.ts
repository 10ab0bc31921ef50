// The little Markdown in which the engine tells of a name: paragraphs, lists, bold, code, lines of rules.
import { h } from '../../dom';

export function markdown(text: string): HTMLElement {
  // Between fences stand lines of rules, as they are.
  const parts = text.split(/^```\w*\n([^]*?)\n```$/m);
  return h('div', { className: 'hint' }, ...parts.flatMap((part, at) => (at % 2 === 1 ? [h('pre', {}, h('code', {}, part))] : blocksOf(part))));
}

const blocksOf = (text: string): HTMLElement[] => text.split(/\n{2,}/).filter((block) => block.trim() !== '').flatMap(blockView);

function blockView(block: string): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (const line of block.split('\n')) {
    const item = /^\s*[-*] (.*)$/.exec(line)?.[1];
    const last = found.at(-1);
    if (item !== undefined) {
      const list = last instanceof HTMLUListElement ? last : h('ul', {});
      list.append(h('li', {}, ...inline(item)));
      if (list !== last) found.push(list);
    } else if (last instanceof HTMLParagraphElement) {
      last.append(h('br', {}), ...inline(line));
    } else {
      found.push(h('p', {}, ...inline(line.replace(/^#+ /, ''))));
    }
  }
  return found;
}

/** A line of words with what they quote: `trên 15%`. */
export const quoting = (text: string): HTMLElement => h('span', {}, ...text.split(/(`[^`]+`)/).map((part) => (part.length > 2 && part.startsWith('`') ? h('code', {}, part.slice(1, -1)) : part)));

function inline(text: string): (Node | string)[] {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`|_[^_]+_)/).map((part) => {
    if (part.startsWith('**') && part.length > 4) return h('strong', {}, plain(part.slice(2, -2)));
    if (part.startsWith('`') && part.length > 2) return h('code', {}, part.slice(1, -1));
    if (/^_[^_]+_$/.test(part)) return h('em', {}, plain(part.slice(1, -1)));
    return plain(part);
  });
}

/** Signs that were kept from being Markdown. */
const plain = (text: string): string => text.replaceAll(/\\([\\`*_[\]<>|#&])/g, '$1');
