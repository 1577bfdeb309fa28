import type { BenchReport } from './report.ts';

export interface SuiteOptions {
  /** Small and short: for the tests, which look at lists and not at times. */
  readonly quick: boolean;
  /** Says what is going on. */
  readonly log: (line: string) => void;
}

/** Runs to its end and says what came of it. */
export type Suite = (options: SuiteOptions) => Promise<BenchReport>;

/** What `npm run bench -- NAME` may name, and what loads it. */
export const SUITES: Readonly<Record<string, () => Promise<Suite>>> = {
  app: async () => (await import('./app/suite.ts')).appSuite,
  engine: async () => (await import('./engine/suite.ts')).engineSuite,
  fuzz: async () => (await import('./fuzz/suite.ts')).fuzzSuite,
  lighthouse: async () => (await import('./lighthouse/suite.ts')).lighthouseSuite,
};

export const DEFAULT_SUITE = 'engine';
