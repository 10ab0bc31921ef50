// The finished report as a file, alone or with what the rules say to it.
import type { Report, Result } from 'luat';
import { h } from './dom.js';

/** The report and the verdicts on it, with what they were found by: enough to check it again. */
export interface Judged {
  report: Report;
  result: Result;
}

/** Saves a value as a JSON file. */
export function saveJson(value: unknown, name: string): void {
  const text = `${JSON.stringify(value, undefined, 2)}\n`;
  const link = h('a', { href: URL.createObjectURL(new Blob([text], { type: 'application/json' })), download: name });
  link.click();
  // The browser takes its time to begin.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A file's name without signs that file systems refuse. */
export const fileName = (...parts: string[]): string => `${parts.map((part) => part.replace(/[^\p{L}\p{N}_-]+/gu, '-')).join('-')}.json`;
