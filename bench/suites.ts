import type { EnginePart } from './engine/suite.ts';
import type { BenchReport } from './report.ts';

export interface SuiteOptions {
  /** Small and short: for the tests, which look at lists and not at times. */
  readonly quick: boolean;
  /** Says what is going on. */
  readonly log: (line: string) => void;
}

/** Runs to its end and says what came of it. */
export type Suite = (options: SuiteOptions) => Promise<BenchReport>;

/** One part of the engine's suite. */
const part = (name: EnginePart) => async (): Promise<Suite> =>
  (await import('./engine/suite.ts')).engineSuite(name);

/** What `npm run bench -- NAME` may name, and what loads it. */
export const SUITES: Readonly<Record<string, () => Promise<Suite>>> = {
  app: async () => (await import('./app/suite.ts')).appSuite,
  engine: async () => (await import('./engine/suite.ts')).engineSuite(),
  fuzz: async () => (await import('./fuzz/suite.ts')).fuzzSuite,
  size: part('size'),
  start: part('start'),
  latency: part('latency'),
  request: part('request'),
  memory: part('memory'),
  loss: part('loss'),
  endurance: part('endurance'),
  link: async () => (await import('./link/suite.ts')).linkSuite,
  lighthouse: async () => (await import('./lighthouse/suite.ts')).lighthouseSuite,
};

export const DEFAULT_SUITE = 'engine';
