#!/usr/bin/env node
// @ts-check
/** The command line: `npx attar …`, or `npm run attar -- …` in the repository. */
import '../scripts/require-node.mjs';
import { fileURLToPath } from 'node:url';

async function registerTypeScript() {
  try {
    return (await import('tsx/esm/api')).register();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    console.error(
      `Attar's packages are not installed; run "npm ci" in ${fileURLToPath(new URL('..', import.meta.url))}`,
    );
    process.exit(1);
  }
}

await registerTypeScript();
await import('../src/cli/main.ts');
