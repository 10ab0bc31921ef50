// The service worker of the built pages: it keeps every file of this build, and answers from what it keeps.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Writes `sw.js` beside the pages, with the list of all files and a name that changes with any of them. */
export const offline: Plugin = {
  name: 'offline',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    const shipped = join(import.meta.dirname, 'public');
    const hash = createHash('sha256');
    const files = Object.keys(bundle).sort();
    for (const name of files) {
      const file = bundle[name];
      hash.update(name).update(file?.type === 'asset' ? file.source : (file?.code ?? ''));
    }
    for (const name of readdirSync(shipped).sort()) {
      files.push(name);
      hash.update(name).update(readFileSync(join(shipped, name)));
    }
    const kept = `luat-${hash.digest('hex').slice(0, 16)}`;
    this.emitFile({ type: 'asset', fileName: 'sw.js', source: WORKER.replace('KEPT', JSON.stringify(kept)).replace('FILES', JSON.stringify(['./', ...files])) });
  },
};

const WORKER = `const kept = KEPT;
const files = FILES;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(files)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  const old = (names) => names.filter((name) => name.startsWith('luat-') && name !== kept);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((found) => found ?? fetch(event.request)));
});
`;
