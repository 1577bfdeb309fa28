import type { Page } from 'playwright';
import { isForWebgl, reachable, sizeOf } from '../host/bundle-size.ts';
import type { Chunk, Reach } from '../host/bundle-size.ts';
import { measureHeap, MINUTE, onPage } from '../host/browser.ts';
import { START_ITEMS } from '../host/models.ts';
import type { BackendName } from '../page/attar.ts';
import type { LatencyOptions } from '../page/latency.ts';
// For what it declares: the functions that the page has on its window.
import type {} from '../page/main.ts';
import type { RequestOptions } from '../page/requests.ts';
import type { RouteName } from '../page/routes/names.ts';
import type { Row } from '../report.ts';
import { median, quantile } from '../statistics.ts';
import type { Session } from './session.ts';

/** ms for a page to make a million items, start every route, check it and warm it up, on a busy machine. */
const PREPARATION = 4 * MINUTE;

/** Scores and top k of every route, round by round. Throws where a route's list is wrong. */
export async function latencyRows(session: Session, options: LatencyOptions): Promise<Row[]> {
  const { times, faults } = await onPage(
    session.browser,
    `${session.address}main/`,
    (page) => page.evaluate((given) => window.attarBench.measureLatency(given), options),
    { deadline: options.budget + PREPARATION },
  );
  const wrong = Object.entries(faults).map(([route, fault]) => `${route}: ${fault}`);
  if (wrong.length > 0) throw new Error(`${options.items} items, wrong lists: ${wrong.join('; ')}`);
  return options.routes.map((route) => ({
    part: 'latency',
    route,
    items: options.items,
    figures: timeFigures(times[route]!),
  }));
}

/** Whole requests on a model of 64 bytes an item. Throws where lists differ. */
export async function requestRows(session: Session, options: RequestOptions): Promise<Row[]> {
  const { times, wrong } = await onPage(
    session.browser,
    `${session.address}main/`,
    (page) => page.evaluate((given) => window.attarBench.measureRequests(given), options),
    { deadline: options.budget + PREPARATION },
  );
  if (wrong > 0) throw new Error(`${options.items} items: ${wrong} lists differ between backends`);
  return options.backends.map((backend) => ({
    part: 'request',
    route: `attar ${backend}`,
    items: options.items,
    figures: timeFigures(times[backend]!),
  }));
}

/** What one route holds, on a page of its own, beyond what the page held before. */
export async function memoryRow(session: Session, route: RouteName, items: number, k: number): Promise<Row> {
  return onPage(session.browser, `${session.address}main/`, async (page) => {
    await page.waitForFunction(() => window.attarBench !== undefined);
    const empty = await measureHeap(page);
    const gpu = await page.evaluate((given) => window.attarBench.measureMemory(given), { route, items, k });
    const full = await measureHeap(page);
    const figures = {
      jsBytes: full.used - empty.used,
      bufferBytes: full.buffers - empty.buffers,
      ...gpu,
    };
    return { part: 'memory', route, items, figures };
  });
}

/** ms between two pages: the browser clears away the one before, and its GPU context, in the background. */
const BREATH = 300;

/** ms from the start of a page to its first list, each time on a fresh page; the pages take turns, in another order each time. */
export async function startRows(session: Session, times: number): Promise<Row[]> {
  const pages = {
    'attar webgl': 'start-attar/start-attar.html?backend=webgl',
    'attar wasm': 'start-attar/start-attar.html?backend=wasm',
    'attar plain': 'start-attar/start-attar.html?backend=plain',
    'attar webgl, ready first': 'start-attar/start-attar.html?backend=webgl&start=ready',
    'attar webgl on the page': 'start-attar/start-attar.html?backend=webgl&thread=page',
    'tfjs webgl': 'start-tfjs/start-tfjs.html',
  };
  const taken: Record<string, number[]> = {};
  for (let time = 0; time < times; time++) {
    for (const [route, path] of turns(Object.entries(pages), time)) {
      await new Promise((resolve) => setTimeout(resolve, BREATH));
      (taken[route] ??= []).push(await firstList(session, path));
    }
  }
  return Object.entries(taken).map(([route, ms]) => ({
    part: 'start',
    route,
    items: START_ITEMS,
    figures: timeFigures(ms),
  }));
}

