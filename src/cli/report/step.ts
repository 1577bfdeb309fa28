import { duration, throttled } from '../progress.ts';

/** Tells how far a step is. */
export type StepReport = (line: () => string) => void;

/** A line of the progress tree; what the task answers, and its time, become part of the title. */
export function step(title: string, task: (report: StepReport) => Promise<string | void>) {
  return {
    title,
    task: async (_context: unknown, line: { title: string; output: string }): Promise<void> => {
      const began = performance.now();
      const print = (text: string): void => {
        line.output = text;
      };
      const answer = await task(throttled(print, process.stdout.isTTY ? 200 : 10_000));
      const time = duration((performance.now() - began) / 1000);
      line.title = `${title}: ${answer ? `${answer}, ` : ''}${time}`;
    },
  };
}
