import { exactTop, findFault } from './check.ts';
import { timeRounds } from './rounds.ts';
import type { RoundOptions } from './rounds.ts';
import { ROUTES } from './routes/index.ts';
import type { RouteName } from './routes/names.ts';
import type { Route } from './routes/route.ts';
import { makeWorkload } from './workload.ts';
import type { Top, Workload } from './workload.ts';

export interface LatencyOptions extends Pick<RoundOptions, 'budget' | 'least' | 'most'> {
  readonly items: number;
  readonly routes: readonly RouteName[];
  readonly k: number;
}

export interface LatencyResult {
  /** ms of each timed call by route. */
  readonly times: Readonly<Record<string, readonly number[]>>;
  /** What is wrong with a route's lists; empty: they are those of exact whole numbers. */
  readonly faults: Readonly<Record<string, string>>;
}

/** All routes on one catalogue: checked once for each user, then timed round by round. */
export async function measureLatency({
  items,
  routes,
  k,
  ...rounds
}: LatencyOptions): Promise<LatencyResult> {
  const workload = makeWorkload(items);
  const expected = workload.users.map((user) => exactTop(workload, user, k));
  const faults: Record<string, string> = {};
  const started: [RouteName, Route][] = [];
  for (const name of routes) {
    const route = await ROUTES[name](workload, k);
    started.push([name, route]);
    const fault = await checkRoute(route, workload, expected);
    if (fault !== undefined) faults[name] = fault;
  }
  const contestants = started.map(([name, { ready, recommend }]) => {
    let turn = 0;
    return { name, ready, call: () => recommend(workload.users[turn++ % workload.users.length]!) };
  });
  return { times: await timeRounds(contestants, rounds), faults };
}

async function checkRoute(
  route: Route,
  workload: Workload,
  expected: readonly Top[],
): Promise<string | undefined> {
  await route.ready?.();
  for (const [at, user] of workload.users.entries()) {
    const fault = findFault(workload, user, expected[at]!, await route.recommend(user));
    if (fault !== undefined) return fault;
  }
  return undefined;
}
