import { ROUTE_NAMES } from '../page/routes/names.ts';
import type { RouteName } from '../page/routes/names.ts';
import type { Row } from '../report.ts';
import type { Suite } from '../suites.ts';
import {
  BACKENDS,
  enduranceRows,
  latencyRows,
  lossRow,
  memoryRow,
  requestRows,
  sizeRows,
  startRows,
} from './measure.ts';
import { withSession } from './session.ts';
import type { Session } from './session.ts';
import { engineTargets } from './targets.ts';

/** Length of every list but those of the start pages. */
const K = 50;
/** Likes of a whole request. */
const LIKES = 20;

/** How long, and how often: the full run takes four to six minutes, the quick one some twenty seconds. */
const FULL = {
  latency: [
    { items: 10_000, budget: 20_000, least: 20, most: 100 },
    { items: 100_000, budget: 30_000, least: 15, most: 60 },
    { items: 1_000_000, budget: 45_000, least: 9, most: 30 },
  ],
  requests: [
    { items: 10_000, budget: 15_000, least: 40, most: 100 },
    { items: 1_000_000, budget: 20_000, least: 20, most: 60 },
  ],
  memory: { items: 100_000, routes: ROUTE_NAMES as readonly RouteName[] },
  starts: 9,
  losses: 100,
  endurance: 10_000,
};

const QUICK: typeof FULL = {
  latency: [{ items: 10_000, budget: 0, least: 2, most: 2 }],
  requests: [{ items: 10_000, budget: 0, least: 2, most: 2 }],
  memory: { items: 10_000, routes: ['attar webgl', 'tfjs webgl matMul + topk'] },
  starts: 1,
  losses: 3,
  endurance: 100,
};

/** Parts of the suite, each of which can also be run by itself; rows carry the same names. */
export type EnginePart = 'size' | 'start' | 'latency' | 'request' | 'memory' | 'loss' | 'endurance';

/** This engine beside its peers, in one run of one Chromium: all parts, or one. */
export function engineSuite(only?: EnginePart): Suite {
  return async ({ quick, log }) => {
    const steps = stepsOf(quick ? QUICK : FULL).filter(([part]) => only === undefined || part === only);
    const rows: Row[] = [];
    log('building the pages');
    await withSession(async (session) => {
      for (const [, what, run] of steps) {
        log(what);
        rows.push(...(await run(session)));
      }
    });
    return { rows, targets: engineTargets(rows) };
  };
}

type Step = readonly [part: EnginePart, what: string, run: (session: Session) => Promise<Row[]>];

function stepsOf({ latency, requests, memory, starts, losses, endurance }: typeof FULL): Step[] {
  const count = (items: number): string => items.toLocaleString('en-US');
  return [
    ['size', 'bytes of code', async (session) => sizeRows(session)],
    ['start', 'page starts', (session) => startRows(session, starts)],
    ...latency.map<Step>((options) => [
      'latency',
      `scores and top ${K} of ${count(options.items)} items`,
      (session) => latencyRows(session, { ...options, routes: ROUTE_NAMES, k: K }),
    ]),
    ...requests.map<Step>((options) => [
      'request',
      `whole requests on ${count(options.items)} items`,
      (session) => requestRows(session, { ...options, backends: BACKENDS, likes: LIKES, k: K }),
    ]),
    ...memory.routes.map<Step>((route) => [
      'memory',
      `memory of ${route}`,
      async (session) => [await memoryRow(session, route, memory.items, K)],
    ]),
    ['loss', `${losses} lost contexts`, async (session) => [await lossRow(session, losses)]],
    ['endurance', `${count(endurance)} requests`, (session) => enduranceRows(session, endurance)],
  ];
}
