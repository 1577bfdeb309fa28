import type { Thread } from '../../../explorer/device/measure.ts';

/** What this device does, measured; times and bytes come written. */
export const device = {
  heading: 'Measured here, now',
  intro: (requests: number) =>
    `Opens the model anew on each backend that this browser can run, and asks each ${requests} times with the histories of sample users. The times are what the page waits, the way to a worker and back included.`,
  measure: 'Measure this device',
  again: 'Measure again',
  measuring: (backend: string) => `Measuring ${backend} …`,
  done: 'Measured.',
  chart: (requests: number, names: string) =>
    `Histogram of the ${requests} times of each backend: ${names}. The table has median and extremes.`,
  axis: 'Time of an answer, ms',
  countAxis: 'Answers',
  caption: 'Time of an answer on each backend',
  columns: ['Backend', 'Where', 'Start', 'Least', 'Median', '95% within', 'Most', 'Memory'],
  where: { page: 'page', worker: 'worker' } satisfies Record<Thread, string>,
  memoryUntold: 'not told',
  memoryNote:
    'Start: from opening the model to its first answer. Memory: JavaScript of the page, where the browser tells it; a worker’s is not in it.',
  notHere: 'Does not run here:',
  copy: 'Copy the report',
  copied: 'Copied.',
  notCopied: 'This browser did not allow copying: the report stands below.',
  report: 'Report',
  /** Lines of the report. */
  reportHeading: (requests: number) =>
    `Attar on this device, ${requests} requests a backend: least / median / 95% within / most`,
  reportModel: (title: string, items: string, size: string) => `${title}: ${items} items, ${size}`,
  reportNotHere: (backend: string, reason: string) => `${backend}: does not run here (${reason})`,
  reportTimes: (backend: string, where: string, times: string, start: string, memory: string) =>
    `${backend}, ${where}: ${times}; start ${start}; memory ${memory}`,
};
