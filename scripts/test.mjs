// @ts-check
/**
 * `npm test`: installs if needed, finds a Chromium, runs every step and says what came of it. The last line is
 * `N passed, N failed`. `npm test -- --only unit,e2e` runs some of the steps.
 */
import './require-node.mjs';
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';
import { ROOT } from './run-tool.mjs';
import { clearReports, STEPS } from './steps.mjs';
import { tallyStep } from './tally.mjs';

/** @typedef {{ name: string, seconds: number, tally: import('./tally.mjs').Tally }} Outcome */

/** @returns {readonly import('./steps.mjs').Step[]} */
function chosenSteps() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only === undefined) return STEPS;
  const names = values.only.split(',').map((name) => name.trim());
  const unknown = names.find((name) => STEPS.every((step) => step.name !== name));
  if (unknown !== undefined) {
    throw new Error(
      `--only takes ${STEPS.map((step) => step.name).join(', ')} with commas between, and not "${unknown}"`,
    );
  }
  return STEPS.filter((step) => names.includes(step.name));
}

/**
 * @param {import('./steps.mjs').Step} step
 * @returns {Promise<Outcome>}
 */
async function run(step) {
  console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 60 - step.name.length))}`);
  const start = performance.now();
  const environment = { ...process.env, ...(await step.environment?.()) };
  let code = 0;
  for (const command of step.commands()) {
    code ||= await runNode(command, environment);
  }
  return { name: step.name, seconds: (performance.now() - start) / 1000, tally: tallyStep(code, step.tally) };
}

/**
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code; 1 when it was killed
 */
function runNode(command, env) {
  return new Promise((done) => {
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: 'inherit', env });
    child.once('close', (code) => done(code ?? 1));
  });
}

/** @param {readonly Outcome[]} outcomes */
function report(outcomes) {
  console.log('\nstep         time   result');
  for (const { name, seconds, tally } of outcomes) {
    const counts = Object.entries(tally).filter(([, count]) => count > 0);
    const result = counts.map(([word, count]) => `${count} ${word}`).join(', ') || 'ok';
    console.log(`${name.padEnd(10)} ${seconds.toFixed(1).padStart(5)} s   ${result}`);
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) =>
    outcomes.reduce((total, { tally }) => total + tally[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  if (sum('failed') > 0) process.exitCode = 1;
}

/** @returns {Promise<void>} */
async function main() {
  const steps = chosenSteps();
  ensureInstalled(ROOT);
  if (steps.some((step) => step.needsBrowser)) {
    const { ensureBrowser } = await import('./browser.mjs');
    process.env.CHROMIUM = await ensureBrowser();
    console.log(`Chromium: ${process.env.CHROMIUM}`);
  }
  clearReports();
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const step of steps) outcomes.push(await run(step));
  report(outcomes);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
