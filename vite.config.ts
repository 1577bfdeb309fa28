/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { chromiumOptions } from './scripts/chromium.ts';
import { contentSecurityPolicy } from './scripts/content-security-policy.ts';
import { offlineOptions, translatedManifests } from './scripts/offline.ts';
import { singleFile } from './scripts/single-file.ts';
import { engineChunk, modulePreload, workerChunk } from './scripts/worker-chunk.ts';

const target = 'es2023';

/** Libraries keep their licence comments and their white space unless told otherwise. */
const small = { minify: true, comments: { legal: false } } as const;

/** dist/app: static files with relative addresses, for any path on any host. */
const app: UserConfig = {
  base: './',
  plugins: [react(), workerChunk(), translatedManifests(), VitePWA(offlineOptions), contentSecurityPolicy()],
  build: { target, outDir: 'dist/app', emptyOutDir: true, modulePreload },
};

/** dist/app/widget/attar-shelf.js: the custom element as one classic script, for any page. */
const widget: UserConfig = {
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target,
    outDir: 'dist/app/widget',
    emptyOutDir: true,
    lib: {
      entry: 'src/widget/index.ts',
      name: 'AttarShelf',
      formats: ['iife'],
      fileName: () => 'attar-shelf.js',
    },
    rolldownOptions: { output: { ...small, codeSplitting: false } },
  },
};

/** dist/lib: the browser library; its dependencies stay imports. */
const lib: UserConfig = {
  publicDir: false,
  plugins: [workerChunk(), engineChunk()],
  build: {
    target,
    outDir: 'dist/lib',
    emptyOutDir: true,
    lib: { entry: { index: 'src/inference/index.ts' }, formats: ['es'] },
    rolldownOptions: { external: [/^@tensorflow\//] },
  },
};

/** dist/single/MODEL.html: the app with one model in one file, for a double click. */
const single = (model: string): UserConfig => ({
  base: './',
  publicDir: false,
  plugins: [react(), VitePWA({ disable: true }), singleFile(model)],
  worker: { format: 'iife', rolldownOptions: { output: { ...small, codeSplitting: false } } },
  build: {
    target,
    outDir: 'dist/single',
    emptyOutDir: false,
    modulePreload: false,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { output: { ...small, codeSplitting: false } },
  },
});

const builds: Record<string, UserConfig> = {
  widget,
  lib,
  'single-books': single('books'),
  'single-movies': single('movies'),
};

/** ms: long enough for any machine, since no test is about time. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 15_000 } } };

const test: UserConfig['test'] = {
  projects: [
    {
      test: {
        ...patience,
        name: 'node',
        environment: 'node',
        include: ['src/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.{mjs,ts}'],
        exclude: ['src/**/*.browser.test.ts'],
        // Every core, and threads: a process for each of the many files takes longer than most of their tests.
        pool: 'threads',
        maxWorkers: '100%',
      },
    },
    {
      plugins: [react(), VitePWA(offlineOptions)],
      // Pages share memory between threads only where they are isolated.
      server: {
        headers: {
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cross-Origin-Embedder-Policy': 'require-corp',
        },
      },
      // A dependency met in the middle of a run would reload the page under the tests.
      optimizeDeps: {
        include: [
          'react',
          'react-dom',
          'react-dom/client',
          'react/jsx-dev-runtime',
          'vitest-browser-react',
          'zustand',
          'zustand/vanilla',
          'idb-keyval',
          'fast-check',
          '@observablehq/plot',
          '@tensorflow/tfjs-core/dist/base',
          '@tensorflow/tfjs-backend-webgl/dist/gpgpu_context',
          '@tensorflow/tfjs-backend-webgl/dist/texture_manager',
          '@tensorflow/tfjs-backend-webgl/dist/flags_webgl',
        ],
      },
      test: {
        ...patience,
        name: 'browser',
        include: ['src/**/*.browser.test.{ts,tsx}'],
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          provider: playwright({ launchOptions: chromiumOptions() }),
          instances: [{ browser: 'chromium' }],
        },
      },
    },
  ],
};

export default defineConfig(({ mode }) => ({ ...(builds[mode] ?? app), test }));
