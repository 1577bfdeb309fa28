import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { APP_FOLDER, isBuilt } from '../../scripts/build.mjs';
import { serve } from '../../scripts/serve.mjs';

const PROGRAM = join(import.meta.dirname, '../../scripts/build.mjs');

/**
 * Serves dist/app as `npm start` does, with the compressed copies that a static host would send, and works on its
 * address, which ends in a slash. Builds first where the sources have changed.
 */
export async function withApp<T>(work: (address: string) => Promise<T>): Promise<T> {
  if (!isBuilt()) {
    // Standard output is for the result of the benchmark.
    const { status } = spawnSync(process.execPath, [PROGRAM], { stdio: ['ignore', 2, 2] });
    if (status !== 0) throw new Error('the app could not be built (see above)');
  }
  const host = await serve({ folder: APP_FOLDER, port: 0 });
  try {
    return await work(host.address);
  } finally {
    await host.close();
  }
}
