import { judge } from '../goal.ts';
import { withApp } from '../host/app.ts';
import { machineRow } from '../host/machine.ts';
import type { Row, Target } from '../report.ts';
import { median } from '../statistics.ts';
import type { Suite } from '../suites.ts';
import { audit } from './audit.ts';
import type { Audit, Preset } from './audit.ts';

/** Runs a preset; the median counts, because one run is easily off by ten points on a busy machine. */
const RUNS = 3;

/** Least scores. */
const GOALS = {
  desktop: { performance: 95, accessibility: 100, bestPractices: 100 },
  mobile: { performance: 85, accessibility: 100, bestPractices: 100 },
} as const;

/** Lighthouse on the built app, as a static host would serve it. */
export const lighthouseSuite: Suite = async ({ quick, log }) =>
  withApp(async (address) => {
    const rows: Row[] = [machineRow()];
    const targets: Target[] = [];
    for (const preset of ['desktop', 'mobile'] as const) {
      const audits: Audit[] = [];
      for (let run = 1; run <= (quick ? 1 : RUNS); run++) {
        log(`Lighthouse, ${preset}, run ${run}`);
        const { faults, ...figures } = await audit(address, preset);
        for (const fault of faults) log(`  ${fault}`);
        audits.push({ faults, ...figures });
        rows.push({ part: preset, route: `run ${run}`, figures });
      }
      targets.push(...lighthouseTargets(preset, audits));
    }
    return { rows, targets };
  });

/** The median of each category against its goal. */
export function lighthouseTargets(preset: Preset, audits: readonly Audit[]): Target[] {
  const goals = GOALS[preset];
  const names = {
    performance: 'performance',
    accessibility: 'accessibility',
    bestPractices: 'best practices',
  };
  return (['performance', 'accessibility', 'bestPractices'] as const).map((category) => {
    const scores = audits.map((run) => run[category]);
    const what = `Lighthouse, ${preset}: ${names[category]}, median of ${scores.length}`;
    return judge(what, 'at least', goals[category], median(scores));
  });
}
