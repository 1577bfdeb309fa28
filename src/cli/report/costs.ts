import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What one stage of one student cost, in the run that finished it. */
export interface StageCost {
  readonly stage: string;
  readonly seconds: number;
  /** Largest memory of the whole process until the stage ended, bytes. */
  readonly peakBytes: number;
}

/** Runs a stage and writes down what it cost, in a file that keeps the last cost of each stage. */
export async function costed(path: string, stage: string, task: () => Promise<void>): Promise<void> {
  const began = performance.now();
  await task();
  const seconds = (performance.now() - began) / 1000;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const others = (await readCosts(path)).filter((cost) => cost.stage !== stage);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify([...others, { stage, seconds, peakBytes }]));
}

/** The costs written down so far; none where nothing was. */
export async function readCosts(path: string): Promise<StageCost[]> {
  return existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as StageCost[]) : [];
}
