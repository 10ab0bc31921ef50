// Drafts, kept in the browser: one for each set of rules, level, body and period.

/** Whose draft. */
export interface DraftKey {
  ruleset: string;
  level: string;
  body: string;
  period: string;
}

/** What is kept. */
export interface Draft {
  /** Of the kept form itself. */
  version: 1;
  /** Digest of the rules that it was filled in by. */
  digest: string;
  /** When it was kept, as an ISO time. */
  saved: string;
  /** The state, as JSON text. */
  state: string;
}

/** A place for drafts. Each call fails where the browser refuses storage: in a private window, or when it is full. */
export interface DraftStore {
  read(key: DraftKey): Promise<Draft | undefined>;
  write(key: DraftKey, draft: Draft): Promise<void>;
  remove(key: DraftKey): Promise<void>;
}

const DATABASE = 'luat-form';
const STORE = 'drafts';

/** Drafts in IndexedDB: they may be large, and writing does not hold up the page. */
export const browserDrafts: DraftStore = {
  async read(key) {
    const found: unknown = await request('readonly', (store) => store.get(nameOf(key)));
    return isDraft(found) ? found : undefined;
  },
  async write(key, draft) {
    await request('readwrite', (store) => store.put(draft, nameOf(key)));
  },
  async remove(key) {
    await request('readwrite', (store) => store.delete(nameOf(key)));
  },
};

/** Parts cannot run into each other, whatever signs they hold. */
const nameOf = ({ ruleset, level, body, period }: DraftKey): string => JSON.stringify([ruleset, level, body, period]);

function isDraft(found: unknown): found is Draft {
  if (typeof found !== 'object' || found === null) return false;
  const { version, digest, saved, state } = found as Partial<Draft>;
  return version === 1 && typeof digest === 'string' && typeof saved === 'string' && typeof state === 'string';
}

async function request<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const asked = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('storage refused'));
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = opening.onblocked = () => reject(opening.error ?? new Error('storage refused'));
  });
}
