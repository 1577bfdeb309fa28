import type { Page } from '@playwright/test';
import axe from 'axe-core';

/**
 * What is at fault in a page, or in the part of it that a selector names: WCAG 2.2 AA, and what axe calls best
 * practice. Cards that glide are waited for: colours change on the way. An animation whose element leaves is cancelled,
 * which ends it as well.
 *
 * axe is run in the page itself. Its package for Playwright opens a window for every look, in which it gathers what it
 * found in frames; these pages have none (one that came would be a fault, `frame-tested`), and the window takes a
 * multiple of the time of the look.
 */
export async function faults(page: Page, part = 'html'): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) await page.evaluate(axe.source);
  return page.evaluate(async (selector) => {
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    const { axe: injected } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await injected.run(selector, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  }, part);
}
