import { defineConfig, devices } from '@playwright/test';
import { chromiumOptions } from './scripts/chromium.ts';

const port = Number(process.env.ATTAR_E2E_PORT ?? 4610);

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'build/e2e',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    // Tests that are about another language ask for it.
    locale: 'en-US',
    baseURL: `http://localhost:${port}/`,
    launchOptions: chromiumOptions(),
    // A trace of every action would slow all tests down: `npm run e2e -- --trace on NAME` makes one.
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `node scripts/serve.mjs --folder dist/app --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
