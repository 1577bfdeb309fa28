import type { Browser, Response } from 'playwright';
import { onPage } from '../host/browser.ts';
import { firstView } from './taps.ts';

/** A file of code as it came over the wire. */
export interface CodeFile {
  readonly name: string;
  /** `br`, `gzip`, or `none` for what is too small to gain by it. */
  readonly encoding: string;
  /** Of the body as sent. */
  readonly bytes: number;
}

/**
 * All JavaScript and CSS that a first visit downloads until its list and the panel beside it stand, workers
 * included; not the service worker, which comes after, nor what it stores.
 */
export async function firstCode(browser: Browser, address: string): Promise<CodeFile[]> {
  // Page and worker share files: what one has fetched, the other has from the browser's cache.
  const responses = new Map<string, Response>();
  return onPage(
    browser,
    address,
    async (page) => {
      await firstView(page);
      return Promise.all([...responses].map(([url, response]) => describe(url, response)));
    },
    {
      serviceWorkers: 'block',
      prepare: (page) =>
        page.on('response', (response) => {
          const url = response.url();
          if (/\.(js|css)$/.test(url) && !responses.has(url)) responses.set(url, response);
        }),
    },
  );
}

async function describe(url: string, response: Response): Promise<CodeFile> {
  const { 'content-encoding': encoding = 'none', 'content-length': length } = await response.allHeaders();
  if (length === undefined) throw new Error(`${url}: the server did not say how many bytes it sends`);
  return { name: url.split('/').at(-1)!, encoding, bytes: Number(length) };
}
