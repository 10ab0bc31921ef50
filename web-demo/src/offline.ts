// After the first visit a page works without a network.

/** Said to the service worker by the studio: who only fills in forms is not made to load what it needs. */
export const STUDIO = 'studio';

export function workOffline(asks?: typeof STUDIO): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const workers = navigator.serviceWorker;
  // Where the browser refuses it, in a private window for instance, the page works with a network only.
  const registered = workers.register('./sw.js').then(() => workers.ready);
  registered.then(({ active }) => asks && active?.postMessage(asks)).catch(() => undefined);
}
