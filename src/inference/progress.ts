import type { WantedFile } from './cache/stored-file.ts';
import type { LoadProgress } from './types.ts';

/** One total over files that arrive side by side. */
export interface RunningTotal {
  /** So many bytes of one file are there. */
  has(file: WantedFile, length: number): void;
  /** What is done now, with what has come so far. */
  say(phase: LoadProgress['phase'], file: string): void;
}

/** ms between two reports: every one is a message to the page, and a fast connection brings a piece of a file in less. */
const PAUSE = 40;

/** Reports a total that never falls, even when a file has to start anew, now and then and when a file is whole. */
export function runningTotal(
  files: readonly WantedFile[],
  report: (progress: LoadProgress) => void,
): RunningTotal {
  const lengths = new Map(files.map((file) => [file, 0]));
  const total = files.reduce((sum, { entry }) => sum + entry.bytes, 0);
  let loaded = 0;
  let next = 0;
  const say: RunningTotal['say'] = (phase, file) => report({ phase, loaded, total, file });
  return {
    say,
    has(file, length) {
      lengths.set(file, length);
      const now = performance.now();
      if (now < next && length < file.entry.bytes) return;
      next = now + PAUSE;
      const sum = [...lengths.values()].reduce((before, each) => before + each, 0);
      if (sum <= loaded) return;
      loaded = sum;
      say('download', file.name);
      if (loaded === total) say('verify', file.name);
    },
  };
}
