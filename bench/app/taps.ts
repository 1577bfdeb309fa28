import type { Browser, Page } from 'playwright';
import { MINUTE, onPage } from '../host/browser.ts';
import type { Tap } from '../page/tap-watch.ts';

export interface TapPlan {
  readonly model: 'books' | 'movies';
  readonly backend: 'webgl' | 'wasm';
  readonly taps: number;
}

/** As the page calls them. */
const SPOKEN = { webgl: 'WebGL', wasm: 'WebAssembly' } as const;

/** Where the page has what is tapped. */
const BUTTONS = {
  like: '#recommendations .grid button[data-keep="like"]',
  remove: '.shelf-row button[data-keep="remove"]',
} as const;

/** From one tap to the next, ms: longer than cards glide. */
const PAUSE = 500;

/**
 * Taps through the built app with the browser's own mouse, as a visitor who begins without a shelf: two likes from
 * the list, then one of the shelf taken back, again and again. Throws where another backend answers.
 * @param watch what `page/tap-watch.ts` is built to
 */
export function tapThrough(browser: Browser, address: string, plan: TapPlan, watch: string): Promise<Tap[]> {
  const start = `${address}?model=${plan.model}&backend=${plan.backend}`;
  const work = async (page: Page): Promise<Tap[]> => {
    await firstView(page);
    const taps: Tap[] = [];
    while (taps.length < plan.taps) taps.push(await tap(page, taps.length));
    const said = await page.locator('#compare').innerText();
    if (!said.includes(SPOKEN[plan.backend])) throw new Error(`${start}: another backend answered`);
    return taps;
  };
  return onPage(browser, start, work, {
    serviceWorkers: 'block',
    deadline: 3 * MINUTE,
    prepare: (page) => page.addInitScript({ content: watch }),
  });
}

/** Waits until the list stands, and the panel beside it, which comes after. */
export async function firstView(page: Page): Promise<void> {
  await page.locator('#recommendations .grid > [data-id]').first().waitFor();
  await page.locator('#compare .agreement').waitFor();
}

async function tap(page: Page, turn: number): Promise<Tap> {
  await page.waitForTimeout(PAUSE);
  const buttons = page.locator(turn % 3 === 2 ? BUTTONS.remove : BUTTONS.like);
  const button = buttons.nth(turn % Math.min(3, await buttons.count()));
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (box === null) throw new Error('there is nothing to tap');
  const seen = page.evaluate(() => globalThis.tapWatch.next());
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  return seen;
}
