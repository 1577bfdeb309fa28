import { findBrowser } from './find-browser.mjs';

/**
 * How every test starts Chromium. SwiftShader draws WebGL in software, so the tests are the same on a machine
 * without a GPU; the other flags keep the browser from talking to anybody.
 */
export function chromiumOptions(): { executablePath?: string; args: string[] } {
  const executablePath = findBrowser();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
