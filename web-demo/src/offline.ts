// After the first visit the page works without a network.
export function workOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // Where the browser refuses it, in a private window for instance, the page works with a network only.
  navigator.serviceWorker.register('./sw.js').catch(() => undefined);
}
