// The service worker of the built pages: it keeps the files that the portal's pages need, those of the studio when that
// asks for it, and answers from what it keeps.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { STUDIO } from './src/offline.js';

/** Writes `sw.js` beside the pages, with the lists of their files and a name that changes with any of them. */
export const offline: Plugin = {
  name: 'offline',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    const shipped = join(import.meta.dirname, 'public');
    const files = new Map<string, Uint8Array | string>(readdirSync(shipped).map((name) => [name, readFileSync(join(shipped, name))]));
    for (const [name, file] of Object.entries(bundle)) files.set(name, file.type === 'asset' ? file.source : file.code);
    const pages = ledTo(['index.html', 'attach.html'], files);
    const studio = ledTo(['studio.html'], files).filter((name) => !pages.includes(name));
    const hash = createHash('sha256');
    for (const name of [...pages, ...studio]) hash.update(name).update(files.get(name) ?? '');
    const values = { KEPT: `luat-${hash.digest('hex').slice(0, 16)}`, FILES: ['./', ...pages], STUDIO_FILES: studio, STUDIO };
    const source = WORKER.replace(/\b(KEPT|FILES|STUDIO_FILES|STUDIO)\b/g, (name) => JSON.stringify(values[name as keyof typeof values]));
    this.emitFile({ type: 'asset', fileName: 'sw.js', source });
  },
};

/** The files that pages lead to: those whose names stand in them, and in those in turn; other pages are none of them. */
function ledTo(pages: string[], files: Map<string, Uint8Array | string>): string[] {
  const found = new Set(pages);
  for (const name of found) {
    if (name.endsWith('.wasm')) continue;
    const text = Buffer.from(files.get(name) ?? '').toString('utf8');
    for (const other of files.keys()) if (!other.endsWith('.html') && text.includes(other.slice(other.lastIndexOf('/') + 1))) found.add(other);
  }
  return [...found].sort();
}

const WORKER = `const kept = KEPT;
const files = FILES;
const studio = STUDIO_FILES;

const keep = async (names) => (await caches.open(kept)).addAll(names);

self.addEventListener('install', (event) => {
  // Who has had the studio has it anew with this build.
  const wanted = async () => ((await caches.match('studio.html')) ? [...files, ...studio] : files);
  event.waitUntil(wanted().then(keep).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  const old = (names) => names.filter((name) => name.startsWith('luat-') && name !== kept);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  if (event.data !== STUDIO) return;
  event.waitUntil(caches.match('studio.html').then((found) => found ?? keep(studio)));
});

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((found) => found ?? fetch(event.request)));
});
`;
