import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { chromiumOptions } from '../../scripts/chromium.ts';

/** One Chromium for the whole run, started as the tests start theirs. */
export async function openBrowser(): Promise<Browser> {
  const options = chromiumOptions();
  return chromium.launch({ ...options, headless: true });
}

/** Opens a page in a profile of its own, does something with it, and closes it. Faults of the page are faults here. */
export async function onPage<T>(
  browser: Browser,
  address: string,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(TIMEOUT);
    const broken = new Promise<never>((_, failed) => page.once('pageerror', failed));
    const done = page.goto(address).then(() => work(page));
    return await Promise.race([done, broken]);
  } finally {
    await context.close();
  }
}

/** A million items take a while to make, ms. */
const TIMEOUT = 10 * 60_000;

export interface HeapUsage {
  /** Objects of JavaScript, bytes. */
  readonly used: number;
  /** Array buffers and WebAssembly memories, bytes. */
  readonly buffers: number;
}

/** What a page holds after a collection. */
export async function measureHeap(page: Page): Promise<HeapUsage> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  // One collection frees objects, the next one what their finalisers kept.
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  const usage = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  await session.detach();
  return { used: usage.usedSize, buffers: usage.backingStorageSize ?? 0 };
}
