import type { Plugin } from 'vite';
import type { ManifestOptions, VitePWAOptions } from 'vite-plugin-pwa';
import { page as english } from '../src/app/text/en/page.ts';
import { appManifestName } from '../src/app/text/languages.ts';
import { page as chinese } from '../src/app/text/zh-CN/page.ts';

/** A larger file fails the build: a model of which one file is not precached could be made of two versions. */
const LARGEST_FILE = 32 << 20;

/** What a home screen is told, in the language of the page. */
const MANIFEST: Partial<ManifestOptions> = {
  name: 'Attar',
  short_name: 'Attar',
  description: english.description,
  lang: 'en',
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
};

/** The manifest in the other languages; the page names the one of its own. */
export function translatedManifests(): Plugin {
  return {
    name: 'attar-translated-manifests',
    apply: 'build',
    generateBundle() {
      const translated = { ...MANIFEST, description: chinese.description, lang: 'zh-CN' };
      this.emitFile({
        type: 'asset',
        fileName: appManifestName('zh-CN'),
        source: JSON.stringify(translated),
      });
    },
  };
}

/**
 * The service worker: the app and its models are precached together. A new version takes over as a whole once
 * all of its files have arrived, so a list is never made of two versions, however a deployment or the network
 * breaks off.
 */
export const offlineOptions: Partial<VitePWAOptions> = {
  registerType: 'autoUpdate',
  injectRegister: false,
  manifest: MANIFEST,
  workbox: {
    globPatterns: ['index.html', '*.webmanifest', 'assets/**/*', 'models/**/*.{json,safetensors}'],
    // Variants and the teacher's rows are fetched when the explorer is asked for them, and kept from then on.
    globIgnores: ['models/*/linear-*', 'models/*/student-*', 'models/*/golden-*'],
    // Not of one version with the rest, so the network comes first; the hash in the manifest says what is stale.
    runtimeCaching: [
      {
        urlPattern: /\/models\/[^/]+\/(linear|student|golden)-[^/]+$/,
        handler: 'NetworkFirst',
        options: { cacheName: 'attar-on-demand' },
      },
    ],
    skipWaiting: true,
    clientsClaim: true,
    maximumFileSizeToCacheInBytes: LARGEST_FILE,
    ignoreURLParametersMatching: [/./],
    navigateFallback: null,
  },
};
