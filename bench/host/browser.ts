import { chromium } from 'playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { chromiumOptions } from '../../scripts/chromium.ts';
import { inTime } from './deadline.ts';

/** One Chromium for the whole run, started as the tests start theirs. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ ...chromiumOptions(), headless: true });
}

export interface PageOptions extends BrowserContextOptions {
  /** ms for all of the work; default a minute. */
  readonly deadline?: number;
  /** Called before the address is opened. */
  readonly prepare?: (page: Page) => unknown;
}

/**
 * Opens a page in a profile of its own, does something with it, and closes it. Faults of the page are faults here, as is
 * a page that is not done by the deadline.
 */
export async function onPage<T>(
  browser: Browser,
  address: string,
  work: (page: Page) => Promise<T>,
  { prepare, deadline = MINUTE, ...options }: PageOptions = {},
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(deadline);
    await prepare?.(page);
    const broken = new Promise<never>((_, failed) => page.once('pageerror', failed));
    const done = page.goto(address).then(() => work(page));
    return await inTime(address, deadline, Promise.race([done, broken]));
  } finally {
    await context.close();
  }
}

/** ms */
export const MINUTE = 60_000;

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
