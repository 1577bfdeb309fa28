import { withApp } from '../host/app.ts';
import { openBrowser } from '../host/browser.ts';
import { buildScript } from '../host/build.ts';
import { machineRow } from '../host/machine.ts';
import type { Row, Target } from '../report.ts';
import type { Suite } from '../suites.ts';
import { firstCode } from './first-code.ts';
import { codeRows, codeTarget, tapRow, tapTargets } from './results.ts';
import { tapThrough } from './taps.ts';
import type { TapPlan } from './taps.ts';

const FULL: readonly TapPlan[] = (['movies', 'books'] as const).flatMap((model) =>
  (['wasm', 'webgl'] as const).map((backend) => ({ model, backend, taps: 60 })),
);
const QUICK: readonly TapPlan[] = [{ model: 'movies', backend: 'wasm', taps: 3 }];

/** The built app as a visitor has it: how long a tap takes, and how much code comes first. */
export const appSuite: Suite = async ({ quick, log }) =>
  withApp(async (address) => {
    const rows: Row[] = [machineRow()];
    const targets: Target[] = [];
    const watch = await buildScript('tap-watch.ts');
    const browser = await openBrowser();
    try {
      for (const plan of quick ? QUICK : FULL) {
        log(`${plan.taps} taps on ${plan.model} with ${plan.backend}`);
        const taps = await tapThrough(browser, address, plan, watch);
        rows.push(tapRow(plan, taps));
        targets.push(...tapTargets(plan, taps));
      }
      log('code of a first visit');
      const code = await firstCode(browser, address);
      rows.push(...codeRows(code));
      targets.push(codeTarget(code));
    } finally {
      await browser.close();
    }
    return { rows, targets };
  });
