// @ts-check
/** `npm run bench [-- NAME] [--json] [--quick]`: speed and memory beside others', in one run (docs/benchmarks.md). */
import './require-node.mjs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { register } from 'tsx/esm/api';
import { ensureBrowser } from './browser.mjs';
import { ROOT } from './run-tool.mjs';

// Standard output is for the result; what tools say on the way goes beside it.
console.log = console.error;
try {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/build-kernels.mjs')], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('the kernels could not be built (see above)');
  process.env.CHROMIUM = await ensureBrowser();
  register();
  const { main } = await import('../bench/main.ts');
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
