// Files of the visitor's own disk.
import type { Report, RuleText } from 'luat';
import { h } from '../dom';
import { reportIn } from '../report';
import { readKept, type Kept } from './store';

/** What a file holds. */
export type Found = { text: RuleText } | { report: Report } | { kept: Kept } | { none: string };

export async function readFile(file: File): Promise<Found> {
  const text = await file.text();
  if (file.name.endsWith('.json')) {
    const kept = parsed(text, readKept);
    if (kept) return { kept };
    const report = reportIn(text);
    return report ? { report } : { none: file.name };
  }
  // A file of bytes is no text.
  return text.includes('\0') ? { none: file.name } : { text: { name: file.name, text } };
}

function parsed<T>(text: string, read: (found: unknown) => T | undefined): T | undefined {
  try {
    return read(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Asks for files; none where the visitor thinks better of it. */
export function chooseFiles(accept: string, several: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const input = h('input', { type: 'file', id: 'files', accept, multiple: several, hidden: true });
    const done = (files: File[]) => {
      input.remove();
      resolve(files);
    };
    input.onchange = () => done([...(input.files ?? [])]);
    input.oncancel = () => done([]);
    document.getElementById(input.id)?.remove();
    document.body.append(input);
    input.click();
  });
}

/** The part of the File System Access API that is used; not every browser has it. */
interface Handle {
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}

type Picker = (options: { suggestedName: string }) => Promise<Handle>;

/** Files that were written to, by the name of their text: the next save goes there, too. */
const handles = new Map<string, Handle>();

/** Saves a text: into a file that the visitor picks, or, where the browser cannot do that, as a download. */
export async function save(name: string, text: string, asks: boolean): Promise<boolean> {
  const picker = (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker;
  if (!picker || !asks) {
    const handle = handles.get(name);
    if (!handle) return download(name, text);
    return write(handle, text);
  }
  try {
    const handle = await picker({ suggestedName: name });
    handles.set(name, handle);
    return await write(handle, text);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return false;
    return download(name, text);
  }
}

async function write(handle: Handle, text: string): Promise<boolean> {
  const file = await handle.createWritable();
  await file.write(text);
  await file.close();
  return true;
}

function download(name: string, text: string): boolean {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return true;
}
