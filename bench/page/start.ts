/** What both pages of the start time do: likes, and how many recommendations are shown. */
export const LIKES = ['12', '345', '6789'];
export const SHOWN = 10;

/** Values of a user or an item in the model of both pages. */
export const START_DIM = 64;

declare global {
  interface Window {
    /** ms from the start of the page to its first list; the error's text when it failed. */
    firstList?: number | string;
  }
}

/** Runs a page and notes when its list stood there. */
export async function noteFirstList(recommend: () => Promise<readonly string[]>): Promise<void> {
  try {
    const titles = await recommend();
    if (titles.length !== SHOWN || titles.some((title) => title === '')) throw new Error('no full list');
    document.body.textContent = titles.join(', ');
    window.firstList = performance.now();
  } catch (fault) {
    window.firstList = String(fault);
  }
}
