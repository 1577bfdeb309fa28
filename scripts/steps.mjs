// @ts-check
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ROOT, toolScript } from './run-tool.mjs';
import { tallyPlaywright, tallyVitest } from './tally.mjs';

const REPORTS = join(ROOT, 'build/reports');

/**
 * One step of `npm test`. `commands` are run by Node one after the other until one fails.
 * @typedef {object} Step
 * @property {string} name
 * @property {() => string[][]} commands lazily, because a tool is found only once it is installed
 * @property {boolean} [needsBrowser]
 * @property {() => Promise<Record<string, string>>} [environment]
 * @property {() => import('./tally.mjs').Tally} [tally] reads the report that the step wrote
 */

/** In the order they run: what is quick and what others need comes first. @type {readonly Step[]} */
export const STEPS = [
  { name: 'kernels', commands: () => [[join(ROOT, 'scripts/build-kernels.mjs')]] },
  {
    name: 'types',
    commands: () => [[toolScript('tsc')], [toolScript('tsc'), '--project', 'scripts']],
  },
  { name: 'lint', commands: () => [[toolScript('oxlint')]] },
  { name: 'format', commands: () => [[toolScript('biome'), 'format']] },
  vitestStep('unit', 'node'),
  { ...vitestStep('component', 'browser'), needsBrowser: true },
  {
    name: 'build',
    commands: () => [
      [join(ROOT, 'scripts/build.mjs')],
      [join(ROOT, 'scripts/build.mjs'), '--mode', 'single'],
    ],
  },
  {
    name: 'e2e',
    commands: () => [[toolScript('playwright'), 'test', '--reporter=list,json']],
    needsBrowser: true,
    environment: async () => ({
      PLAYWRIGHT_JSON_OUTPUT_NAME: reportPath('e2e'),
      ATTAR_E2E_PORT: String(await freePort()),
    }),
    tally: () => tallyPlaywright(reportPath('e2e')),
  },
];

/** Removes the reports of earlier runs, so that none of them is ever counted again. */
export function clearReports() {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
}

/**
 * @param {string} name
 * @param {string} project
 * @returns {Step}
 */
function vitestStep(name, project) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath(name)}`];
  return {
    name,
    commands: () => [[toolScript('vitest'), 'run', '--project', project, ...reporters]],
    tally: () => tallyVitest(reportPath(name)),
  };
}

/** @param {string} name */
function reportPath(name) {
  return join(REPORTS, `${name}.json`);
}

/** @returns {Promise<number>} a port that nobody listens on now */
function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
