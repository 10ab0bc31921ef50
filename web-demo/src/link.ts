// The state as a part of the page's address. What stands after `#` is never sent to a server.
import type { State } from './form/state';

const KEYS = ['language', 'document', 'level', 'body', 'year', 'asOf', 'isFinal', 'facts'] as const;

/** The address part of a state; none while a report from a file is open, which would not fit. */
export function writeLink(state: State): string {
  if (state.opened) return '#';
  const bytes = new TextEncoder().encode(JSON.stringify(KEYS.map((key) => state[key])));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `#${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** What an address says of the state; nothing where it is not one of ours. */
export function readLink(hash: string): Partial<State> {
  try {
    const binary = atob(hash.slice(1).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const values: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (!Array.isArray(values) || values.length !== KEYS.length) return {};
    return checked(Object.fromEntries(KEYS.map((key, at) => [key, values[at]])));
  } catch {
    return {};
  }
}

/** An address may have been written by anybody: only what has the right form is taken over. */
function checked(given: Record<string, unknown>): Partial<State> {
  const { language, document, level, body, year, asOf, isFinal, facts } = given;
  if (language !== 'vi' && language !== 'en') return {};
  if (typeof document !== 'string' || typeof level !== 'string' || typeof body !== 'string') return {};
  if (typeof year !== 'string' || !/^\d{4}$/.test(year)) return {};
  if (typeof asOf !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(asOf)) return {};
  if (typeof isFinal !== 'boolean' || typeof facts !== 'object' || facts === null || Array.isArray(facts)) return {};
  const plain = Object.entries(facts).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return { language, document, level, body, year, asOf, isFinal, facts: Object.fromEntries(plain) as State['facts'] };
}
