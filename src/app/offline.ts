import type { App } from './store/app-store.ts';

/** What has to be called to install the service worker; vite-plugin-pwa provides it. */
export type RegisterServiceWorker = (options: { onRegisteredSW: () => void; immediate: boolean }) => unknown;

/**
 * Installs the service worker once the first list stands, so that it never competes with it, and says so
 * when the page and the models are on the device.
 */
export function goOffline(app: App, register: () => Promise<RegisterServiceWorker>): void {
  const stop = app.store.subscribe(({ list }) => {
    if (list.kind !== 'popular' && list.kind !== 'recommended') return;
    stop();
    void prepare(app, register);
  });
}

async function prepare(app: App, register: () => Promise<RegisterServiceWorker>): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    const registerServiceWorker = await register();
    registerServiceWorker({ immediate: true, onRegisteredSW: () => void sayWhenReady(app) });
  } catch {
    // A page without a service worker works all the same, only not offline.
  }
}

/** A worker is active only after every file of the app and of its models has arrived. */
async function sayWhenReady(app: App): Promise<void> {
  await navigator.serviceWorker.ready;
  app.actions.setOfflineReady();
}

/**
 * A page that a worker gave out belongs to the files of that worker. When a newer one takes over, even in the
 * middle of a load, the page starts again with the newer files; the shelf is on the device.
 */
export function followUpdates(): void {
  const serviceWorker = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
  if (!serviceWorker?.controller) return;
  serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
}

/** Tells the page when the network goes and comes. */
export function watchNetwork(app: App): void {
  const tell = () => app.actions.setOffline(!navigator.onLine);
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  tell();
}
