// Whose report, of which year, as of which day: a part of the page's address, so that a reload comes back to it.
import { BODIES, YEARS, type Body } from './bodies';

export interface Choice {
  body: Body;
  year: string;
  asOf: string;
}

/** The part of the address after `#`, which is never sent to a server. */
export const writeChoice = ({ body, year, asOf }: Choice): string => `#${body.id}/${year}/${asOf}`;

/** What an address chooses; nothing where it is not one of ours. */
export function readChoice(hash: string): Choice | undefined {
  const [id, year, asOf] = hash.slice(1).split('/');
  const body = BODIES.find((one) => one.id === id);
  if (!body || year === undefined || !YEARS.includes(year) || asOf === undefined || !isDay(asOf)) return undefined;
  return { body, year, asOf };
}

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The visitor's own today; the engine knows none. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
