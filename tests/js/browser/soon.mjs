// What a page shows follows what was done to it, in a moment that no test should measure.
import { setTimeout as wait } from 'node:timers/promises';

/** How long a page has, on a machine with much else to do. */
const PATIENCE = 15_000;

/** Tries an assertion about what a page shows until it holds; what it says in the end is what the test says. */
export async function soon(assertion) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > end) throw error;
      await wait(50);
    }
  }
}
