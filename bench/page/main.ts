import { startEndurance } from './endurance.ts';
import type { Endurance } from './endurance.ts';
import { measureLatency } from './latency.ts';
import { loseContexts } from './losses.ts';
import { measureMemory } from './memory.ts';
import { measureRequests } from './requests.ts';

/** What the benchmark's program in Node calls on the page. */
export interface BenchPage {
  readonly measureLatency: typeof measureLatency;
  readonly measureRequests: typeof measureRequests;
  readonly measureMemory: typeof measureMemory;
  readonly loseContexts: typeof loseContexts;
  readonly startEndurance: () => Promise<void>;
  readonly endure: Endurance['run'];
  readonly countEndured: Endurance['count'];
}

declare global {
  interface Window {
    attarBench: BenchPage;
  }
}

let endurance: Endurance | undefined;

window.attarBench = {
  measureLatency,
  measureRequests,
  measureMemory,
  loseContexts,
  startEndurance: async () => {
    endurance = await startEndurance();
  },
  endure: async (requests) => endurance!.run(requests),
  countEndured: () => endurance!.count(),
};
