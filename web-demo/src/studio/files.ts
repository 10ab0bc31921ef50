// Files of the visitor's own disk.
import type { Report, RuleText } from 'luat';
import { readReport } from 'luat/form';
import { h } from '../dom';
import { readKept, type Kept } from './store';

/** What a file holds. */
export type Found = { text: RuleText } | { report: Report } | { kept: Kept } | { none: string };

export async function readFile(file: File): Promise<Found> {
  const text = await file.text();
  if (file.name.endsWith('.json')) {
    const kept = parsed(text, readKept);
    if (kept) return { kept };
    const report = readReport(text);
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

/** The part of the File System Access API that is used; not every browser has it. */
interface Handle {
  getFile(): Promise<File>;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}

interface Pickers {
  showOpenFilePicker?: (options: { multiple: boolean; types: { accept: Record<string, string[]> }[] }) => Promise<Handle[]>;
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<Handle>;
}

const pickers = globalThis as Pickers;

/** A file that was chosen; where the browser can write to it, also how. */
export interface Chosen {
  file: File;
  handle?: Handle;
}

/** Asks for files with these endings; none where the visitor thinks better of it. */
export async function chooseFiles(endings: string[], several: boolean): Promise<Chosen[]> {
  if (!pickers.showOpenFilePicker) return (await inputFiles(endings, several)).map((file) => ({ file }));
  try {
    const handles = await pickers.showOpenFilePicker({ multiple: several, types: [{ accept: { 'text/plain': endings } }] });
    return await Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
  } catch (thrown) {
    if (isGivenUp(thrown)) return [];
    throw thrown;
  }
}

function inputFiles(endings: string[], several: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const input = h('input', { type: 'file', id: 'files', accept: endings.join(','), multiple: several, hidden: true });
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

const isGivenUp = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'AbortError';

/** Files that were opened or written to, by the name of their text: the next save goes there, too. */
const handles = new Map<string, Handle>();

/** Notes where a text was opened from; without a file, that it has none any more. */
export function keepFile(name: string, handle: Handle | undefined): void {
  if (handle) handles.set(name, handle);
  else handles.delete(name);
}

/** Other texts came in the place of all: what they are called is no leave to write over files. */
export const forgetFiles = (): void => handles.clear();

/** Saves a text: into a file that the visitor picks, or, where the browser cannot do that, as a download. */
export async function save(name: string, text: string, asks: boolean): Promise<boolean> {
  const handle = handles.get(name);
  try {
    if (handle && !asks) return await write(handle, text);
    if (!pickers.showSaveFilePicker || !asks) return download(name, text);
    const picked = await pickers.showSaveFilePicker({ suggestedName: name });
    handles.set(name, picked);
    return await write(picked, text);
  } catch (thrown) {
    return isGivenUp(thrown) ? false : download(name, text);
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
