import { availableParallelism, loadavg } from 'node:os';
import type { Row } from '../report.ts';

/** What a time has to be read beside: the cores, and how many programs wanted one in the last minute. */
export function machineRow(): Row {
  return { part: 'machine', route: 'now', figures: { cores: availableParallelism(), load: loadavg()[0]! } };
}
