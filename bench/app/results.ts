import { judge } from '../goal.ts';
import type { Tap } from '../page/tap-watch.ts';
import type { Row, Target } from '../report.ts';
import { median, quantile } from '../statistics.ts';
import type { CodeFile } from './first-code.ts';
import type { TapPlan } from './taps.ts';

const KIB = 1024;
/** What a first visit may download in code, KiB. */
const CODE_LIMIT = 300;
/** From a tap to the frame with the new list, ms; SwiftShader draws WebGL on the processor. */
const TAP_LIMITS = { webgl: 100, wasm: 50 } as const;

/** How long the taps of one plan took. */
export function tapRow({ model, backend }: TapPlan, taps: readonly Tap[]): Row {
  const times = taps.map(({ ms }) => ms);
  return {
    part: 'tap',
    route: `${model}, ${backend}`,
    figures: {
      medianMs: median(times),
      p95Ms: quantile(times, 0.95),
      mostMs: Math.max(...times),
      taps: taps.length,
      ...longTaskFigures(taps),
    },
  };
}

function longTaskFigures(taps: readonly Tap[]): { longTasks: number; longestTaskMs: number } {
  const tasks = taps.flatMap(({ longTasks }) => longTasks);
  return { longTasks: tasks.length, longestTaskMs: Math.max(0, ...tasks) };
}

/** p95 of the taps, and that the page was never held up between a tap and its list. */
export function tapTargets({ model, backend }: TapPlan, taps: readonly Tap[]): Target[] {
  const p95 = quantile(
    taps.map(({ ms }) => ms),
    0.95,
  );
  const { longTasks } = longTaskFigures(taps);
  const where = `${model}, ${backend}`;
  return [
    judge(`${where}: from a tap to the repainted list, p95, ms`, 'at most', TAP_LIMITS[backend], p95),
    judge(`${where}: tasks of the page over 50 ms in between`, 'exactly', 0, longTasks),
  ];
}

/** Files of code, largest first. */
export function codeRows(files: readonly CodeFile[]): Row[] {
  return files
    .toSorted((a, b) => b.bytes - a.bytes)
    .map(({ name, encoding, bytes }) => ({
      part: 'code',
      route: `${name} (${encoding})`,
      figures: { sentBytes: bytes },
    }));
}

/** Whether all of it together is within its limit. */
export function codeTarget(files: readonly CodeFile[]): Target {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const encodings = [...new Set(files.map(({ encoding }) => encoding))].filter((name) => name !== 'none');
  const what = `first view: JavaScript and CSS as sent (${encodings.join(', ')}), KiB`;
  return judge(what, 'at most', CODE_LIMIT, bytes / KIB);
}