/** Another one first each time, and every other time backwards: nobody always follows the same one. */
export function turns<T>(all: readonly T[], time: number): T[] {
  const from = time % all.length;
  const turned = [...all.slice(from), ...all.slice(0, from)];
  return time % 2 === 0 ? turned : turned.reverse();
}

async function firstList({ browser, address }: Session, path: string): Promise<number> {
  return onPage(browser, address + path, async (page) => {
    const noted = await page.waitForFunction(() => window.firstList);
    const ms = await noted.jsonValue();
    if (typeof ms !== 'number') throw new Error(`${path}: ${ms}`);
    return ms;
  });
}

/**
 * Bytes of code that a page downloads: all that it ever may; without WebGL, what a first list takes, on the backend whose
 * code is the largest; and what it then downloads when it asks for more.
 */
export function sizeRows({ library, tfjs }: Session): Row[] {
  const row = (route: string, chunks: readonly Pick<Chunk, 'code'>[]): Row => ({
    part: 'size',
    route,
    figures: { ...sizeOf(chunks) },
  });
  const from = (source: string, reach: Reach): Chunk[] => reachable(library, source, reach);
  // What several of these load is downloaded once.
  const together = (reach: Reach, ...sources: string[]): Chunk[] => [
    ...new Set(sources.flatMap((source) => from(source, reach))),
  ];
  const now = { later: false };
  const [page, loader, worker] = ['inference/index.ts', 'inference/load.ts', 'worker/main.ts'];
  const first = together(now, page, worker, 'backends/wasm.ts');
  const onDemand = from(worker, { leaveOut: isForWebgl }).filter((chunk) => !first.includes(chunk));
  return [
    row('attar on the page', from(page, {})),
    // With a worker, the page itself loads only what it needs at once.
    row('attar in a worker', [...new Set([...from(page, now), ...from(worker, {})])]),
    row('attar on the page, first list by wasm', together(now, page, loader, 'backends/wasm.ts')),
    row('attar in a worker, first list by wasm', first),
    row('attar without WebGL, on demand', onDemand),
    row('the page with full tfjs', tfjs),
  ];
}

/** Contexts lost during requests. */
export async function lossRow(session: Session, losses: number): Promise<Row> {
  const { back, ...counts } = await onPage(
    session.browser,
    `${session.address}main/`,
    (page) => page.evaluate((times) => window.attarBench.loseContexts(times), losses),
    { deadline: 2 * MINUTE },
  );
  const figures = {
    ...counts,
    backMedianMs: median(back),
    backP95Ms: quantile(back, 0.95),
    backLongestMs: quantile(back, 1),
  };
  return { part: 'loss', route: 'attar webgl', figures };
}

/** What is held before and after many requests. */
export async function enduranceRows(session: Session, requests: number): Promise<Row[]> {
  const endure = async (page: Page): Promise<Row[]> => {
    await page.evaluate(() => window.attarBench.startEndurance());
    const count = async (): Promise<Record<string, number>> => {
      const counts = await page.evaluate(() => window.attarBench.countEndured());
      const { used, buffers } = await measureHeap(page);
      return { ...counts, jsBytes: used, arrayBytes: buffers };
    };
    // Every kind of request once, so that all programs and textures are there.
    await page.evaluate((number) => window.attarBench.endure(number), Math.min(500, requests));
    const before = await count();
    await page.evaluate((number) => window.attarBench.endure(number), requests);
    const after = await count();
    const row = (when: string, figures: Record<string, number>): Row => ({
      part: 'endurance',
      route: `attar webgl, ${when}`,
      figures,
    });
    return [row('before many requests', before), row('after many requests', { requests, ...after })];
  };
  return onPage(session.browser, `${session.address}main/`, endure, { deadline: 4 * MINUTE });
}

export const BACKENDS: readonly BackendName[] = ['plain', 'wasm', 'webgl'];

function timeFigures(ms: readonly number[]): { medianMs: number; p95Ms: number; calls: number } {
  return { medianMs: median(ms), p95Ms: quantile(ms, 0.95), calls: ms.length };
}
