/** One tap, as the page saw it. */
export interface Tap {
  /** From the time stamp of the browser's input event to the end of the frame that shows the new list, ms. */
  readonly ms: number;
  /** Lengths of the page's tasks over 50 ms that fall in between, ms. */
  readonly longTasks: readonly number[];
}

export interface TapWatch {
  /** The next tap that changes the list. */
  next(): Promise<Tap>;
}

declare global {
  var tapWatch: TapWatch;
}

/** Until a long task is told of, ms. */
const TELLING = 100;

/**
 * Runs in the app's page before its own scripts. A list is new when the ids of its cards are others; it is shown
 * once the frame after that change of the document is handed on, which is when a message posted from that
 * frame's callback arrives.
 */
const longTasks: PerformanceEntry[] = [];
const waiting: ((tap: Tap) => void)[] = [];
let tap: { readonly start: number; readonly list: string } | undefined;

const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries()));
observer.observe({ type: 'longtask', buffered: true });

addEventListener('click', noteTap, { capture: true });
new MutationObserver(noteChange).observe(document, {
  childList: true,
  subtree: true,
  attributeFilter: ['data-id'],
});
globalThis.tapWatch = { next: () => new Promise((resolve) => waiting.push(resolve)) };

function noteTap(event: Event): void {
  if (event.isTrusted) tap = { start: event.timeStamp, list: listNow() };
}

function noteChange(): void {
  if (tap === undefined || listNow() === tap.list) return;
  const { start } = tap;
  tap = undefined;
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => tell(start, performance.now());
    port2.postMessage(null);
  });
}

/** Long tasks are told of some time after they have ended. */
function tell(start: number, end: number): void {
  setTimeout(() => {
    longTasks.push(...observer.takeRecords());
    const isBetween = (task: PerformanceEntry): boolean =>
      task.startTime < end && task.startTime + task.duration > start;
    const between = longTasks.filter(isBetween).map(({ duration }) => duration);
    waiting.shift()?.({ ms: end - start, longTasks: between });
  }, TELLING);
}

function listNow(): string {
  const cards = document.querySelectorAll<HTMLElement>('#recommendations .grid > [data-id]');
  return Array.from(cards, ({ dataset }) => dataset.id).join();
}
