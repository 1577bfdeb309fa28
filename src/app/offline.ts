import { MODELS } from './models.ts';
import type { App } from './store/app-store.ts';

/** What has to be called to install the service worker; vite-plugin-pwa provides it. */
export type RegisterServiceWorker = (options: { onRegisteredSW: () => void; immediate: boolean }) => unknown;

/** Files of a bundle the page needs without a network. */
const NEEDED_OFFLINE = ['manifest.json', 'student.safetensors', 'catalogue.json', 'samples.json'];

/**
 * Installs the service worker once the first list stands, so that it never competes with it, and says so
 * when the page and the model are both on the device.
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
    registerServiceWorker({ immediate: true, onRegisteredSW: () => void keepModel(app) });
  } catch {
    // A page without a service worker works all the same, only not offline.
  }
}

/** The model came before the worker did: fetched once more, now through it, it is kept. */
async function keepModel(app: App): Promise<void> {
  await navigator.serviceWorker.ready;
  if (!(await isControlled())) return;
  const { address } = MODELS[app.store.getState().model];
  const answers = await Promise.allSettled(NEEDED_OFFLINE.map((file) => fetch(address + file)));
  if (answers.every((answer) => answer.status === 'fulfilled' && answer.value.ok))
    app.actions.setOfflineReady();
}

/** ms for a new worker to take this page over. */
const PATIENCE = 10_000;

function isControlled(): Promise<boolean> {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) return Promise.resolve(true);
  return new Promise((resolve) => {
    serviceWorker.addEventListener('controllerchange', () => resolve(true), { once: true });
    setTimeout(() => resolve(serviceWorker.controller !== null), PATIENCE);
  });
}

/** Tells the page when the network goes and comes. */
export function watchNetwork(app: App): void {
  const tell = () => app.actions.setOffline(!navigator.onLine);
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  tell();
}
