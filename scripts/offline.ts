import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { VitePWAOptions } from 'vite-plugin-pwa';
import { filesBelow } from './fingerprint.mjs';

const MODELS_CACHE = 'attar-models';

/** Seconds before a slow network gives way to the copy on the device. */
const PATIENCE_S = 4;

/**
 * The service worker: the app's own files are precached; models come from the network while there is one,
 * because their files have no hash in their names and a list must never be made of two versions.
 */
export const offlineOptions: Partial<VitePWAOptions> = {
  registerType: 'autoUpdate',
  injectRegister: false,
  manifest: {
    name: 'Attar',
    short_name: 'Attar',
    description: 'Books and films you may love, worked out on your own device.',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#faf5ee',
    theme_color: '#7d2440',
    icons: [
      { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
  },
  workbox: {
    globPatterns: ['index.html', 'assets/**/*'],
    skipWaiting: true,
    clientsClaim: true,
    maximumFileSizeToCacheInBytes: 4 << 20,
    ignoreURLParametersMatching: [/./],
    navigateFallback: null,
    importScripts: ['offline-models.js'],
    runtimeCaching: [
      {
        urlPattern: ({ sameOrigin, url }) => sameOrigin && /\/models\/[^/]+\/[^/]+$/.test(url.pathname),
        handler: 'NetworkFirst',
        options: {
          cacheName: MODELS_CACHE,
          networkTimeoutSeconds: PATIENCE_S,
          cacheableResponse: { statuses: [200] },
        },
      },
    ],
  },
};

/**
 * Emits offline-models.js: on installation the service worker puts the app's models into its cache, because the
 * first visit downloads them before there is a service worker. A model that fails to arrive is no reason to do
 * without the rest.
 */
export function offlineModels(publicFolder: string): Plugin {
  return {
    name: 'attar-offline-models',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'offline-models.js', source: workerScript(publicFolder) });
    },
  };
}

function workerScript(publicFolder: string): string {
  const models = join(publicFolder, 'models');
  const files = existsSync(models) ? filesBelow(models) : [];
  const addresses = files.map((file) => file.slice(publicFolder.length + 1).replaceAll('\\', '/')).toSorted();
  return `const files = ${JSON.stringify(addresses)};
self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open('${MODELS_CACHE}').then((cache) => Promise.allSettled(files.map((file) => cache.add(file)))),
  );
});
`;
}
