import { findBrowser } from './find-browser.mjs';

/**
 * How every test and benchmark starts Chromium. SwiftShader draws WebGL in software, so the tests are the same on a
 * machine without a GPU. The page itself is put together without one, as Chromium does where there is none: else
 * SwiftShader would draw all of it, tens of milliseconds for each frame with covers and shadows. The other flags keep
 * the browser from talking to anybody.
 */
export function chromiumOptions(): { executablePath?: string; args: string[] } {
  const executablePath = findBrowser();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-gpu-compositing',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
